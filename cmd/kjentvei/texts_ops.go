package main

import "kjentvei/workflow/routine"

// opsTexts is what the commands for operators say: serve, accounts, backups.
var opsTexts = struct {
	DataFlag, AddrFlag, DemoFlag, NowFlag, MetricsFlag, RoleFlag, SchoolFlag, NameFlag, UserFlag, ExpiresFlag, ScopeFlag routine.Text

	Serving, NobodyYet, DemoNew, DemoAgain, PasswordsOnce, PasswordsBefore, DemoHead, NextSteps, ClockKept, Filling routine.Text
	CannotListen, IsDemo, NotDemo                                                                                   routine.Text

	WhichUser, WhichToken, WhichFile, AwaitPassword, BadPassword, BadUser, Added, NoPassword, NoUser, IsDisabled routine.Text
	Disabled, NoToken, Revoked, UserHead, TokenHead, Yes                                                         routine.Text

	Locked, Newer, Damaged, Full, NoDatabase, NoAccess, Interrupted, NoFile, Exists, CannotWrite, NotEmpty routine.Text
	Copied, Restored, NotRestored, BadCopy, Whole, NotWhole                                                routine.Text
}{
	DataFlag: t("mappen med databasen; ./data er vanlig", "mappa med databasen; ./data er vanleg",
		"the folder with the database; ./data is the default", "mappen med databasen; ./data er standard"),
	AddrFlag: t("adressen programmet svarer på, eller en unix-socket for en proxy; 127.0.0.1:8080 er vanlig", "adressa programmet svarer på, eller ein unix-socket for ein proxy; 127.0.0.1:8080 er vanleg",
		"the address to answer on, or a unix socket for a proxy; 127.0.0.1:8080 is the default", "adressen, programmet svarer på, eller en unix-socket til en proxy; 127.0.0.1:8080 er standard"),
	DemoFlag: t("en oppdiktet skole å øve på, i en tom mappe", "ein oppdikta skole å øve på, i ei tom mappe",
		"an invented school to practise on, in an empty folder", "en opdigtet skole at øve sig på, i en tom mappe"),
	NowFlag: t("når en ny demo begynner, som 2026-11-23T09:00:00+01:00; bare med --demo", "når ein ny demo byrjar, som 2026-11-23T09:00:00+01:00; berre med --demo",
		"when a new demo begins, like 2026-11-23T09:00:00+01:00; only with --demo", "hvornår en ny demo begynder, som 2026-11-23T09:00:00+01:00; kun med --demo"),
	MetricsFlag: t("egen adresse for målinger (Prometheus); ellers ingen", "eiga adresse for målingar (Prometheus); elles inga",
		"an address of its own for metrics (Prometheus); otherwise none", "egen adresse til målinger (Prometheus); ellers ingen"),
	RoleFlag: t("rollen på skolen, som kontaktlærer: contact_teacher", "rolla på skolen, som kontaktlærar: contact_teacher",
		"the role at the school, such as contact_teacher", "rollen på skolen, som kontaktlærer: contact_teacher"),
	SchoolFlag: t("skolens id", "id-en til skolen", "the school's id", "skolens id"),
	NameFlag:   t("navnet andre ser", "namnet andre ser", "the name that others see", "navnet, som andre ser"),
	UserFlag:   t("brukeren nøkkelen er for", "brukaren nøkkelen er for", "the user that the token is for", "brugeren, som nøglen er til"),
	ExpiresFlag: t("siste dag nøkkelen gjelder, eller antall dager som 30d; høyst 90 dager", "siste dag nøkkelen gjeld, eller talet på dagar som 30d; høgst 90 dagar",
		"the last day it is good for, or a number of days as 30d; 90 days at most", "sidste dag nøglen gælder, eller antal dage som 30d; højst 90 dage"),
	ScopeFlag: t("hva nøkkelen er til: read bare ser, steps ser og gjør steg i saker, figures bare tallene, all alt brukeren kan", "kva nøkkelen er til: read berre ser, steps ser og gjer steg i saker, figures berre tala, all alt brukaren kan",
		"what it is for: read only looks, steps looks at cases and leads them, figures is the figures alone, all is all that the user may", "hvad nøglen er til: read ser kun, steps ser og udfører trin i sager, figures kun tallene, all alt hvad brugeren må"),

	Serving: t("Kjentvei svarer på {1}", "Kjentvei svarer på {1}", "Kjentvei answers on {1}", "Kjentvei svarer på {1}"),
	NobodyYet: t("Ingen kan logge inn ennå. Legg til noen: kjentvei user add NAVN --role R --school S{1}",
		"Ingen kan logge inn enno. Legg til nokon: kjentvei user add NAMN --role R --school S{1}",
		"Nobody can log in yet. Add somebody: kjentvei user add NAME --role R --school S{1}",
		"Ingen kan logge ind endnu. Tilføj nogen: kjentvei user add NAVN --role R --school S{1}"),
	DemoNew: t("Dette er en demo: alle navn er oppdiktet. Klokken i den er {1}. Disse kan logge inn:",
		"Dette er ein demo: alle namn er oppdikta. Klokka i han er {1}. Desse kan logge inn:",
		"This is a demo: every name is invented. Its clock shows {1}. These can log in:",
		"Dette er en demo: alle navne er opdigtede. Klokken i den er {1}. Disse kan logge ind:"),
	DemoAgain: t("Dette er en demo, slik den ble forlatt. Klokken i den er {1}.", "Dette er ein demo, slik han blei forlaten. Klokka i han er {1}.",
		"This is a demo, as it was left. Its clock shows {1}.", "Dette er en demo, som den blev forladt. Klokken i den er {1}."),
	PasswordsOnce: t("Passordene vises bare denne ene gangen, og virker bare i denne demoen.", "Passorda blir viste berre denne eine gongen, og verkar berre i denne demoen.",
		"The passwords are shown this once, and work in this demo only.", "Adgangskoderne vises kun denne ene gang og virker kun i denne demo."),
	PasswordsBefore: t("Passordene ble vist første gang demoen startet.", "Passorda blei viste første gongen demoen starta.",
		"The passwords were shown when the demo was first started.", "Adgangskoderne blev vist, første gang demoen startede."),
	DemoHead: t("bruker\tpassord\tnavn\trolle\tskole", "brukar\tpassord\tnamn\trolle\tskole", "user\tpassword\tname\trole\tschool", "bruger\tadgangskode\tnavn\trolle\tskole"),
	NextSteps: t("Nøkkel til API-et: kjentvei token create --user {1}\nBeskrivelse av API-et: {2}/api/v1/openapi.json\nStopp med Ctrl-C.",
		"Nøkkel til API-et: kjentvei token create --user {1}\nSkildring av API-et: {2}/api/v1/openapi.json\nStopp med Ctrl-C.",
		"A token for the API: kjentvei token create --user {1}\nWhat the API offers: {2}/api/v1/openapi.json\nStop with Ctrl-C.",
		"Nøgle til API'et: kjentvei token create --user {1}\nBeskrivelse af API'et: {2}/api/v1/openapi.json\nStop med Ctrl-C."),
	ClockKept: t("--now gjelder bare en ny demo; klokken går videre fra der den var.", "--now gjeld berre ein ny demo; klokka går vidare frå der ho var.",
		"--now is for a new demo only; the clock goes on from where it was.", "--now gælder kun en ny demo; klokken går videre fra, hvor den var."),
	Filling:      t("Lager demoen …", "Lagar demoen …", "Making the demo …", "Laver demoen …"),
	CannotListen: t("kan ikke svare på {1}: {2}", "kan ikkje svare på {1}: {2}", "cannot answer on {1}: {2}", "kan ikke svare på {1}: {2}"),
	IsDemo: t("«{1}» er en demo. Start den med --demo, eller velg en annen mappe med --data.", "«{1}» er ein demo. Start han med --demo, eller vel ei anna mappe med --data.",
		"‘{1}’ is a demo. Start it with --demo, or choose another folder with --data.", "»{1}« er en demo. Start den med --demo, eller vælg en anden mappe med --data."),
	NotDemo: t("«{1}» er i bruk og er ingen demo. Velg en tom mappe med --data.", "«{1}» er i bruk og er ingen demo. Vel ei tom mappe med --data.",
		"‘{1}’ is in use and is no demo. Choose an empty folder with --data.", "»{1}« er i brug og er ingen demo. Vælg en tom mappe med --data."),

	WhichUser:  t("oppgi én bruker", "oppgi éin brukar", "name one user", "angiv én bruger"),
	WhichToken: t("oppgi id-en til én nøkkel; «kjentvei token list» viser dem", "oppgi id-en til éin nøkkel; «kjentvei token list» viser dei", "give the id of one token; ‘kjentvei token list’ shows them", "angiv id'et på én nøgle; »kjentvei token list« viser dem"),
	WhichFile:  t("oppgi én fil", "oppgi éi fil", "name one file", "angiv én fil"),
	AwaitPassword: t("Venter på passordet fra standard inn; avslutt med Ctrl-D, eller bruk < /dev/null for ikke å sette noe.",
		"Ventar på passordet frå standard inn; avslutt med Ctrl-D, eller bruk < /dev/null for ikkje å setje noko.",
		"Waiting for the password on standard input; end it with Ctrl-D, or use < /dev/null to set none.",
		"Venter på adgangskoden fra standard ind; afslut med Ctrl-D, eller brug < /dev/null for ikke at sætte nogen."),
	BadPassword: t("passordet må være én linje på minst {1} tegn og høyst {2} byte", "passordet må vere éi linje på minst {1} teikn og høgst {2} byte",
		"a password is one line of at least {1} characters and at most {2} bytes", "adgangskoden skal være én linje på mindst {1} tegn og højst {2} byte"),
	BadUser: t("«{1}» på «{2}» passer ikke: et brukernavn er ett ord, og skolen må ha en id", "«{1}» på «{2}» passar ikkje: eit brukarnamn er eitt ord, og skolen må ha ein id",
		"‘{1}’ at ‘{2}’ will not do: a user name is one word, and the school needs an id", "»{1}« på »{2}« passer ikke: et brugernavn er ét ord, og skolen skal have et id"),
	Added:      t("{1}: {2}", "{1}: {2}", "{1}: {2}", "{1}: {2}"),
	NoPassword: t("{1} har ikke passord.", "{1} har ikkje passord.", "{1} has no password.", "{1} har ingen adgangskode."),
	NoUser:     t("det finnes ingen bruker som heter «{1}»", "det finst ingen brukar som heiter «{1}»", "there is no user called ‘{1}’", "der findes ingen bruger, der hedder »{1}«"),
	IsDisabled: t("«{1}» er stengt ute; «kjentvei user add» slipper inn igjen", "«{1}» er stengd ute; «kjentvei user add» slepp inn att", "‘{1}’ is disabled; ‘kjentvei user add’ lets them in again", "»{1}« er lukket ude; »kjentvei user add« lukker ind igen"),
	Disabled:   t("{1} er stengt ute. Nøklene virker ikke lenger.", "{1} er stengd ute. Nøklane verkar ikkje lenger.", "{1} is disabled. Their tokens no longer work.", "{1} er lukket ude. Nøglerne virker ikke længere."),
	NoToken:    t("det finnes ingen nøkkel med id-en «{1}»", "det finst ingen nøkkel med id-en «{1}»", "there is no token with the id ‘{1}’", "der findes ingen nøgle med id'et »{1}«"),
	Revoked:    t("Nøkkelen {1} virker ikke lenger.", "Nøkkelen {1} verkar ikkje lenger.", "The token {1} no longer works.", "Nøglen {1} virker ikke længere."),
	UserHead:   t("bruker\tnavn\troller\tpassord\tstengt", "brukar\tnamn\troller\tpassord\tstengd", "user\tname\troles\tpassword\tdisabled", "bruger\tnavn\troller\tadgangskode\tlukket"),
	TokenHead:  t("id\tbruker\ttil\tlaget\tutløper\tsist brukt\ttrukket tilbake", "id\tbrukar\ttil\tlaga\tgår ut\tsist brukt\ttrekt tilbake", "id\tuser\tscope\tcreated\texpires\tlast used\trevoked", "id\tbruger\ttil\tlavet\tudløber\tsidst brugt\ttrukket tilbage"),
	Yes:        t("ja", "ja", "yes", "ja"),

	Locked: t("«{1}» er i bruk av et annet program, som ikke svarer", "«{1}» er i bruk av eit anna program, som ikkje svarer", "‘{1}’ is in use by another program, which does not answer", "»{1}« er i brug af et andet program, som ikke svarer"),
	Newer:  t("«{1}» er skrevet av en nyere versjon av programmet", "«{1}» er skrive av ein nyare versjon av programmet", "‘{1}’ was written by a newer version of the program", "»{1}« er skrevet af en nyere version af programmet"),
	Damaged: t("databasen i «{1}» er skadet; legg tilbake en sikkerhetskopi ({2})", "databasen i «{1}» er skadd; legg tilbake ein tryggingskopi ({2})",
		"the database in ‘{1}’ is damaged; restore a backup ({2})", "databasen i »{1}« er beskadiget; læg en sikkerhedskopi tilbage ({2})"),
	Full:        t("disken er full; ingenting ble lagret", "disken er full; ingenting blei lagra", "the disk is full; nothing was stored", "disken er fuld; intet blev gemt"),
	NoDatabase:  t("det er ingen database i «{1}»; velg mappen med --data", "det er ingen database i «{1}»; vel mappa med --data", "there is no database in ‘{1}’; choose the folder with --data", "der er ingen database i »{1}«; vælg mappen med --data"),
	NoAccess:    t("du har ikke tilgang til «{1}»", "du har ikkje tilgang til «{1}»", "you have no access to ‘{1}’", "du har ikke adgang til »{1}«"),
	Interrupted: t("avbrutt", "avbrote", "interrupted", "afbrudt"),
	NoFile:      t("det finnes ingen fil som heter «{1}»", "det finst inga fil som heiter «{1}»", "there is no file called ‘{1}’", "der findes ingen fil, der hedder »{1}«"),
	Exists:      t("«{1}» finnes fra før, og blir ikke overskrevet", "«{1}» finst frå før, og blir ikkje skriven over", "‘{1}’ exists already, and is not overwritten", "»{1}« findes i forvejen og overskrives ikke"),
	CannotWrite: t("«{1}» kan ikke skrives: {2}", "«{1}» kan ikkje skrivast: {2}", "‘{1}’ cannot be written: {2}", "»{1}« kan ikke skrives: {2}"),
	NotEmpty: t("«{1}» er ikke tom; velg en tom mappe, eller en som ikke finnes, med --data", "«{1}» er ikkje tom; vel ei tom mappe, eller ei som ikkje finst, med --data",
		"‘{1}’ is not empty; choose an empty folder, or one that does not exist, with --data", "»{1}« er ikke tom; vælg en tom mappe, eller en, der ikke findes, med --data"),
	Copied:      t("{1}: kopien er kontrollert og har {2} hendelser.", "{1}: kopien er kontrollert og har {2} hendingar.", "{1}: the copy is checked, and has {2} events.", "{1}: kopien er kontrolleret og har {2} hændelser."),
	Restored:    t("{1}: kopien er kontrollert og lagt tilbake, med {2} hendelser.", "{1}: kopien er kontrollert og lagd tilbake, med {2} hendingar.", "{1}: the copy is checked and restored, with {2} events.", "{1}: kopien er kontrolleret og lagt tilbage med {2} hændelser."),
	NotRestored: t("«{1}» er ikke hel, og ble ikke lagt tilbake", "«{1}» er ikkje heil, og blei ikkje lagd tilbake", "‘{1}’ is not whole, and was not restored", "»{1}« er ikke hel og blev ikke lagt tilbage"),
	BadCopy: t("databasen i «{1}» er ikke hel, og ble ikke kopiert; «kjentvei verify» sier mer ({2})", "databasen i «{1}» er ikkje heil, og blei ikkje kopiert; «kjentvei verify» seier meir ({2})",
		"the database in ‘{1}’ is not whole, and was not copied; ‘kjentvei verify’ says more ({2})", "databasen i »{1}« er ikke hel og blev ikke kopieret; »kjentvei verify« siger mere ({2})"),
	Whole:    t("Alt stemmer: {1} hendelser.", "Alt stemmer: {1} hendingar.", "All is well: {1} events.", "Alt stemmer: {1} hændelser."),
	NotWhole: t("{1} feil ble funnet.", "{1} feil blei funne.", "{1} problems were found.", "{1} fejl blev fundet."),
}
