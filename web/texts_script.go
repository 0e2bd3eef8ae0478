package web

import "kjentvei/workflow/routine"

// keptTexts is what is said of what was typed when a session ended.
type keptTexts struct {
	Here, Then, Show, Title, Hint, Another, AnotherHint routine.Text
}

var keptWords = keptTexts{
	Here: text("Det du skrev, er ikke borte. Det er ikke lagret ennå, men du får se det igjen når du har vist at det er deg.", "Det du skreiv, er ikkje borte. Det er ikkje lagra enno, men du får sjå det igjen når du har vist at det er deg.",
		"What you wrote is not lost. It is not saved yet, but you will see it again when you have shown that it is you.", "Det, du skrev, er ikke væk. Det er ikke gemt endnu, men du får det at se igen, når du har vist, at det er dig."),
	Then:  text("Når du har logget inn der, går du videre her.", "Når du har logga inn der, går du vidare her.", "When you have logged in there, go on here.", "Når du har logget ind der, går du videre her."),
	Show:  text("Vis det jeg skrev", "Vis det eg skreiv", "Show what I wrote", "Vis det, jeg skrev"),
	Title: text("Det du skrev, er her ennå", "Det du skreiv, er her enno", "What you wrote is still here", "Det, du skrev, er her endnu"),
	Hint: text("Ingenting er lagret før du ser det igjen og trykker på knappen der.", "Ingenting er lagra før du ser det igjen og trykkjer på knappen der.",
		"Nothing is saved until you see it again and press the button there.", "Intet er gemt, før du ser det igen og trykker på knappen der."),
	Another: text("Dette var det en annen som skrev", "Dette var det ein annan som skreiv", "Somebody else wrote this", "Det var en anden, der skrev dette"),
	AnotherHint: text("Siden ble åpnet mens en annen var logget inn på denne maskinen. Ingenting er lagret i ditt navn.", "Sida blei opna medan ein annan var logga inn på denne maskina. Ingenting er lagra i ditt namn.",
		"The page was opened while somebody else was logged in on this machine. Nothing is saved in your name.", "Siden blev åbnet, mens en anden var logget ind på denne maskine. Intet er gemt i dit navn."),
}

// scriptTexts is what scripts say. They find it on the page (partials.html).
type scriptTexts struct {
	Restored, Drop             routine.Text // what was typed before
	Left, Hours, Over          routine.Text // of a deadline
	Waiting, WaitingHint, Send routine.Text // presses without a connection
	AtTime                     routine.Text
	Offline                    routine.Text // of what cannot wait
	News, See, New             routine.Text // what others have recorded
	Hits                       routine.Text // of a search
}

var scriptWords = scriptTexts{
	Restored: text("Det du skrev, er hentet fram igjen. Det er ikke lagret ennå.", "Det du skreiv, er henta fram igjen. Det er ikkje lagra enno.", "What you wrote is here again. It is not saved yet.", "Det, du skrev, er hentet frem igen. Det er ikke gemt endnu."),
	Drop:     text("Ta det bort", "Ta det bort", "Remove it", "Fjern det"),
	Left:     text("om {1} min", "om {1} min", "in {1} min", "om {1} min."),
	Hours:    text("om {1} t {2} min", "om {1} t {2} min", "in {1} h {2} min", "om {1} t. {2} min."),
	Over:     text("fristen er ute", "fristen er ute", "the time is up", "fristen er udløbet"),
	Waiting:  text("Venter på nett ({1})", "Ventar på nett ({1})", "Waiting for a connection ({1})", "Venter på net ({1})"),
	WaitingHint: text("Trykkene er ikke lagret ennå. De sendes av seg selv når nettet er tilbake, med klokkeslettet du trykket. La siden stå åpen.",
		"Trykka er ikkje lagra enno. Dei blir sende av seg sjølve når nettet er tilbake, med klokkeslettet du trykte. Lat sida stå open.",
		"The presses are not saved yet. They are sent by themselves when the connection is back, with the time when you pressed. Keep the page open.",
		"Trykkene er ikke gemt endnu. De sendes af sig selv, når nettet er tilbage, med det klokkeslæt, du trykkede. Lad siden stå åben."),
	Send: text("Prøv å sende nå", "Prøv å sende no", "Try to send now", "Prøv at sende nu"),
	Offline: text("Du har ikke nett akkurat nå. Det du skrev, står her fortsatt. Prøv igjen når nettet er tilbake.", "Du har ikkje nett akkurat no. Det du skreiv, står her framleis. Prøv igjen når nettet er tilbake.",
		"You have no connection just now. What you wrote is still here. Try again when the connection is back.", "Du har ikke net lige nu. Det, du skrev, står her stadig. Prøv igen, når nettet er tilbage."),
	AtTime: text("trykket {1}", "trykt {1}", "pressed {1}", "trykket {1}"),
	News:   text("Noe nytt er registrert i saken.", "Noko nytt er registrert i saka.", "Something new has been recorded in the case.", "Der er registreret noget nyt i sagen."),
	See:    text("Se hva som er nytt", "Sjå kva som er nytt", "See what is new", "Se, hvad der er nyt"),
	New:    text("Nytt", "Nytt", "New", "Nyt"),
	Hits:   text("Treff: {1}", "Treff: {1}", "Found: {1}", "Fundet: {1}"),
}
