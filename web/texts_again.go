package web

import "kjentvei/workflow/routine"

// againTexts is the page that asks for a second factor again, before something that
// nobody else may do in one's name.
type againTexts struct {
	Why, Kept, Lost, GoOn, WithBeside, Then, Proved, Close routine.Text
}

var againWords = againTexts{
	Why: text("Det er en stund siden du viste det, og dette skal ingen andre kunne gjøre i ditt navn.", "Det er ei stund sidan du viste det, og dette skal ingen andre kunne gjere i ditt namn.",
		"It is a while since you showed it, and nobody else must be able to do this in your name.", "Det er et stykke tid siden, du viste det, og dette må ingen andre kunne gøre i dit navn."),
	Kept: text("Det du skrev, er tatt vare på, og blir sendt når du går videre.", "Det du skreiv, er teke vare på, og blir sendt når du går vidare.",
		"What you wrote is kept, and is sent when you go on.", "Det, du skrev, er gemt på siden og bliver sendt, når du går videre."),
	Lost: text("Passordene du skrev, er ikke tatt vare på. Skriv dem en gang til etterpå.", "Passorda du skreiv, er ikkje tekne vare på. Skriv dei ein gong til etterpå.",
		"The passwords that you typed are not kept. Type them once more afterwards.", "Adgangskoderne, du skrev, er ikke gemt. Skriv dem en gang til bagefter."),
	GoOn: text("Gå videre", "Gå vidare", "Go on", "Gå videre"),
	WithBeside: text("Logg inn igjen med {1} (åpnes i en ny fane)", "Logg inn igjen med {1} (blir opna i ei ny fane)",
		"Log in again with {1} (opens in a new tab)", "Log ind igen med {1} (åbnes i en ny fane)"),
	Then:   text("Gå videre her når du har logget inn der.", "Gå vidare her når du har logga inn der.", "Go on here when you have logged in there.", "Gå videre her, når du har logget ind der."),
	Proved: text("Takk, det er deg", "Takk, det er deg", "Thank you, it is you", "Tak, det er dig"),
	Close: text("Lukk denne fanen, og gå videre på siden du kom fra.", "Lukk denne fana, og gå vidare på sida du kom frå.",
		"Close this tab, and go on with the page you came from.", "Luk denne fane, og gå videre på den side, du kom fra."),
}
