package web

import "kjentvei/workflow/routine"

// lateTexts is the form for several things that were done before.
type lateTexts struct {
	Title, Hint, What, One, Add, Remove, Save, Refused, Link, FollowUp, Left routine.Text
}

var lateWords = lateTexts{
	Title:    text("Skriv inn det som er gjort", "Skriv inn det som er gjort", "Record what was done", "Notér det, der er gjort"),
	Hint:     text("Ta med så mye du vil, i den rekkefølgen du husker det. Alt lagres samlet, og ordnes etter når det skjedde.", "Ta med så mykje du vil, i den rekkjefølgja du hugsar det. Alt blir lagra samla, og ordna etter når det skjedde.", "Put in as much as you like, in the order in which you remember it. All of it is saved at once, and ordered by when it happened.", "Tag så meget med, du vil, i den rækkefølge, du husker det. Alt gemmes samlet og ordnes efter, hvornår det skete."),
	What:     text("Hva ble gjort?", "Kva blei gjort?", "What was done?", "Hvad blev der gjort?"),
	One:      text("Noe som ble gjort", "Noko som blei gjort", "Something that was done", "Noget, der blev gjort"),
	Add:      text("Legg til noe mer", "Legg til noko meir", "Add something more", "Tilføj noget mere"),
	Remove:   text("Ta bort dette", "Ta bort dette", "Take this away", "Fjern dette"),
	Save:     text("Lagre alt", "Lagre alt", "Save all of it", "Gem det hele"),
	Refused:  text("Ingenting er lagret ennå, for noe kan ikke stå slik", "Ingenting er lagra enno, for noko kan ikkje stå slik", "Nothing is saved yet, because something cannot stand so", "Intet er gemt endnu, for noget kan ikke stå sådan"),
	Link:     text("Skriv inn flere ting som er gjort", "Skriv inn fleire ting som er gjorde", "Record several things that were done", "Notér flere ting, der er gjort"),
	Left:     text("Dette gjenstår av samtalen", "Dette står att av samtalen", "This is left of the talk", "Dette mangler af samtalen"),
	FollowUp: text("Åpne siden for samtalen", "Opne sida for samtalen", "Open the page for the talk", "Åbn siden til samtalen"),
}
