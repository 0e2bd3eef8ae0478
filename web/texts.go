package web

import "kjentvei/workflow/routine"

// text is one sentence or label in the four languages.
func text(nb, nn, en, da string) routine.Text { return routine.Text{NB: nb, NN: nn, EN: en, DA: da} }

// catalogue is what the pages say, one member for each group of pages; {1}, {2} …
// are filled in. Templates reach it as {{t words.Login.Title}}. Tests see to it that
// no text is missing in a language, and that none is unused.
type catalogue struct {
	Frame  frameTexts
	Errors errorsTexts
	Login  loginTexts
	Second secondTexts
	Enrol  enrolTexts
	// Account is also what is said of passwords wherever one is set.
	Account accountTexts
	Vouch   vouchTexts
	Home    homeTexts

	Provider providerTexts
}

var words = catalogue{
	Frame: frameWords, Errors: errorWords, Login: loginWords, Second: secondWords, Enrol: enrolWords, Account: accountWords, Vouch: vouchWords, Home: homeWords,
	Provider: providerWords,
}

// frameTexts is what surrounds every page.
type frameTexts struct {
	Product, Skip, LogOut, Hide, Account, Language, Demo, Start routine.Text
}

var frameWords = frameTexts{
	Product:  text("Kjentvei", "Kjentvei", "Kjentvei", "Kjentvei"),
	Skip:     text("Gå til innholdet", "Gå til innhaldet", "Skip to the content", "Gå til indholdet"),
	LogOut:   text("Logg ut", "Logg ut", "Log out", "Log ud"),
	Language: text("Språk", "Språk", "Language", "Sprog"),
	Hide:     text("Skjul nå", "Skjul no", "Hide now", "Skjul nu"),
	Account:  text("Innloggingen din", "Innlogginga di", "Your login", "Dit login"),
	Demo: text("Dette er en skole å øve på. Ingen i den finnes.", "Dette er ein skole å øve på. Ingen i han finst.",
		"This is a school to practise on. Nobody in it exists.", "Dette er en skole at øve sig på. Ingen i den findes."),
	Start: text("Til forsiden", "Til framsida", "To the start page", "Til forsiden"),
}

// homeTexts is the start page.
type homeTexts struct {
	Title, Hello, Roles, At, Limited, UseCode routine.Text
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
}
