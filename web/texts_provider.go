package web

import "kjentvei/workflow/routine"

// providerTexts is logging in with a provider, and out again.
type providerTexts struct {
	With, OrPassword, Again                              routine.Text
	Refused, RefusedAdvice                               routine.Text
	Stranger, StrangerAdvice                             routine.Text
	Student, StudentKind, StudentTalk, Talk, Danger, Ask routine.Text
	LoggedOut, Onward, LogOutThere                       routine.Text
}

var providerWords = providerTexts{
	With:       text("Logg inn med {1}", "Logg inn med {1}", "Log in with {1}", "Log ind med {1}"),
	OrPassword: text("Eller med passord", "Eller med passord", "Or with a password", "Eller med adgangskode"),
	Again:      text("Logg inn som en annen", "Logg inn som ein annan", "Log in as somebody else", "Log ind som en anden"),
	Refused:    text("Innloggingen gikk ikke", "Innlogginga gjekk ikkje", "The login did not work", "Det lykkedes ikke at logge ind"),
	RefusedAdvice: text("Prøv en gang til, og bruk kode eller nøkkel når {1} spør om det. Går det fortsatt ikke, så spør den som driver Kjentvei på skolen. Haster det for en elev, så gjør det som må gjøres først: 113 ved fare for liv.",
		"Prøv ein gong til, og bruk kode eller nøkkel når {1} spør om det. Går det framleis ikkje, så spør den som driv Kjentvei på skulen. Hastar det for ein elev, så gjer det som må gjerast først: 113 ved fare for liv.",
		"Try once more, and use a code or a key when {1} asks for it. If it still does not work, ask whoever runs Kjentvei at your school. If a student needs help now, do what must be done first: call 113 if a life is in danger.",
		"Prøv en gang til, og brug kode eller nøgle, når {1} beder om det. Går det stadig ikke, så spørg den, der driver Kjentvei på skolen. Haster det for en elev, så gør først det, der skal gøres: ring 113 ved livsfare."),
	Stranger: text("Du har ingen rolle her ennå", "Du har inga rolle her enno", "You have no role here yet", "Du har ingen rolle her endnu"),
	StrangerAdvice: text("{1} kjenner deg, men ingen på skolen har gitt deg en rolle i Kjentvei. Spør ledelsen, eller den som driver Kjentvei på skolen. Er du bekymret for en elev, trenger du ikke vente: si det til ledelsen eller kjentmannen nå. 113 ved fare for liv.",
		"{1} kjenner deg, men ingen på skulen har gitt deg ei rolle i Kjentvei. Spør leiinga, eller den som driv Kjentvei på skulen. Er du uroleg for ein elev, treng du ikkje vente: sei det til leiinga eller kjentmannen no. 113 ved fare for liv.",
		"{1} knows you, but nobody at the school has given you a role in Kjentvei. Ask the leadership, or whoever runs Kjentvei at your school. If you worry about a student you need not wait: tell the leadership or the kjentmann now. Call 113 if a life is in danger.",
		"{1} kender dig, men ingen på skolen har givet dig en rolle i Kjentvei. Spørg ledelsen eller den, der driver Kjentvei på skolen. Er du bekymret for en elev, behøver du ikke vente: sig det til ledelsen eller kjentmannen nu. Ring 113 ved livsfare."),
	Student: text("Her logger bare ansatte inn", "Her loggar berre tilsette inn", "Only staff log in here", "Her logger kun ansatte ind"),
	StudentKind: text("Du har ikke gjort noe galt. Kjentvei lagrer ikke hvem du er.", "Du har ikkje gjort noko gale. Kjentvei lagrar ikkje kven du er.",
		"You have done nothing wrong. Kjentvei does not keep who you are.", "Du har ikke gjort noget forkert. Kjentvei gemmer ikke, hvem du er."),
	StudentTalk: text("Tenker du på noe med rus, hos deg selv eller noen du er glad i? Du kan snakke med:", "Tenkjer du på noko med rus, hos deg sjølv eller nokon du er glad i? Du kan snakke med:",
		"Is something about alcohol or drugs on your mind, about you or somebody you care for? You can talk to:", "Tænker du på noget med alkohol eller stoffer, hos dig selv eller en, du holder af? Du kan tale med:"),
	Talk: text("En voksen på skolen som du stoler på: helsesykepleieren, kontaktlæreren, rådgiveren", "Ein vaksen på skulen som du stoler på: helsesjukepleiaren, kontaktlæraren, rådgivaren",
		"An adult at school whom you trust: the school nurse, your contact teacher, the counsellor", "En voksen på skolen, som du stoler på: sundhedsplejersken, kontaktlæreren, vejlederen"),
	Danger: text("Er noen i fare for livet: ring 113.", "Er nokon i fare for livet: ring 113.", "If a life is in danger: call 113.", "Er nogen i livsfare: ring 113."),
	Ask: text("Jobber du på skolen? Logg inn med kontoen du har som ansatt.", "Jobbar du på skulen? Logg inn med kontoen du har som tilsett.",
		"Do you work at the school? Log in with the account that you have as an employee.", "Arbejder du på skolen? Log ind med den konto, du har som ansat."),
	LoggedOut: text("Du er logget ut av Kjentvei", "Du er logga ut av Kjentvei", "You are logged out of Kjentvei", "Du er logget ud af Kjentvei"),
	Onward: text("Deler du maskinen med andre, så logg ut av {1} også.", "Deler du maskina med andre, så logg ut av {1} også.",
		"If you share this computer, log out of {1} too.", "Deler du maskinen med andre, så log også ud af {1}."),
	LogOutThere: text("Logg ut av {1}", "Logg ut av {1}", "Log out of {1}", "Log ud af {1}"),
}

// helpline is somewhere a student can turn to.
type helpline struct {
	Name       routine.Text
	Href, Call string
}

// helplines answer without asking who it is. The same stand in the routines'
// guidance, for the staff.
var helplines = []helpline{
	{text("Alarmtelefonen for barn og unge, hele døgnet", "Alarmtelefonen for barn og unge, heile døgnet", "Alarm telephone for children and young people, day and night", "Alarmtelefonen for børn og unge, hele døgnet"), "tel:116111", "116 111"},
	{text("RUSinfo: spør anonymt om alkohol og andre rusmidler", "RUSinfo: spør anonymt om alkohol og andre rusmiddel", "RUSinfo: ask anonymously about alcohol and drugs", "RUSinfo: spørg anonymt om alkohol og andre rusmidler"), "https://rusinfo.no", "rusinfo.no"},
	{text("Svar til unge", "Svar til unge", "Answers for young people", "Svar til unge"), "https://www.ung.no", "ung.no"},
}
