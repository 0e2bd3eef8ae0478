package web

import (
	"fmt"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// The days and months as each language writes them within a sentence.
var (
	weekdays = map[routine.Lang][7]string{
		routine.Bokmal:  {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
		routine.Nynorsk: {"søndag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"},
		routine.English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		routine.Danish:  {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
	}
	norwegianMonths = [12]string{"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"}
	months          = map[routine.Lang][12]string{
		routine.Bokmal: norwegianMonths, routine.Nynorsk: norwegianMonths,
		routine.English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		routine.Danish:  {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"},
	}
)

// dayIn writes a day as "tirsdag 1. september 2026"; "" for no day.
func dayIn(lang routine.Lang, d calendar.Date) string {
	if d == 0 {
		return ""
	}
	t := d.Start(calendar.Oslo)
	dot := "."
	if lang == routine.English {
		dot = ""
	}
	return fmt.Sprintf("%s %d%s %s %d", weekdays[lang][t.Weekday()], t.Day(), dot, months[lang][t.Month()-1], t.Year())
}

// timeIn writes an instant as the day in Oslo and the clock there.
func timeIn(lang routine.Lang, t time.Time) string {
	return fillIn(words.Case.At.In(lang), []string{dayIn(lang, calendar.Of(t, calendar.Oslo)), hourIn(lang, t)})
}

// hourIn writes what the clock in Oslo shows at an instant.
func hourIn(lang routine.Lang, t time.Time) string {
	if lang == routine.English {
		return t.In(calendar.Oslo).Format("15:04")
	}
	return t.In(calendar.Oslo).Format("15.04")
}

// clockIn writes an instant as what the clock showed, and the day where it was another.
func clockIn(lang routine.Lang, t time.Time, today calendar.Date) string {
	if calendar.Of(t, calendar.Oslo) != today {
		return timeIn(lang, t)
	}
	return fillIn(words.Case.Clock.In(lang), []string{hourIn(lang, t)})
}

// localTime is how a datetime-local input writes and reads a minute.
const localTime = "2006-01-02T15:04"

// yearName is the school year that a day lies in, as people write it: 2026–2027.
func yearName(d calendar.Date) string { return strings.Replace(audit.SchoolYear(d), "-", "–", 1) }
