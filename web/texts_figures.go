package web

import "kjentvei/workflow/routine"

// figuresTexts is the page of figures.
type figuresTexts struct {
	Title, Choose, School, AllSchools, Year, AllYears, OtherDays, From, To, Show, NoDay, WholeYears, Without, Keep, Cases, Lead, LeadList routine.Text
}

var figuresWords = figuresTexts{
	Title:      text("Tall", "Tal", "Figures", "Tal"),
	Choose:     text("Velg skole og tid", "Vel skule og tid", "Choose school and time", "Vælg skole og tid"),
	School:     text("Skole", "Skule", "School", "Skole"),
	AllSchools: text("Alle skolene dine", "Alle skulane dine", "All your schools", "Alle dine skoler"),
	Year:       text("Skoleår", "Skuleår", "School year", "Skoleår"),
	AllYears:   text("Alle år", "Alle år", "All years", "Alle år"),
	OtherDays:  text("Velg andre dager", "Vel andre dagar", "Choose other days", "Vælg andre dage"),
	From:       text("Fra og med", "Frå og med", "From", "Fra og med"),
	To:         text("Til og med", "Til og med", "Up to and including", "Til og med"),
	Show:       text("Vis tallene", "Vis tala", "Show the figures", "Vis tallene"),
	NoDay: text("Skriv en dag som finnes, og la perioden slutte etter at den begynner. Nå vises alle år.", "Skriv ein dag som finst, og lat perioden slutte etter at han byrjar. No blir alle år viste.",
		"Write a day that exists, and let the period end after it begins. All years are shown now.", "Skriv en dag, der findes, og lad perioden slutte, efter at den begynder. Nu vises alle år."),
	WholeYears: text("Du kan velge hele skoleår. Tall som er så små at de kan peke på enkeltpersoner, er skjult.", "Du kan velje heile skuleår. Tal som er så små at dei kan peike på enkeltpersonar, er skjulte.",
		"You can choose whole school years. Numbers so small that they could point at single people are hidden.", "Du kan vælge hele skoleår. Tal, der er så små, at de kan pege på enkeltpersoner, er skjult."),
	Without: text("Saker som du selv er holdt utenfor, er ikke talt med.", "Saker som du sjølv er halden utanfor, er ikkje talde med.",
		"Cases that you yourself are kept out of are not counted.", "Sager, som du selv er holdt uden for, er ikke talt med."),
	Keep:  text("Last ned tallene (CSV)", "Last ned tala (CSV)", "Download the numbers (CSV)", "Hent tallene (CSV)"),
	Cases: text("Se sakene", "Sjå sakene", "See the cases", "Se sagerne"),
	Lead: text("Se om rutinen blir fulgt, for skolen din og for hvert skoleår.", "Sjå om rutinen blir følgd, for skulen din og for kvart skuleår.",
		"See whether the routine is followed, for your school and for each school year.", "Se, om rutinen bliver fulgt, for din skole og for hvert skoleår."),
	LeadList: text("Sakene, uten navn", "Sakene, utan namn", "The cases, without names", "Sagerne, uden navne"),
}
