package main

import "kjentvei/workflow/routine"

// importTexts is what the import of a roster says.
var importTexts = struct {
	DryRunFlag, SchoolFlag, NamesFlag, LeavingFlag routine.Text
	OneRoster, TooBig, BadCode, Broken, Many       routine.Text
	Reading, Storing                               routine.Text

	Nothing, Would, Did, New, Students, Classes, At18, Gone, Staff, Contact, NoUser, Unlinked, Untouched routine.Text
	Added, Changed, Returned, Left, Forgotten, Same, None                                                routine.Text
	Passwords, National, Race, Missing, NoClass                                                          routine.Text
}{
	DryRunFlag: t("sier hva som ville blitt endret, og endrer ingenting", "seier kva som ville blitt endra, og endrar ingenting",
		"says what would change, and changes nothing", "siger, hvad der ville blive ændret, og ændrer intet"),
	SchoolFlag: t(
		"skolens kode i Kjentvei. Flere skoler: KODE=NR,KODE=NR, eller @FIL med én på hver linje; NR er identifier, sourcedId eller navnet i orgs.csv, og koden - holder skolen utenfor. Sies én gang, og huskes",
		"koden til skulen i Kjentvei. Fleire skular: KODE=NR,KODE=NR, eller @FIL med éin på kvar linje; NR er identifier, sourcedId eller namnet i orgs.csv, og koden - held skulen utanfor. Blir sagt éin gong, og hugsa",
		"the school's code in Kjentvei. Several schools: CODE=NR,CODE=NR, or @FILE with one on each line; NR is the identifier, the sourcedId or the name in orgs.csv, and the code - leaves the school out. Said once, and remembered",
		"skolens kode i Kjentvei. Flere skoler: KODE=NR,KODE=NR, eller @FIL med én på hver linje; NR er identifier, sourcedId eller navnet i orgs.csv, og koden - holder skolen udenfor. Siges én gang og huskes"),
	NamesFlag: t("viser også navnene til dem som mangler fødselsdato; det blir registrert", "viser også namna til dei som manglar fødselsdato; det blir registrert",
		"shows the names of those without a birth date too; that is recorded", "viser også navnene på dem, der mangler fødselsdato; det bliver registreret"),
	LeavingFlag: t("det er meningen at over halvparten av elevene ved en skole slutter", "det er meininga at over halvparten av elevane ved ein skule sluttar",
		"it is meant that more than half of a school's students leave", "det er meningen, at over halvdelen af eleverne på en skole stopper"),

	OneRoster: t("oppgi én zip-fil", "oppgi éi zip-fil", "name one zip file", "angiv én zip-fil"),
	TooBig:    t("«{1}» er større enn {2} MB", "«{1}» er større enn {2} MB", "‘{1}’ is larger than {2} MB", "»{1}« er større end {2} MB"),
	BadCode: t("«{1}» passer ikke til --school: skriv KODE, eller KODE=NR,KODE=NR; en kode er ett ord", "«{1}» passar ikkje til --school: skriv KODE, eller KODE=NR,KODE=NR; ein kode er eitt ord",
		"‘{1}’ does not fit --school: write CODE, or CODE=NR,CODE=NR; a code is one word", "»{1}« passer ikke til --school: skriv KODE, eller KODE=NR,KODE=NR; en kode er ét ord"),
	Broken: t("{1}: antall feil er {2}. Ingenting er endret.", "{1}: talet på feil er {2}. Ingenting er endra.",
		"{1}: the number of mistakes is {2}. Nothing was changed.", "{1}: antallet af fejl er {2}. Intet er ændret."),
	Many: t(
		"{2} av {3} elever ved «{1}» ville ha sluttet. Er filen hel? Ingenting er endret; med --leaving blir det gjort.",
		"{2} av {3} elevar ved «{1}» ville ha slutta. Er fila heil? Ingenting er endra; med --leaving blir det gjort.",
		"{2} of {3} students of ‘{1}’ would leave. Is the file whole? Nothing was changed; with --leaving it is done.",
		"{2} af {3} elever på »{1}« ville stoppe. Er filen hel? Intet er ændret; med --leaving bliver det gjort."),
	Reading: t("Leser og sammenligner …", "Les og samanliknar …", "Reading and comparing …", "Læser og sammenligner …"),
	Storing: t("Lagrer …", "Lagrar …", "Storing …", "Gemmer …"),

	Nothing: t("Filen sier det som er kjent fra før: ingenting endres.", "Fila seier det som er kjent frå før: ingenting blir endra.",
		"The file says what is known already: nothing changes.", "Filen siger det, der er kendt i forvejen: intet ændres."),
	Would: t("Dette ville blitt endret. Ingenting er gjort ennå.", "Dette ville blitt endra. Ingenting er gjort enno.",
		"This is what would change. Nothing has been done yet.", "Dette ville blive ændret. Intet er gjort endnu."),
	Did:      t("Dette er endret:", "Dette er endra:", "This was changed:", "Dette er ændret:"),
	New:      t("ny her", "ny her", "new here", "ny her"),
	Students: t("  elever: {1}", "  elevar: {1}", "  students: {1}", "  elever: {1}"),
	Classes:  t("  klasser: {1}", "  klassar: {1}", "  classes: {1}", "  klasser: {1}"),
	At18: t("  elever over 18 som mister foresatte i kilden: {1}. Sakene beholder det de har registrert.", "  elevar over 18 som mistar føresette i kjelda: {1}. Sakene held på det dei har registrert.",
		"  students over 18 who lose guardians in the source: {1}. Cases keep what they have recorded.", "  elever over 18, der mister forældre i kilden: {1}. Sagerne beholder det, de har registreret."),
	Gone: t("  elever under 18 som mister foresatte i kilden: {1}. Se over om det stemmer.", "  elevar under 18 som mistar føresette i kjelda: {1}. Sjå over om det stemmer.",
		"  students under 18 who lose guardians in the source: {1}. See whether that is right.", "  elever under 18, der mister forældre i kilden: {1}. Se efter, om det passer."),
	Staff:   t("ansatte: {1}", "tilsette: {1}", "staff: {1}", "ansatte: {1}"),
	Contact: t("kontaktlærere: {1}. Andre roller gis med kjentvei user add.", "kontaktlærarar: {1}. Andre roller blir gitt med kjentvei user add.", "contact teachers: {1}. Other roles are given with kjentvei user add.", "kontaktlærere: {1}. Andre roller gives med kjentvei user add."),
	NoUser: t("ansatte uten brukernavn, fordi en annen konto har det: {1}", "tilsette utan brukarnamn, fordi ein annan konto har det: {1}",
		"staff without a user name, since another account has it: {1}", "ansatte uden brugernavn, fordi en anden konto har det: {1}"),
	Unlinked: t("personer som er knyttet til en elev uten å være foresatt, og ikke regnes som det: {1}", "personar som er knytte til ein elev utan å vere føresett, og ikkje blir rekna som det: {1}",
		"people tied to a student without being a guardian, who do not count as one: {1}", "personer, der er knyttet til en elev uden at være forælder eller værge, og ikke regnes som det: {1}"),
	Untouched: t("skoler som filen ikke handler om, og som er som før: {1}", "skular som fila ikkje handlar om, og som er som før: {1}",
		"schools that the file is not about, left as they were: {1}", "skoler, som filen ikke handler om, og som er uændrede: {1}"),

	Added:     t("{1} nye", "{1} nye", "{1} new", "{1} nye"),
	Changed:   t("{1} endret", "{1} endra", "{1} changed", "{1} ændret"),
	Returned:  t("{1} tilbake", "{1} tilbake", "{1} back", "{1} tilbage"),
	Left:      t("{1} har sluttet", "{1} har slutta", "{1} have left", "{1} er stoppet"),
	Forgotten: t("{1} har sluttet og er glemt, uten sak", "{1} har slutta og er gløymde, utan sak", "{1} have left and are forgotten, without a case", "{1} er stoppet og er glemt, uden sag"),
	Same:      t("{1} som før", "{1} som før", "{1} as before", "{1} som før"),
	None:      t("ingen", "ingen", "none", "ingen"),

	Passwords: t("passord som ikke ble tatt inn: {1}", "passord som ikkje blei tekne inn: {1}", "passwords that were not taken in: {1}", "adgangskoder, der ikke blev taget ind: {1}"),
	National:  t("fødselsnumre som ikke ble tatt inn: {1}", "fødselsnummer som ikkje blei tekne inn: {1}", "national identity numbers that were not taken in: {1}", "fødselsnumre, der ikke blev taget ind: {1}"),
	Race:      t("opplysninger om opphav som ikke ble tatt inn: {1}", "opplysningar om opphav som ikkje blei tekne inn: {1}", "cells on race or origin that were not taken in: {1}", "oplysninger om oprindelse, der ikke blev taget ind: {1}"),
	Missing: t("FØDSELSDATO MANGLER for {1} av elevene. Foresatte kan ikke kontaktes før den er satt. Rett det i kilden, eller i saken.",
		"FØDSELSDATO MANGLAR for {1} av elevane. Føresette kan ikkje kontaktast før han er sett. Rett det i kjelda, eller i saka.",
		"BIRTH DATE MISSING for {1} of the students. Guardians cannot be contacted until it is set. Correct it in the source, or in the case.",
		"FØDSELSDATO MANGLER for {1} af eleverne. Forældre kan ikke kontaktes, før den er sat. Ret det i kilden eller i sagen."),
	NoClass: t("(ingen klasse)", "(ingen klasse)", "(no class)", "(ingen klasse)"),
}
