package web

import "kjentvei/workflow/routine"

// signingTexts is the queue of cases to sign off.
type signingTexts struct {
	Title, Hint, None, AllDone, Since, One, PlaceOf, NextOne, Look, Unseen, Nothing, Met, What, Decide, Skip, Waiting, WaitingLink, Returned, BackTo routine.Text
}

var signingWords = signingTexts{
	Title:       text("Til godkjenning", "Til godkjenning", "To sign off", "Til godkendelse"),
	Hint:        text("Ferdige saker som venter på deg eller en annen i ledelsen: {1}. Den som har ventet lengst, står først.", "Ferdige saker som ventar på deg eller ein annan i leiinga: {1}. Den som har venta lengst, står først.", "Finished cases that wait for you or another of the leadership: {1}. The one that has waited longest comes first.", "Færdige sager, der venter på dig eller en anden i ledelsen: {1}. Den, der har ventet længst, står først."),
	None:        text("Ingen saker venter på at du godkjenner dem.", "Ingen saker ventar på at du godkjenner dei.", "No cases wait for you to sign them off.", "Ingen sager venter på, at du godkender dem."),
	AllDone:     text("Det var den siste. Takk!", "Det var den siste. Takk!", "That was the last one. Thank you!", "Det var den sidste. Tak!"),
	Since:       text("Venter siden {1}", "Ventar sidan {1}", "Waiting since {1}", "Venter siden {1}"),
	One:         text("Godkjenn sak {1}", "Godkjenn sak {1}", "Sign off case {1}", "Godkend sag {1}"),
	PlaceOf:     text("{1} av {2}", "{1} av {2}", "{1} of {2}", "{1} af {2}"),
	NextOne:     text("Lagret. Her er den neste.", "Lagra. Her er den neste.", "Saved. Here is the next one.", "Gemt. Her er den næste."),
	Look:        text("Se på dette først", "Sjå på dette først", "Look at this first", "Se på dette først"),
	Unseen:      text("Du ser ikke om rutinen er fulgt i denne saken.", "Du ser ikkje om rutinen er følgd i denne saka.", "You do not see whether the routine was followed in this case.", "Du ser ikke, om rutinen er fulgt i denne sag."),
	Nothing:     text("Ingenting mangler, og ingenting ble gjort for sent.", "Ingenting manglar, og ingenting blei gjort for seint.", "Nothing is missing, and nothing was done late.", "Intet mangler, og intet blev gjort for sent."),
	Met:         text("Krav som er fulgt: {1}.", "Krav som er følgde: {1}.", "Requirements that were met: {1}.", "Krav, der er opfyldt: {1}."),
	What:        text("Det du godkjenner", "Det du godkjenner", "What you sign off", "Det, du godkender"),
	Decide:      text("Godkjenn, eller send tilbake", "Godkjenn, eller send tilbake", "Sign off, or return", "Godkend, eller send tilbage"),
	Skip:        text("Vent med denne, vis den neste", "Vent med denne, vis den neste", "Leave this one, show the next", "Vent med denne, vis den næste"),
	Waiting:     text("Noe venter på at du godkjenner det.", "Noko ventar på at du godkjenner det.", "Something waits for you to sign it off.", "Noget venter på, at du godkender det."),
	Returned:    text("Sendt tilbake. Ingenting nytt er skrevet siden.", "Sendt tilbake. Ingenting nytt er skrive sidan.", "Sent back. Nothing new has been written since.", "Sendt tilbage. Intet nyt er skrevet siden."),
	BackTo:      text("Tilbake til godkjenningen", "Tilbake til godkjenninga", "Back to signing off", "Tilbage til godkendelsen"),
	WaitingLink: text("Godkjenn ({1})", "Godkjenn ({1})", "Sign off ({1})", "Godkend ({1})"),
}
