package web

import "kjentvei/workflow/routine"

// errorTexts is one page that tells what went wrong, and what to do.
type errorTexts struct{ Title, Advice routine.Text }

// errorsTexts are those pages, by kind (errors.go).
type errorsTexts struct {
	NotFound, Forbidden, Foreign, Conflict, Expired, TooMany, Pace, Slow, Large, Unreadable, Full, Busy, Long, NoPDF, Internal errorTexts

	Reference, LogIn routine.Text
}

var errorWords = errorsTexts{
	NotFound: errorTexts{
		text("Siden finnes ikke", "Sida finst ikkje", "There is no such page", "Siden findes ikke"),
		text("Kanskje er adressen feil, eller det er ikke noe her som du skal se.", "Kanskje er adressa feil, eller det er ikkje noko her som du skal sjå.",
			"Perhaps the address is wrong, or there is nothing here for you to see.", "Måske er adressen forkert, eller der er ikke noget her, du skal se."),
	},
	Forbidden: errorTexts{
		text("Dette er ikke din oppgave", "Dette er ikkje di oppgåve", "This is not yours to do", "Dette er ikke din opgave"),
		text("Rollen din gir ikke lov til dette. Spør ledelsen på skolen hvis du mener at den burde.", "Rolla di gir ikkje lov til dette. Spør leiinga på skulen om du meiner at ho burde.",
			"Your role does not allow it. Ask the school's leadership if you think that it should.", "Din rolle giver ikke lov til dette. Spørg skolens ledelse, hvis du mener, at den burde."),
	},
	Foreign: errorTexts{
		text("Dette kom fra et annet nettsted", "Dette kom frå ein annan nettstad", "This came from another site", "Dette kom fra et andet websted"),
		text("Ingenting ble gjort. Gå til forsiden, og gjør det derfra hvis du ville det.", "Ingenting blei gjort. Gå til framsida, og gjer det derifrå om du ville det.",
			"Nothing was done. Go to the start page, and do it from there if you meant to.", "Der blev ikke gjort noget. Gå til forsiden, og gør det derfra, hvis du ville det."),
	},
	Conflict: errorTexts{
		text("Noe er endret i mellomtiden", "Noko er endra i mellomtida", "Something has changed meanwhile", "Noget er ændret i mellemtiden"),
		text("Noen andre var kanskje raskere. Gå tilbake, last siden på nytt, og se hvordan det står.", "Nokon andre var kanskje raskare. Gå tilbake, last sida på nytt, og sjå korleis det står.",
			"Somebody else may have been quicker. Go back, load the page again, and see how things stand.", "Måske var en anden hurtigere. Gå tilbage, genindlæs siden, og se, hvordan det står til."),
	},
	Expired: errorTexts{
		text("Du er logget ut", "Du er logga ut", "You are logged out", "Du er logget ud"),
		text("Det skjer når du ikke har gjort noe på en halv time, etter åtte timer, eller når noen har endret tilgangen din. Det du skrev på siden før, er ikke lagret.",
			"Det skjer når du ikkje har gjort noko på ein halv time, etter åtte timar, eller når nokon har endra tilgangen din. Det du skreiv på sida før, er ikkje lagra.",
			"That happens when you have done nothing for half an hour, after eight hours, or when somebody has changed your access. What you wrote on the page before is not saved.",
			"Det sker, når du ikke har gjort noget i en halv time, efter otte timer, eller når nogen har ændret din adgang. Det, du skrev på siden før, er ikke gemt."),
	},
	TooMany: errorTexts{
		text("Vent litt", "Vent litt", "Wait a moment", "Vent lidt"),
		text("Det kom mange forsøk på en gang. Du er ikke stengt ute: prøv igjen om noen sekunder.", "Det kom mange forsøk på ein gong. Du er ikkje stengd ute: prøv igjen om nokre sekund.",
			"Many attempts came at once. You are not locked out: try again in a few seconds.", "Der kom mange forsøg på én gang. Du er ikke lukket ude: prøv igen om nogle sekunder."),
	},
	Pace: errorTexts{
		text("Vent litt", "Vent litt", "Wait a moment", "Vent lidt"),
		text("Det kom mange forespørsler fra deg på kort tid. Du er ikke stengt ute: vent et par sekunder, og last siden på nytt. Det du sendte nå, ble ikke lagret; gå tilbake og send det igjen.",
			"Det kom mange førespurnader frå deg på kort tid. Du er ikkje stengd ute: vent eit par sekund, og last sida på nytt. Det du sende no, blei ikkje lagra; gå tilbake og send det igjen.",
			"Many requests came from you in a short time. You are not locked out: wait a few seconds and load the page again. What you sent now was not saved; go back and send it again.",
			"Der kom mange forespørgsler fra dig på kort tid. Du er ikke lukket ude: vent et par sekunder, og genindlæs siden. Det, du sendte nu, blev ikke gemt; gå tilbage og send det igen."),
	},
	Slow: errorTexts{
		text("Det tok for lang tid", "Det tok for lang tid", "It took too long", "Det tog for lang tid"),
		text("Nettet er kanskje tregt. Ingenting ble lagret. Gå tilbake, og prøv igjen.", "Nettet er kanskje treigt. Ingenting blei lagra. Gå tilbake, og prøv igjen.",
			"The network may be slow. Nothing was saved. Go back and try again.", "Nettet er måske langsomt. Intet blev gemt. Gå tilbage, og prøv igen."),
	},
	Large: errorTexts{
		text("Det var for mye på en gang", "Det var for mykje på ein gong", "That was too much at once", "Det var for meget på én gang"),
		text("Ingenting ble lagret. Gå tilbake, og skriv kortere.", "Ingenting blei lagra. Gå tilbake, og skriv kortare.",
			"Nothing was saved. Go back and write less.", "Intet blev gemt. Gå tilbage, og skriv kortere."),
	},
	Unreadable: errorTexts{
		text("Skjemaet kunne ikke leses", "Skjemaet kunne ikkje lesast", "The form could not be read", "Skemaet kunne ikke læses"),
		text("Ingenting ble lagret. Gå tilbake, last siden på nytt, og prøv igjen.", "Ingenting blei lagra. Gå tilbake, last sida på nytt, og prøv igjen.",
			"Nothing was saved. Go back, load the page again, and try once more.", "Intet blev gemt. Gå tilbage, genindlæs siden, og prøv igen."),
	},
	Full: errorTexts{
		text("Det er ikke plass til mer", "Det er ikkje plass til meir", "There is no room for more", "Der er ikke plads til mere"),
		text("Ingenting ble lagret. Skriv det ned på papir, og si fra til den som driver Kjentvei.", "Ingenting blei lagra. Skriv det ned på papir, og sei frå til den som driv Kjentvei.",
			"Nothing was saved. Write it down on paper, and tell whoever runs Kjentvei.", "Intet blev gemt. Skriv det ned på papir, og sig det til den, der driver Kjentvei."),
	},
	Busy: errorTexts{
		text("PDF-en ble ikke ferdig", "PDF-en blei ikkje ferdig", "The PDF was not finished", "PDF'en blev ikke færdig"),
		text("Det blir laget én PDF om gangen, og nå venter andre, eller saken er lang. Gå tilbake og prøv igjen om litt. Du kan også skrive ut siden, eller lagre den som PDF, fra menyen i nettleseren.",
			"Det blir laga éin PDF om gongen, og no ventar andre, eller saka er lang. Gå tilbake og prøv igjen om litt. Du kan òg skrive ut sida, eller lagre ho som PDF, frå menyen i nettlesaren.",
			"One PDF is made at a time, and others are waiting now, or the case is long. Go back and try again in a while. You can also print the page, or save it as PDF, from the menu of your browser.",
			"Der laves én PDF ad gangen, og nu venter andre, eller sagen er lang. Gå tilbage, og prøv igen om lidt. Du kan også udskrive siden, eller gemme den som PDF, fra browserens menu."),
	},
	Long: errorTexts{
		text("Saken er for lang til en PDF", "Saka er for lang til ein PDF", "The case is too long for a PDF", "Sagen er for lang til en PDF"),
		text("Gå tilbake, og skriv ut siden, eller lagre den som PDF, fra menyen i nettleseren.", "Gå tilbake, og skriv ut sida, eller lagre ho som PDF, frå menyen i nettlesaren.",
			"Go back and print the page, or save it as PDF, from the menu of your browser.", "Gå tilbage, og udskriv siden, eller gem den som PDF, fra browserens menu."),
	},
	NoPDF: errorTexts{
		text("Det ble ingen PDF", "Det blei ingen PDF", "No PDF was made", "Det blev ikke til en PDF"),
		text("Gå tilbake, og skriv ut siden, eller lagre den som PDF, fra menyen i nettleseren. Si gjerne fra til den som driver Kjentvei, med nummeret under.",
			"Gå tilbake, og skriv ut sida, eller lagre ho som PDF, frå menyen i nettlesaren. Sei gjerne frå til den som driv Kjentvei, med nummeret under.",
			"Go back and print the page, or save it as PDF, from the menu of your browser. Do tell whoever runs Kjentvei, with the number below.",
			"Gå tilbage, og udskriv siden, eller gem den som PDF, fra browserens menu. Sig det gerne til den, der driver Kjentvei, med nummeret nedenfor."),
	},
	Internal: errorTexts{
		text("Noe gikk galt hos oss", "Noko gjekk gale hos oss", "Something went wrong on our side", "Noget gik galt hos os"),
		text("Prøv igjen. Hjelper ikke det, så si fra til den som driver Kjentvei, med nummeret under.", "Prøv igjen. Hjelper ikkje det, så sei frå til den som driv Kjentvei, med nummeret under.",
			"Try again. If that does not help, tell whoever runs Kjentvei, with the number below.", "Prøv igen. Hjælper det ikke, så sig det til den, der driver Kjentvei, med nummeret nedenfor."),
	},
	Reference: text("Nummer: {1}", "Nummer: {1}", "Number: {1}", "Nummer: {1}"),
	LogIn:     text("Logg inn igjen", "Logg inn igjen", "Log in again", "Log ind igen"),
}
