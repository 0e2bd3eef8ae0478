package web

import "kjentvei/workflow/routine"

// verdictsTexts is whether the routine was followed in one case.
type verdictsTexts struct {
	Title, Of, Judged, State, Version, Overdue, Due, Proof, Rest, None routine.Text
}

var verdictsWords = verdictsTexts{
	Title:   text("Er rutinen fulgt?", "Er rutinen følgd?", "Was the routine followed?", "Er rutinen fulgt?"),
	Of:      text("Er rutinen fulgt i sak {1}?", "Er rutinen følgd i sak {1}?", "Was the routine followed in case {1}?", "Er rutinen fulgt i sag {1}?"),
	Judged:  text("Slik det var {1}.", "Slik det var {1}.", "As it was on {1}.", "Som det var {1}."),
	State:   text("Saken er her: {1}.", "Saka er her: {1}.", "The case is here: {1}.", "Sagen er her: {1}."),
	Version: text("{1} ({2}, versjon {3})", "{1} ({2}, versjon {3})", "{1} ({2}, version {3})", "{1} ({2}, version {3})"),
	Overdue: text("Fristen har gått ut", "Fristen har gått ut", "The time has passed", "Fristen er overskredet"),
	Due:     text("Frist: {1}.", "Frist: {1}.", "Due: {1}.", "Frist: {1}."),
	Proof:   text("Dette viser det:", "Dette viser det:", "This shows it:", "Dette viser det:"),
	Rest:    text("Krav som ikke har krevd noe ({1})", "Krav som ikkje har kravd noko ({1})", "Requirements that asked for nothing ({1})", "Krav, der ikke har krævet noget ({1})"),
	None:    text("Rutinen har ikke krevd noe i denne saken ennå.", "Rutinen har ikkje kravd noko i denne saka enno.", "The routine has asked for nothing in this case yet.", "Rutinen har ikke krævet noget i denne sag endnu."),
}

// printTexts is a case on paper.
type printTexts struct {
	Link, How, File, Wait, Copy, Whole, ReadFirst, CopyOf, Running, Student, Born, Reference, School, Scenario, State, Arose, Lead, Routine, By,
	Mark, Unsigned, LeftOut, LeftOutLine routine.Text
}

var printWords = printTexts{
	Link: text("Skriv ut saken", "Skriv ut saka", "Print the case", "Udskriv sagen"),
	How: text("Skriv ut, eller lagre som PDF, fra menyen i nettleseren.", "Skriv ut, eller lagre som PDF, frå menyen i nettlesaren.",
		"Print it, or save it as PDF, from the menu of the browser.", "Udskriv, eller gem som PDF, fra browserens menu."),
	File:  text("Last ned som PDF", "Last ned som PDF", "Download as PDF", "Hent som PDF"),
	Wait:  text("Det kan ta noen sekunder.", "Det kan ta nokre sekund.", "It may take some seconds.", "Det kan tage nogle sekunder."),
	Copy:  text("Elevens egen kopi", "Eleven sin eigen kopi", "The student's own copy", "Elevens egen kopi"),
	Whole: text("Skriv ut alt du ser i saken", "Skriv ut alt du ser i saka", "Print all that you see in the case", "Udskriv alt, du ser i sagen"),
	ReadFirst: text("Les gjennom kopien før du gir den fra deg. Det står ikke i den hvem som sa fra, eller om kontakt kan være utrygg, men det kan stå i noe som er skrevet fritt.", "Les gjennom kopien før du gir han frå deg. Det står ikkje i han kven som sa frå, eller om kontakt kan vere utrygg, men det kan stå i noko som er skrive fritt.",
		"Read the copy through before you hand it out. It does not say who raised the concern, or whether contact may be unsafe, but what somebody wrote freely may.", "Læs kopien igennem, før du giver den fra dig. Der står ikke i den, hvem der sagde til, eller om kontakt kan være utryg, men det kan stå i noget, der er skrevet frit."),
	CopyOf: text("Dette er det skolen har skrevet i saken om deg. Noe kan være utelatt for å verne andre, eller deg selv.", "Dette er det skulen har skrive i saka om deg. Noko kan vere utelate for å verne andre, eller deg sjølv.",
		"This is what the school has written in the case about you. Something may be left out to protect others, or yourself.", "Dette er det, skolen har skrevet i sagen om dig. Noget kan være udeladt for at beskytte andre eller dig selv."),
	Running:   text("Sak {1} · skrevet ut {2}", "Sak {1} · skrive ut {2}", "Case {1} · printed {2}", "Sag {1} · udskrevet {2}"),
	Student:   text("Elev", "Elev", "Student", "Elev"),
	Born:      text("Født", "Fødd", "Born", "Født"),
	Reference: text("Saksnummer", "Saksnummer", "Case number", "Sagsnummer"),
	School:    text("Skole", "Skule", "School", "Skole"),
	Scenario:  text("Det saken gjelder", "Det saka gjeld", "What the case is about", "Det, sagen gælder"),
	State:     text("Her er saken", "Her er saka", "Where the case is", "Her er sagen"),
	Arose:     text("Begynte", "Byrja", "Began", "Begyndte"),
	Lead:      text("Har ansvaret", "Har ansvaret", "Responsible", "Har ansvaret"),
	Routine:   text("Rutine", "Rutine", "Routine", "Rutine"),
	By:        text("Skrevet ut av", "Skrive ut av", "Printed by", "Udskrevet af"),
	Mark: text("Merket til innholdet (SHA-256) endrer seg hvis noe i saken endres. En godkjenning gjelder for ett slikt merke:", "Merket til innhaldet (SHA-256) endrar seg om noko i saka blir endra. Ei godkjenning gjeld for eitt slikt merke:",
		"The mark of the content (SHA-256) changes when anything in the case does. A sign-off is for one such mark:", "Indholdets mærke (SHA-256) ændrer sig, hvis noget i sagen ændres. En godkendelse gælder for ét sådant mærke:"),
	Unsigned: text("Ledelsen har ikke godkjent saken slik den står nå.", "Leiinga har ikkje godkjent saka slik ho står no.", "The leadership has not signed off the case as it stands now.", "Ledelsen har ikke godkendt sagen, som den står nu."),
	LeftOut:  text("Ikke med på utskriften", "Ikkje med på utskrifta", "Not in this print", "Ikke med på udskriften"),
	LeftOutLine: text("Den som skrev ut, ser ikke dette, om det finnes:", "Den som skreiv ut, ser ikkje dette, om det finst:",
		"Whoever printed it does not see these, if there are any:", "Den, der udskrev, ser ikke dette, hvis det findes:"),
}
