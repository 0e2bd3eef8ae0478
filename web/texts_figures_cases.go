package web

import "kjentvei/workflow/routine"

// behindTexts is the page of the cases behind a number of the figures.
type behindTexts struct {
	Title, Back, Choose, Verdict, Scenario, AllScenarios, Cleared, About, Partly, Arose, None, First, Next routine.Text
}

var behindWords = behindTexts{
	Title:        text("Sakene bak tallet", "Sakene bak talet", "The cases behind the number", "Sagerne bag tallet"),
	Back:         text("Tilbake til tallene", "Tilbake til tala", "Back to the figures", "Tilbage til tallene"),
	Choose:       text("Velg hvilke saker", "Vel kva saker", "Choose which cases", "Vælg hvilke sager"),
	Verdict:      text("Hvordan det gikk med kravet", "Korleis det gjekk med kravet", "How it went with the requirement", "Hvordan det gik med kravet"),
	Scenario:     text("Det saken gjelder", "Det saka gjeld", "What the case is about", "Det, sagen gælder"),
	AllScenarios: text("Alt", "Alt", "Everything", "Alt"),
	Cleared:      text("Viste seg ikke å være rus", "Viste seg ikkje å vere rus", "Turned out not to be intoxication", "Viste sig ikke at være rus"),
	About: text("Her står ingen navn. Det blir skrevet opp at du har sett disse sakene.", "Her står ingen namn. Det blir skrive opp at du har sett desse sakene.",
		"No names stand here. It is noted that you have seen these cases.", "Her står ingen navne. Det noteres, at du har set disse sager."),
	Partly: text("Tallene teller også saker som er over, og som du kanskje ikke ser her lenger.", "Tala tel òg saker som er over, og som du kanskje ikkje ser her lenger.",
		"The numbers also count cases that are over, which you may no longer see here.", "Tallene tæller også sager, som er slut, og som du måske ikke længere ser her."),
	Arose: text("Begynte {1}", "Byrja {1}", "Began {1}", "Begyndte {1}"),
	None:  text("Det er ingen slike saker å vise her.", "Det er ingen slike saker å vise her.", "There are no such cases to show here.", "Der er ingen sådanne sager at vise her."),
	First: text("Til de nyeste", "Til dei nyaste", "To the newest", "Til de nyeste"),
	Next:  text("Vis flere", "Vis fleire", "Show more", "Vis flere"),
}
