package web

import "kjentvei/workflow/routine"

// daysTexts is the free days of a school.
type daysTexts struct {
	Title, Hint, Before, After, Here, None, Span, Remove, RemoveThis, Add, Label, LabelHint, From, To, ToHint, Holidays, HolidaysHint routine.Text
}

var daysWords = daysTexts{
	Title: text("Fridager {1}", "Fridagar {1}", "Free days {1}", "Fridage {1}"),
	Hint: text("Frister telles i skoledager. Legg inn dagene uten undervisning, som ferier og planleggingsdager. Frister i åpne saker flyttes med en gang.", "Fristar blir talde i skuledagar. Legg inn dagane utan undervisning, som feriar og planleggingsdagar. Fristar i opne saker blir flytta med ein gong.",
		"Deadlines are counted in school days. Enter the days without teaching, such as holidays and planning days. Deadlines in open cases move at once.", "Frister tælles i skoledage. Læg dagene uden undervisning ind, som ferier og planlægningsdage. Frister i åbne sager flyttes med det samme."),
	Before:       text("Året før", "Året før", "The year before", "Året før"),
	After:        text("Neste år", "Neste år", "The next year", "Næste år"),
	Here:         text("Lagt inn", "Lagt inn", "Entered", "Lagt ind"),
	None:         text("Ingen dager er lagt inn for dette skoleåret.", "Ingen dagar er lagde inn for dette skuleåret.", "No days are entered for this school year.", "Ingen dage er lagt ind for dette skoleår."),
	Span:         text("{1} til {2}", "{1} til {2}", "{1} to {2}", "{1} til {2}"),
	Remove:       text("Fjern", "Fjern", "Remove", "Fjern"),
	RemoveThis:   text("Fjern {1}", "Fjern {1}", "Remove {1}", "Fjern {1}"),
	Add:          text("Legg til fridager", "Legg til fridagar", "Add free days", "Tilføj fridage"),
	Label:        text("Hva heter dagene?", "Kva heiter dagane?", "What are the days called?", "Hvad hedder dagene?"),
	LabelHint:    text("For eksempel høstferie eller planleggingsdag.", "Til dømes haustferie eller planleggingsdag.", "For example autumn holiday or planning day.", "For eksempel efterårsferie eller planlægningsdag."),
	From:         text("Første dag", "Første dagen", "First day", "Første dag"),
	To:           text("Siste dag", "Siste dagen", "Last day", "Sidste dag"),
	ToHint:       text("La den stå tom for én dag.", "Lat han stå tom for éin dag.", "Leave it empty for a single day.", "Lad den stå tom for én dag."),
	Holidays:     text("Helligdager som allerede er kjent", "Heilagdagar som alt er kjende", "Public holidays that are known already", "Helligdage, der allerede er kendt"),
	HolidaysHint: text("Helligdager på lørdag og søndag står ikke her.", "Heilagdagar på laurdag og søndag står ikkje her.", "Public holidays on a Saturday or Sunday are left out.", "Helligdage på lørdag og søndag står ikke her."),
}

// holidayNames are what public holidays are called, by their names in the calendar.
var holidayNames = map[string]routine.Text{
	"Første nyttårsdag":     text("1. nyttårsdag", "1. nyttårsdag", "New Year's Day", "Nytårsdag"),
	"Skjærtorsdag":          text("Skjærtorsdag", "Skjærtorsdag", "Maundy Thursday", "Skærtorsdag"),
	"Langfredag":            text("Langfredag", "Langfredag", "Good Friday", "Langfredag"),
	"Andre påskedag":        text("2. påskedag", "2. påskedag", "Easter Monday", "2. påskedag"),
	"Arbeidernes dag":       text("1. mai", "1. mai", "Labour Day", "1. maj"),
	"Grunnlovsdag":          text("17. mai", "17. mai", "Constitution Day (17 May)", "17. maj"),
	"Kristi Himmelfartsdag": text("Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day", "Kristi himmelfartsdag"),
	"Andre pinsedag":        text("2. pinsedag", "2. pinsedag", "Whit Monday", "2. pinsedag"),
	"Første juledag":        text("1. juledag", "1. juledag", "Christmas Day", "1. juledag"),
	"Andre juledag":         text("2. juledag", "2. juledag", "Boxing Day", "2. juledag"),
}

// valuesTexts is what a school decides in the routine.
type valuesTexts struct {
	Title, Hint, Shared, Version, Shipped, Publish, Changed, History, Broken, BrokenHint, Proof routine.Text
}

var valuesWords = valuesTexts{
	Title: text("Skolens egne valg i rutinen", "Eigne val i rutinen", "The school's own choices in the routine", "Skolens egne valg i rutinen"),
	Hint: text("Nye saker følger det dere velger her. Saker som er åpne, fortsetter med det som gjaldt da de begynte.", "Nye saker følgjer det de vel her. Saker som er opne, held fram med det som gjaldt då dei byrja.",
		"New cases follow what you choose here. Cases that are open go on with what held when they began.", "Nye sager følger det, I vælger her. Sager, der er åbne, fortsætter med det, der gjaldt, da de begyndte."),
	Shared:  text("Rutinen er felles for skolene her: {1}. Det du velger, gjelder for alle.", "Rutinen er felles for skulane her: {1}. Det du vel, gjeld for alle.", "The routine is shared by the schools here: {1}. What you choose holds for all of them.", "Rutinen er fælles for skolerne her: {1}. Det, du vælger, gælder for alle."),
	Version: text("{1}, versjon {2}", "{1}, versjon {2}", "{1}, version {2}", "{1}, version {2}"),
	Shipped: text("Rutinen kom med: {1}", "Rutinen kom med: {1}", "The routine came with: {1}", "Rutinen kom med: {1}"),
	Publish: text("Lagre valgene", "Lagre vala", "Save the choices", "Gem valgene"),
	Changed: text("{1}: {2} laget versjon {3}.", "{1}: {2} laga versjon {3}.", "{1}: {2} made version {3}.", "{1}: {2} lavede version {3}."),
	History: text("Hvem har endret valgene", "Kven har endra vala", "Who has changed the choices", "Hvem har ændret valgene"),
	Broken:  text("Disse valgene kan ikke brukes", "Desse vala kan ikkje brukast", "These choices cannot be used", "Disse valg kan ikke bruges"),
	BrokenHint: text("Rutinen er prøvd mot reglene som alltid gjelder. Med disse valgene kunne dette skje. Ingenting er endret.", "Rutinen er prøvd mot reglane som alltid gjeld. Med desse vala kunne dette skje. Ingenting er endra.",
		"The routine was tried against the rules that always hold. With these choices this could happen. Nothing was changed.", "Rutinen er prøvet mod de regler, der altid gælder. Med disse valg kunne dette ske. Intet er ændret."),
	Proof: text("Før valgene lagres, prøves rutinen mot reglene som alltid gjelder. Det tar noen sekunder.", "Før vala blir lagra, blir rutinen prøvd mot reglane som alltid gjeld. Det tek nokre sekund.", "Before the choices are saved, the routine is tried against the rules that always hold. It takes a few seconds.", "Før valgene gemmes, prøves rutinen mod de regler, der altid gælder. Det tager nogle sekunder."),
}

// practiseTexts is the bar above every page of the demo.
type practiseTexts struct {
	Title, Clock, Open, Who, Switch, Move, SchoolDay, Hour, Birthday, OfStudent, Day, ToDay, Person, Stuck, OnlyForward, NoBirthday, OfAge, Back routine.Text
}

var practiseWords = practiseTexts{
	Title:       text("Øving", "Øving", "Practice", "Øvelse"),
	Clock:       text("Klokken her er {1}.", "Klokka her er {1}.", "The clock here says {1}.", "Klokken her er {1}."),
	Open:        text("Bytt person eller flytt klokken", "Byt person eller flytt klokka", "Change who you are, or the clock", "Skift person eller flyt klokken"),
	Who:         text("Hvem vil du være?", "Kven vil du vere?", "Who do you want to be?", "Hvem vil du være?"),
	Switch:      text("Bytt", "Byt", "Change", "Skift"),
	Move:        text("Flytt klokken", "Flytt klokka", "Move the clock", "Flyt klokken"),
	SchoolDay:   text("Neste skoledag kl. 8", "Neste skuledag kl. 8", "Next school day at 8", "Næste skoledag kl. 8"),
	Hour:        text("En time frem", "Ein time fram", "One hour on", "En time frem"),
	Birthday:    text("Neste 18-årsdag", "Neste 18-årsdag", "Next 18th birthday", "Næste 18-års fødselsdag"),
	OfStudent:   text("Til elevens 18-årsdag", "Til 18-årsdagen til eleven", "To the student's 18th birthday", "Til elevens 18-års fødselsdag"),
	Day:         text("Til en dag", "Til ein dag", "To a day", "Til en dag"),
	ToDay:       text("Flytt dit", "Flytt dit", "Move there", "Flyt dertil"),
	Person:      text("{1}, {2} ({3})", "{1}, {2} ({3})", "{1}, {2} ({3})", "{1}, {2} ({3})"),
	Stuck:       text("Klokken ble ikke flyttet", "Klokka blei ikkje flytta", "The clock was not moved", "Klokken blev ikke flyttet"),
	OnlyForward: text("Klokken går bare fremover, og høyst tjue år om gangen. Velg en dag som kommer.", "Klokka går berre framover, og høgst tjue år om gongen. Vel ein dag som kjem.", "The clock goes forward only, and twenty years at most. Choose a day to come.", "Klokken går kun fremad og højst tyve år ad gangen. Vælg en dag, der kommer."),
	NoBirthday:  text("Ingen med en åpen sak her fyller 18 år fremover.", "Ingen med ei open sak her fyller 18 år framover.", "Nobody with an open case here is still to turn 18.", "Ingen med en åben sag her fylder 18 år fremover."),
	OfAge:       text("Eleven er alt 18 år, eller fødselsdatoen mangler.", "Eleven er alt 18 år, eller fødselsdatoen manglar.", "The student is 18 already, or the date of birth is missing.", "Eleven er allerede 18 år, eller fødselsdatoen mangler."),
	Back:        text("Tilbake", "Tilbake", "Back", "Tilbage"),
}

// rosterTexts is bringing in a roster.
type rosterTexts struct {
	Title, Hint, Where, Last, File, FileHint, Check, Wait, NoFile, Busy, Gone, Bad, BadHint, More, Row, Column routine.Text
	Which, WhichHint, GoOn, Would, WouldHint, Nothing, Many, Leaving, Import, DoneTitle, MissingTitle, NoClass routine.Text
	Students, Classes, At18, GuardiansGone, StaffTitle, Staff, Contact, NoUser, Unlinked, Dropped              routine.Text
	Added, Changed, Returned, Left, Forgotten, Same, None                                                      routine.Text
}

var rosterWords = rosterTexts{
	Title: text("Elever og klasser", "Elevar og klassar", "Students and classes", "Elever og klasser"),
	Hint: text("Hent inn elever, foresatte, klasser og kontaktlærere fra skolens administrative system. Du ser hva som blir endret før noe skjer.", "Hent inn elevar, føresette, klassar og kontaktlærarar frå det administrative systemet til skulen. Du ser kva som blir endra før noko skjer.",
		"Bring in students, guardians, classes and contact teachers from the school's administrative system. You see what would change before anything happens.", "Hent elever, forældre, klasser og kontaktlærere ind fra skolens administrative system. Du ser, hvad der bliver ændret, før noget sker."),
	Where: text("Filen er en eksport i formatet OneRoster 1.1: en zip med CSV-filer. Den som driver det administrative systemet, kan lage den.", "Fila er ein eksport i formatet OneRoster 1.1: ein zip med CSV-filer. Den som driv det administrative systemet, kan lage ho.",
		"The file is an export in the format OneRoster 1.1: a zip of CSV files. Whoever runs the administrative system can make it.", "Filen er en eksport i formatet OneRoster 1.1: en zip med CSV-filer. Den, der driver det administrative system, kan lave den."),
	Last:     text("Sist hentet {1}.", "Sist henta {1}.", "Last brought in {1}.", "Sidst hentet {1}."),
	File:     text("Fil", "Fil", "File", "Fil"),
	FileHint: text("En zip på høyst 50 MB.", "Ein zip på høgst 50 MB.", "A zip of at most 50 MB.", "En zip på højst 50 MB."),
	Check:    text("Se hva som blir endret", "Sjå kva som blir endra", "See what would change", "Se, hvad der bliver ændret"),
	Wait:     text("For en stor skole tar det opptil et minutt.", "For ein stor skule tek det opptil eit minutt.", "For a large school it takes up to a minute.", "For en stor skole tager det op til et minut."),
	NoFile:   text("Velg en fil først.", "Vel ei fil først.", "Choose a file first.", "Vælg en fil først."),
	Busy:     text("Andre henter inn filer nå. Prøv igjen om litt.", "Andre hentar inn filer no. Prøv igjen om litt.", "Others are bringing in files now. Try again in a while.", "Andre henter filer ind nu. Prøv igen om lidt."),
	Gone:     text("Filen er ikke her lenger. Den ventet for lenge, eller en annen er lastet opp. Last den opp igjen.", "Fila er ikkje her lenger. Ho venta for lenge, eller ei anna er lasta opp. Last ho opp igjen.", "The file is no longer here. It waited too long, or another was uploaded. Upload it again.", "Filen er her ikke længere. Den ventede for længe, eller en anden er uploadet. Upload den igen."),
	Bad:      text("Filen kan ikke brukes ennå", "Fila kan ikkje brukast enno", "The file cannot be used yet", "Filen kan ikke bruges endnu"),
	BadHint:  text("Ingenting er endret. Rett dette der filen kommer fra, og last den opp igjen.", "Ingenting er endra. Rett dette der fila kjem frå, og last ho opp igjen.", "Nothing was changed. Correct this where the file comes from, and upload it again.", "Intet er ændret. Ret dette, hvor filen kommer fra, og upload den igen."),
	More:     text("Og {1} til.", "Og {1} til.", "And {1} more.", "Og {1} til."),
	Row:      text(", rad {1}", ", rad {1}", ", row {1}", ", række {1}"),
	Column:   text(", kolonne {1}", ", kolonne {1}", ", column {1}", ", kolonne {1}"),
	Which:    text("Hvilken skole i filen er {1}?", "Kva skule i fila er {1}?", "Which school of the file is {1}?", "Hvilken skole i filen er {1}?"),
	WhichHint: text("De andre skolene i filen blir holdt utenfor, også senere. Skal flere være med, må den som driver Kjentvei hente inn filen.", "Dei andre skulane i fila blir haldne utanfor, også seinare. Skal fleire vere med, må den som driv Kjentvei hente inn fila.",
		"The other schools of the file are left out, later too. If more are to take part, whoever runs Kjentvei must bring it in.", "De andre skoler i filen holdes udenfor, også senere. Skal flere være med, skal den, der driver Kjentvei, hente filen ind."),
	GoOn:      text("Gå videre", "Gå vidare", "Go on", "Gå videre"),
	Would:     text("Dette blir endret", "Dette blir endra", "This would change", "Dette bliver ændret"),
	WouldHint: text("Ingenting er gjort ennå.", "Ingenting er gjort enno.", "Nothing has been done yet.", "Intet er gjort endnu."),
	Nothing:   text("Filen sier det som er kjent fra før. Det er ingenting å endre.", "Fila seier det som er kjent frå før. Det er ingenting å endre.", "The file says what is known already. There is nothing to change.", "Filen siger det, der er kendt i forvejen. Der er intet at ændre."),
	Many:      text("{1} av {2} elever ville ha sluttet. Er filen hel?", "{1} av {2} elevar ville ha slutta. Er fila heil?", "{1} of {2} students would leave. Is the file whole?", "{1} af {2} elever ville stoppe. Er filen hel?"),
	Leaving:   text("Ja, det er meningen at så mange slutter", "Ja, det er meininga at så mange sluttar", "Yes, it is meant that so many leave", "Ja, det er meningen, at så mange stopper"),
	Import:    text("Hent inn", "Hent inn", "Bring it in", "Hent ind"),
	DoneTitle: text("Elevlisten er hentet inn.", "Elevlista er henta inn.", "The list of students is here.", "Elevlisten er hentet ind."),
	MissingTitle: text("Fødselsdato mangler for noen. Foresatte kan ikke kontaktes før den er satt. Rett det der filen kommer fra, eller i saken.", "Fødselsdato manglar for nokre. Føresette kan ikkje kontaktast før han er sett. Rett det der fila kjem frå, eller i saka.",
		"Some have no birth date. Guardians cannot be contacted until it is set. Correct it where the file comes from, or in the case.", "Fødselsdato mangler for nogle. Forældre kan ikke kontaktes, før den er sat. Ret det, hvor filen kommer fra, eller i sagen."),
	NoClass:       text("Uten klasse", "Utan klasse", "No class", "Uden klasse"),
	Students:      text("Elever: {1}", "Elevar: {1}", "Students: {1}", "Elever: {1}"),
	Classes:       text("Klasser: {1}", "Klassar: {1}", "Classes: {1}", "Klasser: {1}"),
	At18:          text("Elever over 18 som ikke lenger har foresatte i filen: {1}. Sakene beholder det de har.", "Elevar over 18 som ikkje lenger har føresette i fila: {1}. Sakene held på det dei har.", "Students over 18 who no longer have guardians in the file: {1}. Cases keep what they have.", "Elever over 18, der ikke længere har forældre i filen: {1}. Sagerne beholder det, de har."),
	GuardiansGone: text("Elever under 18 som mister en foresatt i filen: {1}. Se om det stemmer.", "Elevar under 18 som mistar ein føresett i fila: {1}. Sjå om det stemmer.", "Students under 18 who lose a guardian in the file: {1}. See whether that is right.", "Elever under 18, der mister en forælder i filen: {1}. Se, om det passer."),
	StaffTitle:    text("Ansatte", "Tilsette", "Staff", "Ansatte"),
	Staff:         text("Ansatte i filen: {1}", "Tilsette i fila: {1}", "Staff in the file: {1}", "Ansatte i filen: {1}"),
	Contact:       text("Kontaktlærere: {1}. Andre roller gir du under «Folk og roller».", "Kontaktlærarar: {1}. Andre roller gir du under «Folk og roller».", "Contact teachers: {1}. Other roles are given under “People and roles”.", "Kontaktlærere: {1}. Andre roller giver du under »Folk og roller«."),
	NoUser:        text("Ansatte uten brukernavn, fordi en annen har det: {1}", "Tilsette utan brukarnamn, fordi ein annan har det: {1}", "Staff without a user name, since somebody else has it: {1}", "Ansatte uden brugernavn, fordi en anden har det: {1}"),
	Unlinked:      text("Knyttet til en elev uten å være foresatt, og ikke tatt med: {1}", "Knytte til ein elev utan å vere føresett, og ikkje tekne med: {1}", "Tied to a student without being a guardian, and left out: {1}", "Knyttet til en elev uden at være forælder, og ikke taget med: {1}"),
	Dropped:       text("Opplysninger som Kjentvei ikke tar inn, som passord og fødselsnumre: {1}", "Opplysningar som Kjentvei ikkje tek inn, som passord og fødselsnummer: {1}", "Things that Kjentvei does not take in, such as passwords and identity numbers: {1}", "Oplysninger, som Kjentvei ikke tager ind, som adgangskoder og CPR-numre: {1}"),
	Added:         text("{1} nye", "{1} nye", "{1} new", "{1} nye"),
	Changed:       text("{1} endret", "{1} endra", "{1} changed", "{1} ændret"),
	Returned:      text("{1} tilbake", "{1} tilbake", "{1} back", "{1} tilbage"),
	Left:          text("{1} har sluttet", "{1} har slutta", "{1} have left", "{1} er stoppet"),
	Forgotten:     text("{1} har sluttet, og blir glemt hvis de ikke har noen sak", "{1} har slutta, og blir gløymde om dei ikkje har noka sak", "{1} have left, and are forgotten unless they have a case", "{1} er stoppet og bliver glemt, hvis de ikke har en sag"),
	Same:          text("{1} som før", "{1} som før", "{1} as before", "{1} som før"),
	None:          text("ingen", "ingen", "none", "ingen"),
}
