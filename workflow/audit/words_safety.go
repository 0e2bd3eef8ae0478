package audit

import "kjentvei/workflow/routine"

// Safety says in plain words what a property that holds in every routine (P1 to P12)
// is about; false for anything else.
func Safety(property string) (routine.Text, bool) {
	words, ok := safetyWords[property]
	return words, ok
}

var safetyWords = map[string]routine.Text{
	"P1":  in4("Foresatte til en elev under 18 år", "Føresette til ein elev under 18 år", "The guardians of a student under 18", "Forældrene til en elev under 18 år"),
	"P2":  in4("Samtykke fra en elev på 18 år eller mer", "Samtykke frå ein elev på 18 år eller meir", "Consent of a student of 18 or more", "Samtykke fra en elev på 18 år eller mere"),
	"P3":  in4("Elevens alder den dagen", "Alderen til eleven den dagen", "The student’s age on that day", "Elevens alder den dag"),
	"P4":  in4("Møtet når eleven har fortalt om bruk", "Møtet når eleven har fortalt om bruk", "The meeting once the student has told of use", "Mødet, når eleven har fortalt om brug"),
	"P5":  in4("Det som hører med når en elev er påvirket", "Det som høyrer med når ein elev er påverka", "What has to be done when a student is intoxicated", "Det, der hører med, når en elev er påvirket"),
	"P6":  in4("Ingen under 18 år går hjem alene", "Ingen under 18 år går heim åleine", "Nobody under 18 goes home alone", "Ingen under 18 år går hjem alene"),
	"P7":  in4("Samtalen den første dagen tilbake", "Samtalen den første dagen tilbake", "The talk on the first day back", "Samtalen den første dag tilbage"),
	"P8":  in4("Ledelsens godkjenning", "Godkjenninga frå leiinga", "Leadership’s sign-off", "Ledelsens godkendelse"),
	"P9":  in4("En vei fram til saken kan lukkes", "Ein veg fram til saka kan lukkast", "A way on until the case can be closed", "En vej frem, til sagen kan lukkes"),
	"P10": in4("Plikten til å melde til barnevernet", "Plikta til å melde til barnevernet", "The duty to notify child welfare", "Pligten til at underrette"),
	"P11": in4("Det som er skrevet inn, blir stående", "Det som er skrive inn, blir ståande", "What was recorded stays", "Det, der er noteret, bliver stående"),
	"P12": in4("Avvik og svar på dem", "Avvik og svar på dei", "Breaches and their answers", "Afvigelser og svar på dem"),
}
