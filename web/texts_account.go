package web

import "kjentvei/workflow/routine"

// accountTexts is the page about somebody's own login.
type accountTexts struct {
	Title, FactorTitle, App, NoFactor, Passkey, PasskeyUsed, Remove, Add, Only                          routine.Text
	RecoveryTitle, RecoveryLeft, RecoveryNew, RecoveryHint                                              routine.Text
	SessionsTitle, SessionWhen, SessionOn, Unknown, This, End, EndOthers                                routine.Text
	PasswordTitle, Current, Change, Changed, Failed, TooShort, Malformed, Common, Personal, VouchForOne routine.Text
}

var accountWords = accountTexts{
	Title:       text("Innloggingen din", "Innlogginga di", "Your login", "Dit login"),
	FactorTitle: text("Kode og tilgangsnøkler", "Kode og tilgangsnøklar", "Code and passkeys", "Kode og adgangsnøgler"),
	App:         text("App med koder, siden {1}", "App med kodar, sidan {1}", "App with codes, since {1}", "App med koder, siden {1}"),
	NoFactor:    text("Du har ingen kode ennå. Passordet er nok til å logge inn her.", "Du har ingen kode enno. Passordet er nok til å logge inn her.", "You have no code yet. The password is enough to log in here.", "Du har ingen kode endnu. Adgangskoden er nok til at logge ind her."),
	Passkey:     text("Tilgangsnøkkel, siden {1}", "Tilgangsnøkkel, sidan {1}", "Passkey, since {1}", "Adgangsnøgle, siden {1}"),
	PasskeyUsed: text("sist brukt {1}", "sist brukt {1}", "last used {1}", "sidst brugt {1}"),
	Remove:      text("Fjern", "Fjern", "Remove", "Fjern"),
	Add:         text("Legg til kode eller tilgangsnøkkel", "Legg til kode eller tilgangsnøkkel", "Add a code or a passkey", "Tilføj kode eller adgangsnøgle"),
	Only: text("Dette er det eneste du har ved siden av passordet. Legg til noe annet først.", "Dette er det einaste du har ved sida av passordet. Legg til noko anna først.",
		"This is all that you have beside your password. Add something else first.", "Dette er det eneste, du har ved siden af adgangskoden. Tilføj noget andet først."),
	RecoveryTitle: text("Reservekoder", "Reservekodar", "Recovery codes", "Genoprettelseskoder"),
	RecoveryLeft:  text("Ubrukte koder: {1}", "Ubrukte kodar: {1}", "Codes not used yet: {1}", "Ubrugte koder: {1}"),
	RecoveryNew:   text("Lag nye", "Lag nye", "Make new ones", "Lav nye"),
	RecoveryHint:  text("De gamle virker da ikke lenger.", "Dei gamle verkar då ikkje lenger.", "The old ones no longer work then.", "De gamle virker så ikke længere."),
	SessionsTitle: text("Her er du logget inn", "Her er du logga inn", "Where you are logged in", "Her er du logget ind"),
	SessionWhen:   text("siden {1}, sist brukt {2}", "sidan {1}, sist brukt {2}", "since {1}, last used {2}", "siden {1}, sidst brugt {2}"),
	SessionOn:     text("{1} på {2}", "{1} på {2}", "{1} on {2}", "{1} på {2}"),
	Unknown:       text("En nettleser", "Ein nettlesar", "A browser", "En browser"),
	This:          text("denne", "denne", "this one", "denne"),
	End:           text("Logg ut der", "Logg ut der", "Log out there", "Log ud der"),
	EndOthers:     text("Logg ut alle andre steder", "Logg ut alle andre stader", "Log out everywhere else", "Log ud alle andre steder"),
	PasswordTitle: text("Bytt passord", "Byt passord", "Change your password", "Skift adgangskode"),
	Current:       text("Passordet du har nå", "Passordet du har no", "Your password now", "Din nuværende adgangskode"),
	Change:        text("Bytt passord", "Byt passord", "Change the password", "Skift adgangskode"),
	Changed:       text("Passordet er byttet. Du er logget ut alle andre steder.", "Passordet er bytt. Du er logga ut alle andre stader.", "The password is changed. You are logged out everywhere else.", "Adgangskoden er skiftet. Du er logget ud alle andre steder."),
	Failed:        text("Passordet du har nå, stemte ikke.", "Passordet du har no, stemte ikkje.", "Your password now was not right.", "Din nuværende adgangskode passede ikke."),
	TooShort:      text("Passordet må ha minst åtte tegn.", "Passordet må ha minst åtte teikn.", "A password has at least eight characters.", "Adgangskoden skal have mindst otte tegn."),
	Malformed:     text("Passordet må være én linje og høyst 1024 byte.", "Passordet må vere éi linje og høgst 1024 byte.", "A password is one line of at most 1024 bytes.", "Adgangskoden skal være én linje på højst 1024 byte."),
	Common: text("Dette passordet er blant dem som blir prøvd først. Velg et annet, gjerne flere ord.", "Dette passordet er mellom dei som blir prøvde først. Vel eit anna, gjerne fleire ord.",
		"This password is among those that are tried first. Choose another, several words for instance.", "Denne adgangskode er blandt dem, der prøves først. Vælg en anden, gerne flere ord."),
	Personal: text("Passordet er laget av navnet ditt, skolen eller «kjentvei». Velg et annet, gjerne flere ord.", "Passordet er laga av namnet ditt, skulen eller «kjentvei». Vel eit anna, gjerne fleire ord.",
		"The password is made of your name, the school or ‘kjentvei’. Choose another, several words for instance.", "Adgangskoden er lavet af dit navn, skolen eller »kjentvei«. Vælg en anden, gerne flere ord."),
	VouchForOne: text("Gå god for en kollega", "Gå god for ein kollega", "Vouch for a colleague", "Stå inde for en kollega"),
}

// vouchTexts is the page on which the leadership vouches for a colleague.
type vouchTexts struct{ Title, Hint, Who, Vouch, Done, Nobody routine.Text }

var vouchWords = vouchTexts{
	Title: text("Gå god for en kollega", "Gå god for ein kollega", "Vouch for a colleague", "Stå inde for en kollega"),
	Hint: text("Har en kollega ikke koden sin her, kan du gå god for henne eller ham. Da er passordet nok til midnatt. Gjør det bare når du ser personen, eller kjenner igjen stemmen. Det blir lagret at det var deg.",
		"Har ein kollega ikkje koden sin her, kan du gå god for ho eller han. Då er passordet nok til midnatt. Gjer det berre når du ser personen, eller kjenner igjen stemma. Det blir lagra at det var deg.",
		"If a colleague does not have their code here, you can vouch for them. Then the password is enough until midnight. Do it only when you see the person, or know the voice. It is recorded that it was you.",
		"Har en kollega ikke sin kode her, kan du stå inde for vedkommende. Så er adgangskoden nok indtil midnat. Gør det kun, når du ser personen eller genkender stemmen. Det bliver gemt, at det var dig."),
	Who:   text("Kollega", "Kollega", "Colleague", "Kollega"),
	Vouch: text("Gå god for", "Gå god for", "Vouch", "Stå inde for"),
	Done: text("{1} kan logge inn med passordet til midnatt.", "{1} kan logge inn med passordet til midnatt.", "{1} can log in with the password until midnight.",
		"{1} kan logge ind med adgangskoden indtil midnat."),
	Nobody: text("Det er ingen du kan gå god for.", "Det er ingen du kan gå god for.", "There is nobody you can vouch for.", "Der er ingen, du kan stå inde for."),
}
