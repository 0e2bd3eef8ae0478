package main

import "kjentvei/workflow/routine"

// t is one text in the four languages.
func t(nb, nn, en, da string) routine.Text {
	return routine.Text{NB: nb, NN: nn, EN: en, DA: da}
}

// texts is what the command line says to people; {1}, {2} … are filled in. A
// test sees to it that none is missing in any language.
var texts = struct {
	Program, Usage, CommandWord, Ready, NotReady, Flags, FormatFlag, LangFlag, HelpFlag, Example, Statuses, MoreHelp routine.Text

	NoCommand, UnknownCommand, Unfinished, UnknownFlag, NoValue, BadValue, DidYouMean, Later, NotWritten   routine.Text
	OneRoutine, SomeRoutine, NotFound, NotAllowed, Unreadable, TooBig, MalformedFile, Mistakes, OneMistake routine.Text
	Proved, Refused, Holds, Breaks, KeptBy, Lawyer, No, Yes, ListHead, TooMany                             routine.Text
	TwoRoutines, NoVersion, OneFile, Published, VersionTaken, Unproved, IDFlag, NextNew, RoutinePublish    routine.Text

	Serve, RoutineList, RoutineShow, RoutineCheck, RoutineDraw, RoutineDiff, RoutineNew, Audit, Verify          routine.Text
	UserAdd, UserList, UserDisable, UserEnd, TokenCreate, TokenList, TokenRevoke, Import, Export, Erase, Backup routine.Text
	Restore                                                                                                     routine.Text
}{
	Program: t(
		"Kjentvei leder de ansatte gjennom skolens rutine når de er bekymret for en elev og rus.",
		"Kjentvei leier dei tilsette gjennom rutinen til skulen når dei er bekymra for ein elev og rus.",
		"Kjentvei leads a school's staff through their routine when they worry about a student and alcohol or drugs.",
		"Kjentvei leder de ansatte gennem skolens rutine, når de er bekymrede for en elev og rusmidler."),
	Usage:       t("Bruk", "Bruk", "Usage", "Brug"),
	CommandWord: t("KOMMANDO", "KOMMANDO", "COMMAND", "KOMMANDO"),
	Ready:       t("Kommandoer", "Kommandoar", "Commands", "Kommandoer"),
	NotReady:    t("Kommer i en senere versjon", "Kjem i ein seinare versjon", "Coming in a later version", "Kommer i en senere version"),
	Flags:       t("Valg", "Val", "Options", "Valgmuligheder"),
	FormatFlag: t("for mennesker (vanlig) eller for programmer", "for menneske (vanleg) eller for program",
		"for people (the default) or for programs", "for mennesker (standard) eller for programmer"),
	LangFlag: t("språk; bokmål er vanlig", "språk; bokmål er vanleg", "language; bokmål is the default", "sprog; bokmål er standard"),
	HelpFlag: t("viser denne hjelpen", "viser denne hjelpa", "shows this help", "viser denne hjælp"),
	Example:  t("Eksempel", "Døme", "Example", "Eksempel"),
	Statuses: t(
		"Sluttkode: 0 i orden, 1 noe gikk galt, 2 feil bruk eller feil i filen, 3 en kontroll fant noe.",
		"Sluttkode: 0 i orden, 1 noko gjekk gale, 2 feil bruk eller feil i fila, 3 ein kontroll fann noko.",
		"Exit status: 0 fine, 1 failed, 2 wrong usage or malformed input, 3 a check found something.",
		"Slutkode: 0 i orden, 1 noget gik galt, 2 forkert brug eller fejl i filen, 3 en kontrol fandt noget."),
	MoreHelp: t("Mer hjelp: kjentvei {1} --help", "Meir hjelp: kjentvei {1} --help", "More help: kjentvei {1} --help", "Mere hjælp: kjentvei {1} --help"),

	NoCommand: t("si hva du vil gjøre", "sei kva du vil gjere", "say what you want to do", "sig, hvad du vil gøre"),
	UnknownCommand: t("det finnes ingen kommando som heter «{1}».", "det finst ingen kommando som heiter «{1}».",
		"there is no command called ‘{1}’.", "der findes ingen kommando, der hedder »{1}«."),
	Unfinished: t("«{1}» trenger ett ord til", "«{1}» treng eitt ord til", "‘{1}’ needs one more word", "»{1}« mangler et ord mere"),
	UnknownFlag: t("valget {1} finnes ikke her.", "valet {1} finst ikkje her.",
		"there is no option {1} here.", "valgmuligheden {1} findes ikke her."),
	NoValue: t("{1} mangler en verdi", "{1} manglar ein verdi", "{1} needs a value", "{1} mangler en værdi"),
	BadValue: t("«{1}» passer ikke til {2}: {3}", "«{1}» passar ikkje til {2}: {3}",
		"‘{1}’ does not fit {2}: {3}", "»{1}« passer ikke til {2}: {3}"),
	DidYouMean: t("Mente du «{1}»?", "Meinte du «{1}»?", "Did you mean ‘{1}’?", "Mente du »{1}«?"),
	Later: t(
		"«kjentvei {1}» er ikke med i denne versjonen. Den kommer i en senere.",
		"«kjentvei {1}» er ikkje med i denne versjonen. Han kjem i ein seinare.",
		"‘kjentvei {1}’ is not part of this version. It comes in a later one.",
		"»kjentvei {1}« er ikke med i denne version. Den kommer i en senere."),
	NotWritten: t("resultatet ble ikke skrevet: {1}", "resultatet blei ikkje skrive: {1}",
		"the result was not written: {1}", "resultatet blev ikke skrevet: {1}"),

	OneRoutine: t("oppgi én rutine: en id eller en fil", "oppgi éin rutine: ein id eller ei fil",
		"name one routine: an id or a file", "angiv én rutine: et id eller en fil"),
	SomeRoutine: t("oppgi minst én rutine: en id eller en fil", "oppgi minst éin rutine: ein id eller ei fil",
		"name at least one routine: an id or a file", "angiv mindst én rutine: et id eller en fil"),
	NotFound: t("det finnes verken en rutine eller en fil som heter «{1}».", "det finst verken ein rutine eller ei fil som heiter «{1}».",
		"there is neither a routine nor a file called ‘{1}’.", "der findes hverken en rutine eller en fil, der hedder »{1}«."),
	NotAllowed: t("du har ikke lov til å lese «{1}»", "du har ikkje lov til å lese «{1}»",
		"you are not allowed to read ‘{1}’", "du har ikke lov til at læse »{1}«"),
	Unreadable: t("«{1}» kan ikke leses: {2}", "«{1}» kan ikkje lesast: {2}", "‘{1}’ cannot be read: {2}", "»{1}« kan ikke læses: {2}"),
	TooBig: t("«{1}» er for stor til å være en rutine", "«{1}» er for stor til å vere ein rutine",
		"‘{1}’ is too big to be a routine", "»{1}« er for stor til at være en rutine"),
	MalformedFile: t("«{1}» har feil og kan ikke brukes", "«{1}» har feil og kan ikkje brukast",
		"‘{1}’ has mistakes and cannot be used", "»{1}« har fejl og kan ikke bruges"),
	Mistakes:   t("{1}: {2} feil.", "{1}: {2} feil.", "{1}: {2} mistakes.", "{1}: {2} fejl."),
	OneMistake: t("{1}: én feil.", "{1}: éin feil.", "{1}: one mistake.", "{1}: én fejl."),
	Proved: t("{1}, versjon {2}: bevist. {3} tilstander på {4} sekunder.", "{1}, versjon {2}: prova. {3} tilstandar på {4} sekund.",
		"{1}, version {2}: proved. {3} states in {4} seconds.", "{1}, version {2}: bevist. {3} tilstande på {4} sekunder."),
	Refused: t("{1}, versjon {2}: avvist. Slik kan rutinen brytes:", "{1}, versjon {2}: avvist. Slik kan rutinen brytast:",
		"{1}, version {2}: refused. This is how the routine can be broken:", "{1}, version {2}: afvist. Sådan kan rutinen brydes:"),
	Holds:    t("ja   {1}: {2}", "ja   {1}: {2}", "yes  {1}: {2}", "ja   {1}: {2}"),
	Breaks:   t("NEI  {1}: {2}", "NEI  {1}: {2}", "NO   {1}: {2}", "NEJ  {1}: {2}"),
	KeptBy:   t("(passes på av programmet selv: {1})", "(passa på av programmet sjølv: {1})", "(kept by the program itself: {1})", "(sikres af programmet selv: {1})"),
	Lawyer:   t("Merk: {1}.", "Merk: {1}.", "Note: {1}.", "Bemærk: {1}."),
	Yes:      t("ja", "ja", "yes", "ja"),
	No:       t("nei", "nei", "no", "nej"),
	TooMany:  t("«{1}» er ett ord for mye", "«{1}» er eitt ord for mykje", "‘{1}’ is one word too many", "»{1}« er ét ord for meget"),
	ListHead: t("rutine\tversjon\tbevist\tfor nye saker\tnavn", "rutine\tversjon\tbevist\tfor nye saker\tnamn", "routine\tversion\tproved\tfor new cases\ttitle", "rutine\tversion\tbevist\tfor nye sager\tnavn"),
	TwoRoutines: t("oppgi to rutiner: id@versjon, en id eller en fil", "oppgi to rutinar: id@versjon, ein id eller ei fil",
		"name two routines: id@version, an id or a file", "angiv to rutiner: id@version, et id eller en fil"),
	NoVersion: t("det finnes ingen versjon {2} av «{1}»; «kjentvei routine list» viser dem som finnes", "det finst ingen versjon {2} av «{1}»; «kjentvei routine list» viser dei som finst",
		"there is no version {2} of ‘{1}’; ‘kjentvei routine list’ shows those there are", "der findes ingen version {2} af »{1}«; »kjentvei routine list« viser dem, der findes"),
	OneFile: t("oppgi én rutinefil", "oppgi éi rutinefil", "name one routine file", "angiv én rutinefil"),
	Published: t("{1} er utgitt. Nye saker følger den; åpne saker blir på versjonen de begynte med.",
		"{1} er utgjeven. Nye saker følgjer han; opne saker blir på versjonen dei byrja med.",
		"{1} is published. New cases follow it; open cases stay on the version they began with.",
		"{1} er udgivet. Nye sager følger den; åbne sager bliver på den version, de begyndte med."),
	VersionTaken: t("{1} kan ikke utgis: det som er utgitt, endres ikke. Gi filen et høyere versjonsnummer enn dem «kjentvei routine list» viser.",
		"{1} kan ikkje gjevast ut: det som er utgjeve, blir ikkje endra. Gi fila eit høgare versjonsnummer enn dei «kjentvei routine list» viser.",
		"{1} cannot be published: what is published does not change. Give the file a higher version than those ‘kjentvei routine list’ shows.",
		"{1} kan ikke udgives: det, der er udgivet, ændres ikke. Giv filen et højere versionsnummer end dem, »kjentvei routine list« viser."),
	Unproved: t("{1} er ikke bevist og kan ikke utgis; «kjentvei routine check {2}» sier hvorfor", "{1} er ikkje prova og kan ikkje gjevast ut; «kjentvei routine check {2}» seier kvifor",
		"{1} is not proved and cannot be published; ‘kjentvei routine check {2}’ tells why", "{1} er ikke bevist og kan ikke udgives; »kjentvei routine check {2}« siger hvorfor"),
	IDFlag: t("id-en til rutinen, som var-skole; my-routine er vanlig", "id-en til rutinen, som var-skule; my-routine er vanleg",
		"the routine's id, like our-school; my-routine is the default", "rutinens id, som vores-skole; my-routine er standard"),
	NextNew: t("Skriv den om til skolens egen, og spør underveis: kjentvei routine check FIL",
		"Skriv han om til skulen sin eigen, og spør undervegs: kjentvei routine check FIL",
		"Make it your school's own, and ask as you go: kjentvei routine check FILE",
		"Skriv den om til skolens egen, og spørg undervejs: kjentvei routine check FIL"),
	RoutinePublish: t("Utgir en rutinefil, så nye saker følger den.", "Gir ut ei rutinefil, så nye saker følgjer ho.",
		"Publishes a routine file, so that new cases follow it.", "Udgiver en rutinefil, så nye sager følger den."),

	Serve: t("Kjører programmet for skolen, med nettsider og API.", "Køyrer programmet for skulen, med nettsider og API.",
		"Runs the program for the school: web pages and API.", "Kører programmet for skolen med websider og API."),
	RoutineList: t("Lister rutinene og versjonene av dem.", "Listar rutinane og versjonane av dei.",
		"Lists the routines and their versions.", "Viser rutinerne og deres versioner."),
	RoutineShow: t("Skriver ut en rutine som en plan man kan lese.", "Skriv ut ein rutine som ein plan ein kan lese.",
		"Prints a routine as a plan that people can read.", "Udskriver en rutine som en plan, man kan læse."),
	RoutineCheck: t("Beviser at rutiner ikke kan omgås, eller forteller hvordan.", "Provar at rutinar ikkje kan omgåast, eller fortel korleis.",
		"Proves that routines cannot be bypassed, or tells how they can.", "Beviser, at rutiner ikke kan omgås, eller fortæller hvordan."),
	RoutineDraw: t("Tegner en rutine, eller hvor en sak står i sin.", "Teiknar ein rutine, eller kvar ei sak står i sin.",
		"Draws a routine, or where a case stands on its own.", "Tegner en rutine, eller hvor en sag står i sin."),
	RoutineDiff: t("Sammenligner to versjoner av en rutine, og sier hva en sak vil merke.", "Samanliknar to versjonar av ein rutine, og seier kva ei sak vil merke.",
		"Compares two versions of a routine, and says what a case would notice.", "Sammenligner to versioner af en rutine og siger, hvad en sag vil mærke."),
	RoutineNew: t("Skriver ut en ny rutine å begynne med, med forklaringer på engelsk.", "Skriv ut ein ny rutine å byrje med, med forklaringar på engelsk.",
		"Prints a new routine to start from, with comments.", "Udskriver en ny rutine at begynde med, med forklaringer på engelsk."),
	Audit: t("Viser om rutinen er fulgt, krav for krav.", "Viser om rutinen er følgd, krav for krav.",
		"Tells whether the routine was followed, requirement by requirement.", "Viser, om rutinen er fulgt, krav for krav."),
	Verify: t("Kontrollerer at ingenting i arkivet er endret.", "Kontrollerer at ingenting i arkivet er endra.",
		"Checks that nothing in the record was changed.", "Kontrollerer, at intet i arkivet er ændret."),
	UserAdd:     t("Legger til en bruker.", "Legg til ein brukar.", "Adds a user.", "Tilføjer en bruger."),
	UserList:    t("Lister brukerne.", "Listar brukarane.", "Lists the users.", "Viser brugerne."),
	UserDisable: t("Stenger en bruker ute.", "Stengjer ein brukar ute.", "Shuts a user out.", "Lukker en bruger ude."),
	UserEnd:     t("Avslutter en rolle, nå eller en dag som kommer.", "Avsluttar ei rolle, no eller ein dag som kjem.", "Ends a role, now or on a day to come.", "Afslutter en rolle, nu eller på en kommende dag."),
	TokenCreate: t("Lager en nøkkel til API-et.", "Lagar ein nøkkel til API-et.", "Makes a token for the API.", "Laver en nøgle til API'et."),
	TokenList:   t("Lister nøklene.", "Listar nøklane.", "Lists the tokens.", "Viser nøglerne."),
	TokenRevoke: t("Trekker en nøkkel tilbake.", "Trekkjer ein nøkkel tilbake.", "Revokes a token.", "Trækker en nøgle tilbage."),
	Import: t("Leser inn elever, foresatte og ansatte.", "Les inn elevar, føresette og tilsette.",
		"Reads in students, guardians and staff.", "Indlæser elever, forældre og ansatte."),
	Export: t("Gir ut en sak.", "Gir ut ei sak.", "Hands out a case.", "Udleverer en sag."),
	Erase: t("Sletter det loven sier skal slettes.", "Slettar det lova seier skal slettast.",
		"Erases what the law says must be erased.", "Sletter det, som loven siger skal slettes."),
	Backup: t("Tar en kopi mens programmet går.", "Tek ein kopi medan programmet går.",
		"Takes a copy while the program runs.", "Tager en kopi, mens programmet kører."),
	Restore: t("Legger en kopi tilbake i en tom mappe.", "Legg ein kopi tilbake i ei tom mappe.",
		"Puts a copy back into an empty folder.", "Lægger en kopi tilbage i en tom mappe."),
}
