package web

import "kjentvei/workflow/routine"

// loginTexts is the login page.
type loginTexts struct {
	Title, User, Password, LogIn, Failed, Slow, Help, Invited routine.Text
}

var loginWords = loginTexts{
	Title:    text("Logg inn", "Logg inn", "Log in", "Log ind"),
	User:     text("Brukernavn", "Brukarnamn", "User name", "Brugernavn"),
	Password: text("Passord", "Passord", "Password", "Adgangskode"),
	LogIn:    text("Logg inn", "Logg inn", "Log in", "Log ind"),
	Failed: text("Brukernavnet og passordet passer ikke sammen. Prøv igjen.", "Brukarnamnet og passordet passar ikkje saman. Prøv igjen.",
		"The user name and the password do not fit together. Try again.", "Brugernavnet og adgangskoden passer ikke sammen. Prøv igen."),
	Slow: text("Det har vært mange forsøk herfra. Vent {1} sekunder, og prøv igjen. Du er ikke stengt ute.",
		"Det har vore mange forsøk herfrå. Vent {1} sekund, og prøv igjen. Du er ikkje stengd ute.",
		"There have been many attempts from here. Wait {1} seconds and try again. You are not locked out.",
		"Der har været mange forsøg herfra. Vent {1} sekunder, og prøv igen. Du er ikke lukket ude."),
	Invited: text("Har du fått en invitasjonskode?", "Har du fått ein invitasjonskode?", "Have you been given an invitation code?", "Har du fået en invitationskode?"),
	Help: text("Får du det ikke til? Spør den som driver Kjentvei på skolen. Haster det for en elev, så gjør det som må gjøres først: 113 ved fare for liv.",
		"Får du det ikkje til? Spør den som driv Kjentvei på skulen. Hastar det for ein elev, så gjer det som må gjerast først: 113 ved fare for liv.",
		"Not working? Ask whoever runs Kjentvei at your school. If a student needs help now, do what must be done first: call 113 if a life is in danger.",
		"Virker det ikke? Spørg den, der driver Kjentvei på skolen. Haster det for en elev, så gør først det, der skal gøres: ring 113 ved livsfare."),
}

// secondTexts is the page that asks for a second factor.
type secondTexts struct {
	Title, Hidden, CodeLabel, CodeHint, UseCode, UsePasskey, RecoveryTitle, RecoveryLabel, UseRecovery routine.Text
	NoneTitle, NoneHint, GoOn, NoFactor, PasswordTitle, Show, Failed                                   routine.Text
}

var secondWords = secondTexts{
	Title:     text("Vis at det er deg", "Vis at det er deg", "Show that it is you", "Vis, at det er dig"),
	Hidden:    text("Skjermen er skjult", "Skjermen er skjult", "The screen is hidden", "Skærmen er skjult"),
	CodeLabel: text("Koden i appen din", "Koden i appen din", "The code in your app", "Koden i din app"),
	CodeHint:  text("Seks tall, som skifter hvert halve minutt.", "Seks tal, som skiftar kvart halve minutt.", "Six figures, new every half minute.", "Seks tal, som skifter hvert halve minut."),
	UseCode:   text("Bruk koden", "Bruk koden", "Use my code", "Brug koden"),
	UsePasskey: text("Bruk tilgangsnøkkel", "Bruk tilgangsnøkkel", "Use my passkey",
		"Brug adgangsnøgle"),
	RecoveryTitle: text("Bruk en reservekode", "Bruk ein reservekode", "Use a recovery code", "Brug en genoprettelseskode"),
	RecoveryLabel: text("En av reservekodene dine", "Ein av reservekodane dine", "One of your recovery codes", "En af dine genoprettelseskoder"),
	UseRecovery:   text("Bruk reservekoden", "Bruk reservekoden", "Use the recovery code", "Brug genoprettelseskoden"),
	NoneTitle:     text("Har du ikke noe av dette her?", "Har du ikkje noko av dette her?", "Have you none of these here?", "Har du ikke noget af dette her?"),
	NoneHint: text("Du kan likevel åpne en sak og følge det som må gjøres med en gang. Andre saker ser du ikke. En i ledelsen kan gå god for deg resten av dagen.",
		"Du kan likevel opne ei sak og følgje det som må gjerast med ein gong. Andre saker ser du ikkje. Ein i leiinga kan gå god for deg resten av dagen.",
		"You can still open a case and follow what must be done at once. You see no other cases. Somebody of the leadership can vouch for you for the rest of the day.",
		"Du kan alligevel åbne en sag og følge det, der skal gøres med det samme. Andre sager ser du ikke. En fra ledelsen kan stå inde for dig resten af dagen."),
	GoOn: text("Åpne en sak uten kode", "Opne ei sak utan kode", "Open a case without a code", "Åbn en sag uden kode"),
	NoFactor: text("Du har ikke satt opp noen kode ennå. Be den som driver Kjentvei på skolen om en invitasjon.",
		"Du har ikkje sett opp nokon kode enno. Be den som driv Kjentvei på skulen om ein invitasjon.",
		"You have not set up a code yet. Ask whoever runs Kjentvei at your school for an invitation.",
		"Du har endnu ikke sat en kode op. Bed den, der driver Kjentvei på skolen, om en invitation."),
	PasswordTitle: text("Skriv passordet ditt", "Skriv passordet ditt", "Type your password", "Skriv din adgangskode"),
	Show:          text("Vis skjermen igjen", "Vis skjermen igjen", "Show the screen again", "Vis skærmen igen"),
	Failed: text("Det stemte ikke. En kode virker bare én gang; vent på den neste, og prøv igjen.", "Det stemte ikkje. Ein kode verkar berre éin gong; vent på den neste, og prøv igjen.",
		"That was not right. A code works only once; wait for the next one and try again.", "Det passede ikke. En kode virker kun én gang; vent på den næste, og prøv igen."),
}

// enrolTexts are the pages that take an invitation and set up a second factor.
type enrolTexts struct {
	InviteTitle, InviteHint, InviteCode, NewPassword, PasswordHint, Next, InviteFailed                   routine.Text
	Title, Why, AppTitle, AppHint, Drawing, Secret, Code, Save, Replaces, PasskeyTitle, PasskeyHint, Add routine.Text
	NoPasskeys, Failed, RecoveryTitle, RecoveryHint, Kept                                                routine.Text
}

var enrolWords = enrolTexts{
	InviteTitle: text("Kom i gang", "Kom i gang", "Get started", "Kom i gang"),
	InviteHint: text("Her lager du passordet ditt og setter opp en kode eller en tilgangsnøkkel. Invitasjonen virker én gang, i sju dager.",
		"Her lagar du passordet ditt og set opp ein kode eller ein tilgangsnøkkel. Invitasjonen verkar éin gong, i sju dagar.",
		"Here you make your password and set up a code or a passkey. The invitation works once, for seven days.",
		"Her laver du din adgangskode og sætter en kode eller en adgangsnøgle op. Invitationen virker én gang, i syv dage."),
	InviteCode:   text("Invitasjonskode", "Invitasjonskode", "Invitation code", "Invitationskode"),
	NewPassword:  text("Nytt passord", "Nytt passord", "New password", "Ny adgangskode"),
	PasswordHint: text("Minst åtte tegn. Flere ord etter hverandre er lett å huske og vanskelig å gjette.", "Minst åtte teikn. Fleire ord etter kvarandre er lett å hugse og vanskeleg å gjette.", "At least eight characters. Several words in a row are easy to remember and hard to guess.", "Mindst otte tegn. Flere ord efter hinanden er lette at huske og svære at gætte."),
	Next:         text("Gå videre", "Gå vidare", "Go on", "Gå videre"),
	InviteFailed: text("Brukernavnet og koden passer ikke sammen, eller invitasjonen er brukt eller for gammel. Be om en ny.", "Brukarnamnet og koden passar ikkje saman, eller invitasjonen er brukt eller for gammal. Be om ein ny.",
		"The user name and the code do not fit together, or the invitation has been used or is too old. Ask for a new one.", "Brugernavnet og koden passer ikke sammen, eller invitationen er brugt eller for gammel. Bed om en ny."),
	Title: text("Sett opp kode eller tilgangsnøkkel", "Set opp kode eller tilgangsnøkkel", "Set up a code or a passkey", "Sæt kode eller adgangsnøgle op"),
	Why: text("Et passord kan bli stjålet. Med noe du har i tillegg, kan ingen andre logge inn som deg. Velg én av de to.", "Eit passord kan bli stole. Med noko du har i tillegg, kan ingen andre logge inn som deg. Vel éin av dei to.",
		"A password can be stolen. With something that you have beside it, nobody else can log in as you. Choose one of the two.", "En adgangskode kan blive stjålet. Med noget, du har ved siden af, kan ingen andre logge ind som dig. Vælg én af de to."),
	AppTitle: text("En app som lager koder", "Ein app som lagar kodar", "An app that makes codes", "En app, der laver koder"),
	AppHint: text("Skann tegningen med appen, eller skriv inn nøkkelen for hånd. Skriv så koden som appen viser.", "Skann teikninga med appen, eller skriv inn nøkkelen for hand. Skriv så koden som appen viser.",
		"Scan the drawing with the app, or type in the key by hand. Then type the code that the app shows.", "Scan tegningen med appen, eller skriv nøglen ind i hånden. Skriv så den kode, appen viser."),
	Drawing:      text("QR-kode for appen", "QR-kode for appen", "QR code for the app", "QR-kode til appen"),
	Secret:       text("Nøkkel: {1}", "Nøkkel: {1}", "Key: {1}", "Nøgle: {1}"),
	Code:         text("Koden i appen", "Koden i appen", "The code in the app", "Koden i appen"),
	Save:         text("Lagre", "Lagre", "Save", "Gem"),
	Replaces:     text("Den nye appen tar over for den du har.", "Den nye appen tek over for den du har.", "The new app takes over from the one that you have.", "Den nye app tager over for den, du har."),
	PasskeyTitle: text("En tilgangsnøkkel", "Ein tilgangsnøkkel", "A passkey", "En adgangsnøgle"),
	PasskeyHint: text("Telefonen, maskinen eller en sikkerhetsnøkkel kjenner deg igjen, med finger, ansikt eller PIN.", "Telefonen, maskina eller ein tryggleiksnøkkel kjenner deg igjen, med finger, ansikt eller PIN.",
		"Your telephone, computer or security key recognises you, by finger, face or PIN.", "Telefonen, computeren eller en sikkerhedsnøgle genkender dig med finger, ansigt eller pinkode."),
	Add:           text("Lag en tilgangsnøkkel", "Lag ein tilgangsnøkkel", "Make a passkey", "Lav en adgangsnøgle"),
	NoPasskeys:    text("Denne nettleseren kan ikke lage en tilgangsnøkkel her. Bruk en app.", "Denne nettlesaren kan ikkje lage ein tilgangsnøkkel her. Bruk ein app.", "This browser cannot make a passkey here. Use an app.", "Denne browser kan ikke lave en adgangsnøgle her. Brug en app."),
	Failed:        text("Det stemte ikke. Prøv igjen.", "Det stemte ikkje. Prøv igjen.", "That was not right. Try again.", "Det passede ikke. Prøv igen."),
	RecoveryTitle: text("Reservekodene dine", "Reservekodane dine", "Your recovery codes", "Dine genoprettelseskoder"),
	RecoveryHint: text("Skriv dem ut eller skriv dem ned, og ta vare på dem et annet sted enn passordet. De vises bare nå, og hver av dem virker én gang.",
		"Skriv dei ut eller skriv dei ned, og ta vare på dei ein annan stad enn passordet. Dei blir viste berre no, og kvar av dei verkar éin gong.",
		"Print them or write them down, and keep them apart from your password. They are shown only now, and each works once.",
		"Print dem eller skriv dem ned, og opbevar dem et andet sted end adgangskoden. De vises kun nu, og hver af dem virker én gang."),
	Kept: text("Jeg har tatt vare på dem", "Eg har teke vare på dei", "I have kept them", "Jeg har gemt dem"),
}
