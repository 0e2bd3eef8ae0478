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
	Again  againTexts
	Enrol  enrolTexts
	// Account is also what is said of passwords wherever one is set.
	Account accountTexts
	Vouch   vouchTexts
	Home    homeTexts

	Provider providerTexts

	Opening openingTexts
	Form    formTexts
	Case    caseTexts
	Panels  panelsTexts
	Signing signingTexts
	Late    lateTexts
	Cases   casesTexts
	Looks   looksTexts
	Glass   glassTexts
	Figures figuresTexts
	Behind  behindTexts
	// Routines is what all staff can read.
	Routines routinesTexts
	// Verdicts and Print tell of one case, on the screen and on paper.
	Verdicts verdictsTexts
	Print    printTexts

	Help helpTexts

	Setup    setupTexts
	People   peopleTexts
	Days     daysTexts
	Values   valuesTexts
	Roster   rosterTexts
	Practise practiseTexts
	Reading  readingTexts
	Kept     keptTexts
	Script   scriptTexts
}

var words = catalogue{
	Help:  helpWords,
	Setup: setupWords, People: peopleWords, Days: daysWords, Values: valuesWords, Roster: rosterWords, Practise: practiseWords,
	Frame: frameWords, Errors: errorWords, Login: loginWords, Second: secondWords, Again: againWords, Enrol: enrolWords, Account: accountWords, Vouch: vouchWords, Home: homeWords,
	Provider: providerWords,
	Opening:  openingWords, Form: formWords, Case: caseWords, Panels: panelsWords, Signing: signingWords, Late: lateWords, Figures: figuresWords, Behind: behindWords, Routines: routinesWords, Verdicts: verdictsWords, Print: printWords, Cases: casesWords, Looks: looksWords, Glass: glassWords, Reading: readingWords,
	Kept: keptWords, Script: scriptWords,
}

// frameTexts is what surrounds every page.
type frameTexts struct {
	Product, Skip, LogOut, Hide, Account, Language, Demo, Start, Ways, Home, Cases routine.Text
}

var frameWords = frameTexts{
	Product:  text("Kjentvei", "Kjentvei", "Kjentvei", "Kjentvei"),
	Skip:     text("Gå til innholdet", "Gå til innhaldet", "Skip to the content", "Gå til indholdet"),
	LogOut:   text("Logg ut", "Logg ut", "Log out", "Log ud"),
	Language: text("Språk", "Språk", "Language", "Sprog"),
	Hide:     text("Skjul nå", "Skjul no", "Hide now", "Skjul nu"),
	Account:  text("Innlogging", "Innlogging", "Login", "Login"),
	Demo: text("Dette er en skole å øve på. Ingen i den finnes.", "Dette er ein skule å øve på. Ingen i han finst.",
		"This is a school to practise on. Nobody in it exists.", "Dette er en skole at øve sig på. Ingen i den findes."),
	Ways:  text("Sider", "Sider", "Pages", "Sider"),
	Home:  text("Forside", "Framside", "Start", "Forside"),
	Cases: text("Saker", "Saker", "Cases", "Sager"),
	Start: text("Til forsiden", "Til framsida", "To the start page", "Til forsiden"),
}
