package web

import "kjentvei/workflow/routine"

// panelsTexts is what stands beside a case: guardians, people, and what is out of the way.
type panelsTexts struct {
	Suspended, NeedsConsent, NotNow, Informed, MustTell, MayCall, NoBirth, SetBirth, IsAdult, WillBeAdult, NoGuardians,
	Responsible, Offered, Deputy, BroughtIn, Former, PeopleTitle, Help, Guardians, People, Mistakes, Case, Correct routine.Text
}

var panelsWords = panelsTexts{
	Suspended:    text("Kontakt er stanset", "Kontakt er stansa", "Contact is stopped", "Kontakt er stoppet"),
	NeedsConsent: text("Må ikke kontaktes uten samtykke", "Må ikkje kontaktast utan samtykke", "Must not be contacted without consent", "Må ikke kontaktes uden samtykke"),
	NotNow:       text("Ikke kontakt foresatte nå", "Ikkje kontakt føresette no", "Do not contact the guardians now", "Kontakt ikke forældrene nu"),
	Informed:     text("Foresatte vet om dette", "Føresette veit om dette", "The guardians know of this", "Forældrene ved det"),
	MustTell:     text("Foresatte må få vite om dette", "Føresette må få vite om dette", "The guardians must be told", "Forældrene skal have det at vide"),
	MayCall:      text("Foresatte kan kontaktes", "Føresette kan kontaktast", "The guardians may be contacted", "Forældrene må kontaktes"),
	NoBirth: text("Fødselsdatoen mangler. Foresatte kan ikke kontaktes før den er skrevet inn, og eleven skal ikke gå hjem alene.", "Fødselsdatoen manglar. Føresette kan ikkje kontaktast før han er skriven inn, og eleven skal ikkje gå heim åleine.",
		"The date of birth is missing. Guardians cannot be contacted until it is recorded, and the student must not go home alone.", "Fødselsdatoen mangler. Forældrene må ikke kontaktes, før den er noteret, og eleven må ikke gå hjem alene."),
	SetBirth: text("Skriv inn fødselsdatoen", "Skriv inn fødselsdatoen", "Record the date of birth", "Notér fødselsdatoen"),
	IsAdult: text("Eleven er myndig siden {1}, og bestemmer selv hva foresatte får vite.", "Eleven er myndig sidan {1}, og avgjer sjølv kva føresette får vite.",
		"The student has been of age since {1}, and decides what the guardians are told.", "Eleven er myndig siden {1} og bestemmer selv, hvad forældrene får at vide."),
	WillBeAdult: text("Eleven fyller 18 år {1}. Fra den dagen må eleven si ja før foresatte kontaktes.", "Eleven fyller 18 år {1}. Frå den dagen må eleven seie ja før føresette blir kontakta.",
		"The student turns 18 on {1}. From that day the student must agree before guardians are contacted.", "Eleven fylder 18 år {1}. Fra den dag skal eleven sige ja, før forældrene kontaktes."),
	NoGuardians: text("Skolen har ingen foresatte skrevet opp.", "Skulen har ingen føresette skrivne opp.", "The school has no guardians on record.", "Skolen har ingen forældre noteret."),
	Responsible: text("har ansvaret", "har ansvaret", "is responsible", "har ansvaret"),
	Offered:     text("er bedt om å ta over", "er beden om å ta over", "is asked to take over", "er bedt om at tage over"),
	Deputy:      text("er stedfortreder for ledelsen", "er stadfortredar for leiinga", "acts for the leadership", "er stedfortræder for ledelsen"),
	BroughtIn:   text("er med i saken", "er med i saka", "takes part", "er med i sagen"),
	Former:      text("har gitt saken videre", "har gitt saka vidare", "has handed the case on", "har givet sagen videre"),
	PeopleTitle: text("Folk i saken", "Folk i saka", "People in the case", "Folk i sagen"),
	Help:        text("Hjelp og notater", "Hjelp og notat", "Help and notes", "Hjælp og noter"),
	Guardians:   text("Foresatte og samtykke", "Føresette og samtykke", "Guardians and consent", "Forældre og samtykke"),
	People:      text("Hvem som er med", "Kven som er med", "Who takes part", "Hvem der er med"),
	Mistakes:    text("Noe er feil, eller gikk galt", "Noko er feil, eller gjekk gale", "Something is wrong, or went wrong", "Noget er forkert eller gik galt"),
	Case:        text("Flytte, avslutte eller annullere saken", "Flytte, avslutte eller annullere saka", "Move, end or void the case", "Flytte, afslutte eller annullere sagen"),
	Correct:     text("Rett", "Rett", "Correct", "Ret"),
}
