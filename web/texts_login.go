package web

import "kjentvei/workflow/routine"

// loginTexts is the login page.
type loginTexts struct {
	Title, User, Password, LogIn, Failed, Slow, Help routine.Text
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
	Help: text("Får du det ikke til? Spør den som driver Kjentvei på skolen. Haster det for en elev, så gjør det som må gjøres først: 113 ved fare for liv.",
		"Får du det ikkje til? Spør den som driv Kjentvei på skolen. Hastar det for ein elev, så gjer det som må gjerast først: 113 ved fare for liv.",
		"Not working? Ask whoever runs Kjentvei at your school. If a student needs help now, do what must be done first: call 113 if a life is in danger.",
		"Virker det ikke? Spørg den, der driver Kjentvei på skolen. Haster det for en elev, så gør først det, der skal gøres: ring 113 ved livsfare."),
}
