package web

import "kjentvei/workflow/routine"

// signingTexts is the queue of cases to sign off.
type signingTexts struct {
	Title, Hint, None, AllDone, Since, One, PlaceOf, NextOne, Look, Unseen, Nothing, Met, What, Decide, Skip, Waiting, WaitingLink,
	Violated, Pending, Late, Waived routine.Text
}

var signingWords = signingTexts{
	Title:       text("Til godkjenning", "Til godkjenning", "To sign off", "Til godkendelse"),
	Hint:        text("{1} saker er ferdige og venter på at du eller en annen i ledelsen godkjenner dem. Den som har ventet lengst, står først.", "{1} saker er ferdige og ventar på at du eller ein annan i leiinga godkjenner dei. Den som har venta lengst, står først.", "{1} cases are ready and wait for you or another of the leadership to sign them off. The one that has waited longest comes first.", "{1} sager er færdige og venter på, at du eller en anden i ledelsen godkender dem. Den, der har ventet længst, står først."),
	None:        text("Ingen saker venter på at du godkjenner dem.", "Ingen saker ventar på at du godkjenner dei.", "No cases wait for you to sign them off.", "Ingen sager venter på, at du godkender dem."),
	AllDone:     text("Det var den siste. Takk!", "Det var den siste. Takk!", "That was the last one. Thank you!", "Det var den sidste. Tak!"),
	Since:       text("Venter siden {1}", "Ventar sidan {1}", "Waiting since {1}", "Venter siden {1}"),
	One:         text("Godkjenn sak {1}", "Godkjenn sak {1}", "Sign off case {1}", "Godkend sag {1}"),
	PlaceOf:     text("{1} av {2}", "{1} av {2}", "{1} of {2}", "{1} af {2}"),
	NextOne:     text("Lagret. Her er den neste.", "Lagra. Her er den neste.", "Saved. Here is the next one.", "Gemt. Her er den næste."),
	Look:        text("Se på dette først", "Sjå på dette først", "Look at this first", "Se på dette først"),
	Unseen:      text("Du ser ikke om rutinen er fulgt i denne saken.", "Du ser ikkje om rutinen er følgd i denne saka.", "You do not see whether the routine was followed in this case.", "Du ser ikke, om rutinen er fulgt i denne sag."),
	Nothing:     text("Ingenting mangler, og ingenting ble gjort for sent.", "Ingenting manglar, og ingenting blei gjort for seint.", "Nothing is missing, and nothing was done late.", "Intet mangler, og intet blev gjort for sent."),
	Met:         text("{1} krav er fulgt.", "{1} krav er følgde.", "{1} requirements were met.", "{1} krav er opfyldt."),
	What:        text("Det du godkjenner", "Det du godkjenner", "What you sign off", "Det, du godkender"),
	Decide:      text("Godkjenn, eller send tilbake", "Godkjenn, eller send tilbake", "Sign off, or return", "Godkend, eller send tilbage"),
	Skip:        text("Vent med denne, vis den neste", "Vent med denne, vis den neste", "Leave this one, show the next", "Vent med denne, vis den næste"),
	Waiting:     text("Saker venter på at du godkjenner dem.", "Saker ventar på at du godkjenner dei.", "Cases wait for you to sign them off.", "Sager venter på, at du godkender dem."),
	WaitingLink: text("Godkjenn ({1})", "Godkjenn ({1})", "Sign off ({1})", "Godkend ({1})"),
	Violated:    text("Brutt", "Brote", "Broken", "Brudt"),
	Pending:     text("Ikke gjort", "Ikkje gjort", "Not done", "Ikke gjort"),
	Late:        text("For sent", "For seint", "Late", "For sent"),
	Waived:      text("Unntak", "Unntak", "Waived", "Undtagelse"),
}
