package web

import "kjentvei/workflow/routine"

// routinesTexts is the routines to read, and where a case stands on its own.
type routinesTexts struct {
	Title, Intro, None, Used, When, Version, Older, Newest, Picture, InWords                      routine.Text
	Proved, NotProved, ProofHint, ProofLimits, Kept, Holds, Breaks                                routine.Text
	Versions, VersionsHint, Current, Changed, DiffTitle, From, To, Compare, NoChanges, OneVersion routine.Text
	CaseTitle, CasePart, CasePlan, CaseLink                                                       routine.Text
}

var routinesWords = routinesTexts{
	Title: text("Rutiner", "Rutinar", "Routines", "Rutiner"),
	Intro: text("Her står hva som skal gjøres, av hvem og innen når. Du kan lese alt uten å ha en sak.", "Her står kva som skal gjerast, av kven og innan når. Du kan lese alt utan å ha ei sak.",
		"Here is what should be done, by whom and by when. You can read all of it without having a case.", "Her står, hvad der skal gøres, af hvem og inden hvornår. Du kan læse det hele uden at have en sag."),
	None:    text("Ingen rutine er lagt inn ennå.", "Ingen rutine er lagd inn enno.", "No routine is here yet.", "Ingen rutine er lagt ind endnu."),
	Used:    text("Nye saker følger denne", "Nye saker følgjer denne", "New cases follow this one", "Nye sager følger denne"),
	When:    text("Hva gjør jeg? Velg det som ligner", "Kva gjer eg? Vel det som liknar", "What do I do? Choose what is most like it", "Hvad gør jeg? Vælg det, der ligner"),
	Version: text("Versjon {1}", "Versjon {1}", "Version {1}", "Version {1}"),
	Older: text("Dette er en eldre versjon. Saker som begynte med den, følger den fortsatt.", "Dette er ein eldre versjon. Saker som byrja med han, følgjer han framleis.",
		"This is an older version. Cases that began with it still follow it.", "Dette er en ældre version. Sager, der begyndte med den, følger den stadig."),
	Newest:    text("Les versjon {1}", "Les versjon {1}", "Read version {1}", "Læs version {1}"),
	Picture:   text("Rutinen som bilde", "Rutinen som bilete", "The routine as a picture", "Rutinen som billede"),
	InWords:   text("Bildet i ord", "Biletet i ord", "The picture in words", "Billedet i ord"),
	Proved:    text("Bevist: rutinen kan ikke omgås", "Prova: rutinen kan ikkje omgåast", "Proved: the routine cannot be bypassed", "Bevist: rutinen kan ikke omgås"),
	NotProved: text("Ikke bevist: rutinen kan omgås", "Ikkje prova: rutinen kan omgåast", "Not proved: the routine can be bypassed", "Ikke bevist: rutinen kan omgås"),
	ProofHint: text("Programmet har gått gjennom alt som kan skje i en sak etter denne rutinen, {1} tilstander, og sett etter veier utenom dette:",
		"Programmet har gått gjennom alt som kan skje i ei sak etter denne rutinen, {1} tilstandar, og sett etter vegar utanom dette:",
		"The program has gone through all that can happen in a case by this routine, {1} states, and looked for ways around this:",
		"Programmet har gennemgået alt, der kan ske i en sag efter denne rutine, {1} tilstande, og ledt efter veje uden om dette:"),
	ProofLimits: text("Beviset gjelder det som skrives inn. At samtalen var god, kan bare mennesker se til.", "Provet gjeld det som blir skrive inn. At samtalen var god, kan berre menneske sjå til.",
		"The proof is of what is recorded. That the talk was a good one, only people can see to.", "Beviset gælder det, der skrives ind. At samtalen var god, kan kun mennesker sørge for."),
	Kept:     text("Programmet passer på dette selv, uansett rutine.", "Programmet passar på dette sjølv, uansett rutine.", "The program itself keeps this, whatever the routine.", "Programmet passer selv på dette, uanset rutine."),
	Holds:    text("Holder", "Held", "Holds", "Holder"),
	Breaks:   text("Kan brytes", "Kan brytast", "Can be broken", "Kan brydes"),
	Versions: text("Versjoner", "Versjonar", "Versions", "Versioner"),
	VersionsHint: text("En versjon endres aldri. Nye saker følger den nyeste, og en sak blir hos den den begynte med.", "Ein versjon blir aldri endra. Nye saker følgjer den nyaste, og ei sak blir hos den ho byrja med.",
		"A version never changes. New cases follow the newest, and a case stays with the one that it began with.", "En version ændres aldrig. Nye sager følger den nyeste, og en sag bliver hos den, den begyndte med."),
	Current:   text("Nyeste", "Nyaste", "Newest", "Nyeste"),
	Changed:   text("Endret siden versjon {1}", "Endra sidan versjon {1}", "Changed since version {1}", "Ændret siden version {1}"),
	DiffTitle: text("Endringer i {1}", "Endringar i {1}", "Changes in {1}", "Ændringer i {1}"),
	From:      text("Fra", "Frå", "From", "Fra"),
	To:        text("Til", "Til", "To", "Til"),
	Compare:   text("Sammenlign", "Samanlikn", "Compare", "Sammenlign"),
	OneVersion: text("Rutinen har bare én versjon til nå. Blir den endret, kan du se forskjellen her.", "Rutinen har berre éin versjon til no. Blir han endra, kan du sjå skilnaden her.",
		"The routine has only one version so far. When it is changed, you can see the difference here.", "Rutinen har kun én version indtil nu. Bliver den ændret, kan du se forskellen her."),
	NoChanges: text("De to er like.", "Dei to er like.", "The two are the same.", "De to er ens."),
	CaseTitle: text("Saken i rutinen", "Saka i rutinen", "The case in the routine", "Sagen i rutinen"),
	CasePart:  text("Du ser hvor saken står. Veien dit er for dem som arbeider med den.", "Du ser kvar saka står. Vegen dit er for dei som arbeider med ho.", "You see where the case stands. The way there is for those who work on it.", "Du ser, hvor sagen står. Vejen dertil er for dem, der arbejder med den."),
	CasePlan:  text("Les rutinen som saken følger", "Les rutinen som saka følgjer", "Read the routine that the case follows", "Læs rutinen, som sagen følger"),
	CaseLink:  text("Se saken i rutinen", "Sjå saka i rutinen", "See the case in the routine", "Se sagen i rutinen"),
}
