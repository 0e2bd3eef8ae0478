package web

import "kjentvei/workflow/routine"

// readingTexts is the page of reading that is worth a question.
type readingTexts struct {
	Title, Hint, None, School, Who, What, Cases, Nights, Many, Outside, OwnName, Night routine.Text
}

var readingWords = readingTexts{
	Title: text("Lesing som er verdt et spørsmål", "Lesing som er verd eit spørsmål", "Reading that is worth a question", "Læsning, der er et spørgsmål værd"),
	Hint: text("Dette er de siste tretti dagene. Ingen er mistenkt for noe: det kan være gode grunner til alt som står her. Spør den det gjelder, før du tenker noe mer.",
		"Dette er dei siste tretti dagane. Ingen er mistenkt for noko: det kan vere gode grunnar til alt som står her. Spør den det gjeld, før du tenkjer noko meir.",
		"These are the last thirty days. Nobody is suspected of anything: there may be good reasons for all that stands here. Ask the person before you think any further.",
		"Dette er de sidste tredive dage. Ingen er mistænkt for noget: der kan være gode grunde til alt, hvad der står her. Spørg den, det gælder, før du tænker mere."),
	None:    text("Det er ikke noe å spørre om.", "Det er ikkje noko å spørje om.", "There is nothing to ask about.", "Der er ikke noget at spørge om."),
	School:  text("Skolen {1}", "Skulen {1}", "The school {1}", "Skolen {1}"),
	Who:     text("Hvem", "Kven", "Who", "Hvem"),
	What:    text("Hva det kan være verdt å spørre om", "Kva det kan vere verdt å spørje om", "What may be worth asking about", "Hvad der kan være værd at spørge om"),
	Cases:   text("Saker uten egen del i dem", "Saker utan eigen del i dei", "Cases without a part of their own", "Sager uden egen del i dem"),
	Nights:  text("Netter", "Netter", "Nights", "Nætter"),
	Many:    text("Har lest langt flere saker enn andre, uten å ha en del i dem", "Har lese langt fleire saker enn andre, utan å ha ein del i dei", "Has read far more cases than others, without a part in them", "Har læst langt flere sager end andre, uden at have en del i dem"),
	Outside: text("Har lest om elever i andre klasser enn sine egne", "Har lese om elevar i andre klassar enn sine eigne", "Has read about students of other classes than their own", "Har læst om elever i andre klasser end sine egne"),
	OwnName: text("Har lest om noen med samme etternavn", "Har lese om nokon med same etternamn", "Has read about somebody of the same family name", "Har læst om nogen med samme efternavn"),
	Night:   text("Har lest mellom klokka ti om kvelden og seks om morgenen", "Har lese mellom klokka ti om kvelden og seks om morgonen", "Has read between ten in the evening and six in the morning", "Har læst mellem klokken ti om aftenen og seks om morgenen"),
}
