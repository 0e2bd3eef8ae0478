package web

import "kjentvei/workflow/routine"

// homeTexts is the start page.
type homeTexts struct {
	Title, Hello, Roles, At, Limited, UseCode, New, NewHint, Waiting, Nothing, More, AllCases, Review, ReviewLink, Told, ToldLink, Shut, AskedOf, Awaiting, AskedFor, Unanswered, TakenOn, Answer routine.Text
}

var homeWords = homeTexts{
	Title:   text("Forside", "Framside", "Start", "Forside"),
	Hello:   text("Hei, {1}", "Hei, {1}", "Hello, {1}", "Hej, {1}"),
	Roles:   text("Rollene dine", "Rollene dine", "Your roles", "Dine roller"),
	At:      text("{1} på {2}", "{1} på {2}", "{1} at {2}", "{1} på {2}"),
	UseCode: text("Logg inn med kode", "Logg inn med kode", "Log in with a code", "Log ind med kode"),
	Limited: text("Du er logget inn uten kode. Du kan åpne en sak og følge det som må gjøres med en gang. Andre saker ser du når du logger inn med kode.",
		"Du er logga inn utan kode. Du kan opne ei sak og følgje det som må gjerast med ein gong. Andre saker ser du når du loggar inn med kode.",
		"You are logged in without a code. You can open a case and follow what must be done at once. You see other cases when you log in with a code.",
		"Du er logget ind uden kode. Du kan åbne en sag og følge det, der skal gøres med det samme. Andre sager ser du, når du logger ind med kode."),
	New: text("Ny sak", "Ny sak", "New case", "Ny sag"),
	NewHint: text("Er du bekymret for en elev, eller bare usikker? Begynn her.", "Er du uroleg for ein elev, eller berre usikker? Start her.",
		"Are you worried about a student, or just unsure? Begin here.", "Er du bekymret for en elev, eller bare i tvivl? Begynd her."),
	Waiting:  text("Dette venter på deg", "Dette ventar på deg", "Waiting for you", "Dette venter på dig"),
	Nothing:  text("Ingenting venter på deg nå.", "Ingenting ventar på deg no.", "Nothing is waiting for you now.", "Intet venter på dig nu."),
	More:     text("og {1} til i saken", "og {1} til i saka", "and {1} more in the case", "og {1} til i sagen"),
	AllCases: text("Alle saker du kan se", "Alle saker du kan sjå", "All the cases that you can see", "Alle sager, du kan se"),
	Told: text("Noen i ledelsen har lest en avsluttet sak som du har ansvaret for.", "Nokon i leiinga har lese ei avslutta sak som du har ansvaret for.",
		"Somebody in the leadership has read a case that is over and that you are responsible for.", "Nogen i ledelsen har læst en afsluttet sag, som du har ansvaret for."),
	AskedOf: text("{1} har bedt deg ta over saken. Sier du ja, har du ansvaret; sier du ikke noe, har {1} det fortsatt.", "{1} har bedt deg ta over saka. Seier du ja, har du ansvaret; seier du ikkje noko, har {1} det framleis.",
		"{1} has asked you to take over the case. If you say yes, you are responsible; if you say nothing, {1} still is.", "{1} har bedt dig tage sagen over. Siger du ja, har du ansvaret; siger du ikke noget, har {1} det stadig."),
	Awaiting: text("{1} er bedt om å ta over. Du har ansvaret til {1} har sagt ja. Haster det, så ring. Svarer ingen, kan ledelsen gi saken til en annen.", "{1} er beden om å ta over. Du har ansvaret til {1} har sagt ja. Hastar det, så ring. Svarer ingen, kan leiinga gi saka til ein annan.",
		"{1} has been asked to take over. You are responsible until {1} has said yes. If it is urgent, ring. If nobody answers, the leadership can give the case to somebody else.", "{1} er bedt om at tage over. Du har ansvaret, til {1} har sagt ja. Haster det, så ring. Svarer ingen, kan ledelsen give sagen til en anden."),
	AskedFor: text("Du har bedt {1} om å ta over. {2} har ansvaret til {1} har sagt ja.", "Du har bede {1} om å ta over. {2} har ansvaret til {1} har sagt ja.",
		"You have asked {1} to take over. {2} is responsible until {1} has said yes.", "Du har bedt {1} om at tage over. {2} har ansvaret, til {1} har sagt ja."),
	Unanswered: text("{1} er bedt om å ta over, men har ikke svart. Du har fortsatt ansvaret. Ring {1}, eller be en annen. Ledelsen ser det også, og kan velge hvem som tar over.", "{1} er beden om å ta over, men har ikkje svart. Du har framleis ansvaret. Ring {1}, eller be ein annan. Leiinga ser det òg, og kan velje kven som tek over.",
		"{1} has been asked to take over, but has not answered. You are still responsible. Ring {1}, or ask somebody else. The leadership sees it too, and can choose who takes over.", "{1} er bedt om at tage over, men har ikke svaret. Du har stadig ansvaret. Ring {1}, eller bed en anden. Ledelsen ser det også og kan vælge, hvem der tager over."),
	TakenOn:    text("{1} har tatt over; du er ferdig. Takk for at du sa fra.", "{1} har teke over; du er ferdig. Takk for at du sa frå.", "{1} has taken over; you are done. Thank you for speaking up.", "{1} har taget over; du er færdig. Tak, fordi du sagde til."),
	Answer:     text("Svar", "Svar", "Answer", "Svar"),
	ToldLink:   text("Se hvorfor ({1})", "Sjå kvifor ({1})", "See why ({1})", "Se hvorfor ({1})"),
	Shut:       text("Lagret. Du ser ikke saken lenger, og andre tar over.", "Lagra. Du ser ikkje saka lenger, og andre tek over.", "Saved. You no longer see the case, and others take over.", "Gemt. Du ser ikke længere sagen, og andre tager over."),
	Review:     text("Noen har lest en sak som hviler. Det skal ses på av deg eller en annen i ledelsen.", "Nokon har lese ei sak som kviler. Det skal du eller ein annan i leiinga sjå på.", "Somebody has read a case that rests. You or another of the leadership should look at why.", "Nogen har læst en sag, der hviler. Det skal du eller en anden i ledelsen se på."),
	ReviewLink: text("Se på det ({1})", "Sjå på det ({1})", "Look at it ({1})", "Se på det ({1})"),
}

// openingTexts is where a case is opened.
type openingTexts struct {
	Title, Unsure, Student, Find, FindHint, Found, NotFound, TypeIn, TypeInHint, Name, Class, Birth, BirthHint, School, Open, AnswerOpens, Later, Occurred, Refused, NoName routine.Text
}

var openingWords = openingTexts{
	Title:    text("Hva har skjedd?", "Kva har skjedd?", "What has happened?", "Hvad er der sket?"),
	Unsure:   text("Jeg er usikker", "Eg er usikker", "I am not sure", "Jeg er i tvivl"),
	Student:  text("Hvilken elev gjelder det?", "Kva elev gjeld det?", "Which student is it about?", "Hvilken elev drejer det sig om?"),
	Find:     text("Finn eleven", "Finn eleven", "Find the student", "Find eleven"),
	FindHint: text("Skriv noe av navnet, eller klassen.", "Skriv noko av namnet, eller klassen.", "Type part of the name, or the class.", "Skriv noget af navnet, eller klassen."),
	Found:    text("Velg eleven", "Vel eleven", "Choose the student", "Vælg eleven"),
	NotFound: text("Vi fant ingen. Prøv et annet ord, eller skriv inn eleven under.", "Vi fann ingen. Prøv eit anna ord, eller skriv inn eleven under.",
		"Nobody was found. Try another word, or type in the student below.", "Vi fandt ingen. Prøv et andet ord, eller skriv eleven ind nedenfor."),
	TypeIn: text("Eleven står ikke her: skriv inn selv", "Eleven står ikkje her: skriv inn sjølv", "The student is not here: type it in", "Eleven står ikke her: skriv selv"),
	TypeInHint: text("Navnet er nok. Vet du ikke fødselsdatoen, venter vi med å kontakte foresatte til noen har funnet den.",
		"Namnet er nok. Veit du ikkje fødselsdatoen, ventar vi med å kontakte føresette til nokon har funne han.",
		"The name is enough. If you do not know the date of birth, contact with guardians waits until somebody has found it.",
		"Navnet er nok. Kender du ikke fødselsdatoen, venter vi med at kontakte forældrene, til nogen har fundet den."),
	Name:        text("Elevens navn", "Namnet til eleven", "The student's name", "Elevens navn"),
	Class:       text("Klasse", "Klasse", "Class", "Klasse"),
	Birth:       text("Fødselsdato", "Fødselsdato", "Date of birth", "Fødselsdato"),
	BirthHint:   text("Hvis du vet den.", "Om du veit han.", "If you know it.", "Hvis du kender den."),
	School:      text("Skole", "Skule", "School", "Skole"),
	Open:        text("Åpne saken", "Opne saka", "Open the case", "Åbn sagen"),
	AnswerOpens: text("Saken åpnes når du svarer.", "Saka blir opna når du svarer.", "The case opens when you answer.", "Sagen åbnes, når du svarer."),
	Later:       text("Skriv mer med en gang, eller vent til etterpå", "Skriv meir med ein gong, eller vent til etterpå", "Write more at once, or wait until afterwards", "Skriv mere med det samme, eller vent til bagefter"),
	Occurred:    text("Når var det?", "Når var det?", "When was it?", "Hvornår var det?"),
	Refused:     text("Du kan ikke åpne denne saken", "Du kan ikkje opne denne saka", "You cannot open this case", "Du kan ikke åbne denne sag"),
	NoName:      text("Skriv ingen navn. Samtalen er om hva som kan være lurt å gjøre.", "Skriv ingen namn. Samtalen er om kva som kan vere lurt å gjere.", "Write no names. The talk is about what may be wise to do.", "Skriv ingen navne. Samtalen handler om, hvad der kan være klogt at gøre."),
}

// formTexts is what every form says.
type formTexts struct {
	Summary, Optional, Choose, OtherName, OtherRole, Other, Guardian, Earlier, Occurred, NowIfEmpty, Say, Avoid, GoOn, Record, Answered, HideKept, Yourself, Ring routine.Text
}

var formWords = formTexts{
	Summary:    text("Noe må rettes før det kan lagres", "Noko må rettast før det kan lagrast", "Something must be put right before it can be saved", "Noget skal rettes, før det kan gemmes"),
	Optional:   text("(om du vil)", "(om du vil)", "(if you wish)", "(hvis du vil)"),
	Ring:       text("Ring en kollega", "Ring ein kollega", "Ring a colleague", "Ring til en kollega"),
	Yourself:   text("{1} (deg selv)", "{1} (deg sjølv)", "{1} (yourself)", "{1} (dig selv)"),
	Choose:     text("Velg", "Vel", "Choose", "Vælg"),
	OtherName:  text("En annen, med navn", "Ein annan, med namn", "Somebody else, by name", "En anden, med navn"),
	OtherRole:  text("Hvem er det?", "Kven er det?", "Who is that?", "Hvem er det?"),
	Other:      text("En utenfor skolen", "Ein utanfor skulen", "Somebody outside the school", "En uden for skolen"),
	Guardian:   text("En foresatt", "Ein føresett", "A guardian", "En forælder"),
	Earlier:    text("Det skjedde tidligere", "Det skjedde tidlegare", "It happened earlier", "Det skete tidligere"),
	Occurred:   text("Når skjedde det?", "Når skjedde det?", "When did it happen?", "Hvornår skete det?"),
	NowIfEmpty: text("Lar du det stå tomt, blir det nå.", "Lèt du det stå tomt, blir det no.", "If you leave it empty, it is now.", "Lader du det stå tomt, bliver det nu."),
	HideKept:   text("Skjul skjermen, og ta vare på det jeg skrev", "Skjul skjermen, og ta vare på det eg skreiv", "Hide the screen, and keep what I wrote", "Skjul skærmen, og behold det, jeg skrev"),
	GoOn:       text("Gå videre", "Gå vidare", "Go on", "Gå videre"),
	Record:     text("Skriv inn at det er gjort", "Skriv inn at det er gjort", "Record that it was done", "Notér, at det er gjort"), // instead of a title that could be taken for the call
	Answered:   text("svaret ditt", "svaret ditt", "your answer", "dit svar"),
	Say:        text("Du kan si", "Du kan seie", "You can say", "Du kan sige"),
	Avoid:      text("Unngå", "Unngå", "Avoid", "Undgå"),
}

// caseTexts is a case.
type caseTexts struct {
	Title, At, Yes, No, Where, Lead, Nobody, Closed, Signed, Saved, DoNow, Due, By, Overdue, Waits, NothingDue, Steps, NoSteps, StepDone, Common, Refused, Timeline, WasRefused, RecordedAt,
	GuardiansTitle, Barred, Emergency, UnseenTitle, UnseenLine, Identity, Guardians, Reporter, Talks, Unsafe, Decisions, Looks,
	Resting, RestingHint, GlassReason, GlassHint, BreakGlass, Stale, StaleHint, RefusedNow, First, ToCase, GoesOn, WasMerged,
	DoneNow, DoneNowHint, Noted, Clock, Rang113, Rung113, WriteRest routine.Text
}

var caseWords = caseTexts{
	Title:      text("Sak {1}", "Sak {1}", "Case {1}", "Sag {1}"),
	At:         text("{1} kl. {2}", "{1} kl. {2}", "{1} at {2}", "{1} kl. {2}"),
	Yes:        text("Ja", "Ja", "Yes", "Ja"),
	No:         text("Nei", "Nei", "No", "Nej"),
	Where:      text("Her er saken nå", "Her er saka no", "Where the case is now", "Her er sagen nu"),
	Lead:       text("{1} har ansvaret.", "{1} har ansvaret.", "{1} is responsible.", "{1} har ansvaret."),
	Nobody:     text("Ingen har tatt ansvaret ennå.", "Ingen har teke ansvaret enno.", "Nobody is responsible yet.", "Ingen har taget ansvaret endnu."),
	Closed:     text("Saken er avsluttet.", "Saka er avslutta.", "The case is over.", "Sagen er afsluttet."),
	Signed:     text("Ledelsen har godkjent den slik den står.", "Leiinga har godkjent ho slik ho står.", "The leadership has signed it off as it stands.", "Ledelsen har godkendt den, som den står."),
	Saved:      text("Det er lagret.", "Det er lagra.", "It is saved.", "Det er gemt."),
	DoNow:      text("Gjør dette nå", "Gjer dette no", "Do this now", "Gør dette nu"),
	Due:        text("Dette skal gjøres", "Dette skal gjerast", "This is to be done", "Dette skal gøres"),
	By:         text("Innen {1}", "Innan {1}", "By {1}", "Senest {1}"),
	Overdue:    text("Fristen har gått ut: {1}", "Fristen har gått ut: {1}", "The time has passed: {1}", "Fristen er overskredet: {1}"),
	Waits:      text("Venter: foresatte skal ikke kontaktes nå.", "Ventar: føresette skal ikkje kontaktast no.", "Waits: guardians are not to be contacted now.", "Venter: forældrene skal ikke kontaktes nu."),
	NothingDue: text("Ingenting haster i saken nå.", "Ingenting hastar i saka no.", "Nothing in the case is pressing now.", "Intet i sagen haster nu."),
	Steps:      text("Dette kan du gjøre", "Dette kan du gjere", "What you can do", "Dette kan du gøre"),
	NoSteps:    text("Du trenger ikke gjøre noe her nå.", "Du treng ikkje gjere noko her no.", "There is nothing for you to do here now.", "Du behøver ikke gøre noget her nu."),
	DoneNow:    text("Gjort nå", "Gjort no", "Done now", "Gjort nu"),
	DoneNowHint: text("Trykk når noe er gjort, så står klokkeslettet. Hvem, hva og hvorfor skriver du etterpå.", "Trykk når noko er gjort, så står klokkeslettet. Kven, kva og kvifor skriv du etterpå.",
		"Press when something is done, and the time stands. Who, what and why you write afterwards.", "Tryk, når noget er gjort, så står klokkeslættet. Hvem, hvad og hvorfor skriver du bagefter."),
	Noted:      text("Gjort {1}. Skriv resten", "Gjort {1}. Skriv resten", "Done {1}. Write the rest", "Gjort {1}. Skriv resten"),
	Clock:      text("kl. {1}", "kl. {1}", "at {1}", "kl. {1}"),
	Rang113:    text("Vi har ringt 113", "Vi har ringt 113", "We have rung 113", "Vi har ringet 113"),
	Rung113:    text("113 er ringt {1}.", "113 er ringt {1}.", "113 was rung {1}.", "113 er ringet op {1}."),
	WriteRest:  text("Skriv resten", "Skriv resten", "Write the rest", "Skriv resten"),
	StepDone:   text("Gjort", "Gjort", "Done", "Gjort"),
	Common:     text("Annet du kan gjøre", "Anna du kan gjere", "Other things that you can do", "Andet, du kan gøre"),
	Refused:    text("Ikke nå, og hvorfor ({1})", "Ikkje no, og kvifor ({1})", "Not now, and why ({1})", "Ikke nu, og hvorfor ({1})"),
	Timeline:   text("Det som har skjedd", "Det som har skjedd", "What has happened", "Det, der er sket"),
	WasRefused: text("ble stanset", "blei stansa", "was stopped", "blev stoppet"),
	RecordedAt: text("skrevet inn {1}", "skrive inn {1}", "recorded {1}", "noteret {1}"),

	GuardiansTitle: text("Foresatte", "Føresette", "Guardians", "Forældre"),
	Barred:         text("Skal ikke kontaktes", "Skal ikkje kontaktast", "Must not be contacted", "Må ikke kontaktes"),
	Emergency:      text("Er det fare for liv eller helse? Ring 113 først.", "Er det fare for liv eller helse? Ring 113 først.", "Is a life or somebody's health in danger? Ring 113 first.", "Er der fare for liv eller helbred? Ring 113 først."),
	UnseenTitle:    text("Det du ikke ser her", "Det du ikkje ser her", "What you do not see here", "Det, du ikke ser her"),
	UnseenLine: text("Du ser det du trenger for oppgaven din. Slikt vises ikke for deg, om det finnes:", "Du ser det du treng for oppgåva di. Slikt blir ikkje vist for deg, om det finst:",
		"You see what you need for your part. These are not shown to you, if there are any:", "Du ser det, du har brug for i din opgave. Dette vises ikke for dig, hvis det findes:"),
	Identity:    text("hvem eleven er", "kven eleven er", "who the student is", "hvem eleven er"),
	Guardians:   text("foresatte", "føresette", "guardians", "forældre"),
	Reporter:    text("hvem som sa fra", "kven som sa frå", "who raised it", "hvem der sagde til"),
	Talks:       text("det som er skrevet fra samtaler", "det som er skrive frå samtalar", "what was written from talks", "det, der er skrevet fra samtaler"),
	Unsafe:      text("hvorfor kontakt kan være utrygg", "kvifor kontakt kan vere utrygg", "why contact may be unsafe", "hvorfor kontakt kan være utryg"),
	Decisions:   text("hva som er valgt og gjort", "kva som er valt og gjort", "what was chosen and done", "hvad der er valgt og gjort"),
	Looks:       text("Hvem har sett på saken", "Kven har sett på saka", "Who has looked at the case", "Hvem har set på sagen"),
	Resting:     text("Saken hviler", "Saka kviler", "The case rests", "Sagen hviler"),
	RestingHint: text("Det folk skrev i den, vises ikke lenger. Må du lese det, så skriv hvorfor. Du kan lese i én time, den som har ansvaret får vite det, og en annen i ledelsen ser på det etterpå.", "Det folk skreiv i ho, blir ikkje vist lenger. Må du lese det, så skriv kvifor. Du kan lese i éin time, den som har ansvaret får vite det, og ein annan i leiinga ser på det etterpå.", "What people wrote in it is no longer shown. If you must read it, write why. You can read for one hour, whoever is responsible is told, and another of the leadership looks at it afterwards.", "Det, folk skrev i den, vises ikke længere. Må du læse det, så skriv hvorfor. Du kan læse i én time, den ansvarlige får det at vide, og en anden i ledelsen ser på det bagefter."),
	GlassReason: text("Hvorfor må du lese saken?", "Kvifor må du lese saka?", "Why must you read the case?", "Hvorfor skal du læse sagen?"),
	GlassHint:   text("Minst 20 tegn.", "Minst 20 teikn.", "At least 20 characters.", "Mindst 20 tegn."),
	BreakGlass:  text("Les saken i en time", "Les saka i ein time", "Read the case for an hour", "Læs sagen i en time"),
	Stale:       text("Noen registrerte noe mens du skrev", "Nokon registrerte noko medan du skreiv", "Somebody recorded something while you were writing", "Nogen noterede noget, mens du skrev"),
	StaleHint: text("Se hva som er nytt. Det du skrev, står her fortsatt. Passer det ennå, så lagre det.", "Sjå kva som er nytt. Det du skreiv, står her framleis. Passar det enno, så lagre det.",
		"See what is new. What you wrote is still here. If it still fits, save it.", "Se, hvad der er nyt. Det, du skrev, står her stadig. Passer det endnu, så gem det."),
	First:      text("Gjør dette først: {1}", "Gjer dette først: {1}", "Do this first: {1}", "Gør dette først: {1}"),
	RefusedNow: text("Dette kan ikke gjøres nå", "Dette kan ikkje gjerast no", "This cannot be done now", "Dette kan ikke gøres nu"),
	ToCase:     text("Til saken", "Til saka", "To the case", "Til sagen"),
	GoesOn:     text("Saken fortsetter her:", "Saka held fram her:", "The case goes on here:", "Sagen fortsætter her:"),
	WasMerged:  text("Denne er slått sammen med saken:", "Denne er slått saman med saka:", "This one was merged into it:", "Denne er slået sammen med sagen:"),
}

// casesTexts is the list of cases.
type casesTexts struct {
	Title, Search, SearchHint, SearchNumber, Find, Over, None, Next routine.Text
}

var casesWords = casesTexts{
	Title:        text("Saker", "Saker", "Cases", "Sager"),
	Search:       text("Søk", "Søk", "Search", "Søg"),
	SearchHint:   text("Elevens navn, eller nummeret på saken.", "Namnet på eleven, eller nummeret på saka.", "The student's name, or the number of the case.", "Elevens navn, eller sagens nummer."),
	SearchNumber: text("Nummeret på saken.", "Nummeret på saka.", "The number of the case.", "Sagens nummer."),
	Find:         text("Finn saker", "Finn saker", "Find cases", "Find sager"),
	Over:         text("Vis de som er avsluttet", "Vis dei som er avslutta", "Show those that are over", "Vis dem, der er afsluttet"),
	None:         text("Her er ingen saker som du kan se.", "Her er ingen saker som du kan sjå.", "There are no cases here for you to see.", "Her er ingen sager, du kan se."),
	Next:         text("Flere saker", "Fleire saker", "More cases", "Flere sager"),
}

// looksTexts is who has looked.
type looksTexts struct {
	Hint, When, Who, What, Why, Operator, List, Figure, Case, Broke, Reviewed, Step routine.Text
}

var looksWords = looksTexts{
	Hint: text("Samme person blir skrevet opp én gang i løpet av ti minutter. Eleven har rett til å få vite dette.", "Same person blir skriven opp éin gong i løpet av ti minutt. Eleven har rett til å få vite dette.",
		"The same person is noted once in ten minutes. The student has a right to know this.", "Samme person noteres én gang inden for ti minutter. Eleven har ret til at få det at vide."),
	When:     text("Når", "Når", "When", "Hvornår"),
	Who:      text("Hvem", "Kven", "Who", "Hvem"),
	What:     text("Hva", "Kva", "What", "Hvad"),
	Why:      text("Hvorfor", "Kvifor", "Why", "Hvorfor"),
	Operator: text("Driften ({1})", "Drifta ({1})", "The operator ({1})", "Driften ({1})"),
	List:     text("Så saken i en liste", "Såg saka i ei liste", "Saw the case in a list", "Så sagen i en liste"),
	Figure:   text("Så uten navn hvordan det gikk med et krav", "Såg utan namn korleis det gjekk med eit krav", "Saw without names how it went with a requirement", "Så uden navne, hvordan det gik med et krav"),
	Case:     text("Leste saken", "Las saka", "Read the case", "Læste sagen"),
	Broke:    text("Åpnet saken mens den hvilte", "Opna saka medan ho kvilte", "Opened the case while it rested", "Åbnede sagen, mens den hvilede"),
	Reviewed: text("Så på om det var riktig", "Såg på om det var rett", "Looked at whether that was right", "Så på, om det var rigtigt"),
	Step:     text("Gjorde noe i saken", "Gjorde noko i saka", "Did something in the case", "Gjorde noget i sagen"),
}

// glassTexts is the page of cases that were read while they rested.
type glassTexts struct {
	Title, Hint, None, Read, Reviewed, Was, Justified, Unjustified, Note, Save routine.Text
}

var glassWords = glassTexts{
	Title:       text("Lest mens saken hvilte", "Lese medan saka kvilte", "Read while the case rested", "Læst, mens sagen hvilede"),
	Hint:        text("En annen enn den som leste, ser på om det var grunn til det. Som oftest var det det.", "Ein annan enn den som las, ser på om det var grunn til det. Som oftast var det det.", "Somebody other than the one who read looks at whether there was reason to. Mostly there was.", "En anden end den, der læste, ser på, om der var grund til det. Som regel var der."),
	None:        text("Ingen har lest noen sak mens den hvilte.", "Ingen har lese noka sak medan ho kvilte.", "Nobody has read a case while it rested.", "Ingen har læst en sag, mens den hvilede."),
	Read:        text("{1} leste fra {2} til {3}", "{1} las frå {2} til {3}", "{1} read from {2} until {3}", "{1} læste fra {2} til {3}"),
	Reviewed:    text("{1} har sett på det: {2}", "{1} har sett på det: {2}", "{1} has looked at it: {2}", "{1} har set på det: {2}"),
	Was:         text("Var det grunn til å lese?", "Var det grunn til å lese?", "Was there reason to read?", "Var der grund til at læse?"),
	Justified:   text("Ja, det var grunn til det", "Ja, det var grunn til det", "Yes, there was", "Ja, det var der"),
	Unjustified: text("Nei, det burde ikke ha skjedd", "Nei, det burde ikkje ha skjedd", "No, it should not have happened", "Nej, det burde ikke være sket"),
	Note:        text("Skriv kort hva du har sett på", "Skriv kort kva du har sett på", "Write briefly what you looked at", "Skriv kort, hvad du har set på"),
	Save:        text("Lagre", "Lagre", "Save", "Gem"),
}
