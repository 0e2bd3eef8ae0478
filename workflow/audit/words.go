package audit

import (
	"math"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Title is the verdict as people call it.
func (j Judgement) Title() routine.Text { return judgementTitles[j] }

var judgementTitles = [judgements]routine.Text{
	NotApplicable: in4("Gjelder ikke", "Gjeld ikkje", "Not applicable", "Gælder ikke"),
	Satisfied:     in4("Fulgt", "Følgt", "Followed", "Fulgt"),
	Waived:        in4("Unntak", "Unntak", "Exception", "Undtagelse"),
	Late:          in4("For sent", "For seint", "Late", "For sent"),
	Pending:       in4("Venter", "Ventar", "Waiting", "Venter"),
	Violated:      in4("Ikke fulgt", "Ikkje følgt", "Not followed", "Ikke fulgt"),
}

// WaiverReason is the reason with a code as whoever waives is asked for it, or
// the danger exception; for a code that no reason has, the code itself.
func WaiverReason(code string) routine.Text {
	if code == BecauseDanger {
		return in4("Ledelsen bekreftet at kontakt kunne sette eleven i fare", "Leiinga stadfesta at kontakt kunne setje eleven i fare",
			"Leadership confirmed that contact could put the student in danger", "Ledelsen bekræftede, at kontakt kunne bringe eleven i fare")
	}
	for _, step := range routine.CommonSteps() {
		if step.ID != "waive" {
			continue
		}
		for _, field := range step.Fields {
			for _, choice := range field.Choices {
				if field.Name == "reason" && choice.Value == code {
					return choice.Label
				}
			}
		}
	}
	return routine.Same(code)
}

// Day writes a date as people do: 3. november 2026.
func Day(d calendar.Date, lang routine.Lang) string { return dayIn(d, 0, lang) }

// dayIn leaves the year out where it is the one that goes without saying.
func dayIn(d calendar.Date, year int, lang routine.Lang) string {
	if d == 0 {
		return ""
	}
	t := d.Start(time.UTC)
	words := strconv.Itoa(t.Day()) + ". " + MonthName(t.Month(), lang)
	if lang == routine.English {
		words = strconv.Itoa(t.Day()) + " " + MonthName(t.Month(), lang)
	}
	if t.Year() != year {
		words += " " + strconv.Itoa(t.Year())
	}
	return words
}

// MonthName is the month in a language, as it stands within a sentence.
func MonthName(m time.Month, lang routine.Lang) string { return monthNames[m-1].In(lang) }

var monthNames = [12]routine.Text{
	in4("januar", "januar", "January", "januar"), in4("februar", "februar", "February", "februar"),
	in4("mars", "mars", "March", "marts"), in4("april", "april", "April", "april"),
	in4("mai", "mai", "May", "maj"), in4("juni", "juni", "June", "juni"),
	in4("juli", "juli", "July", "juli"), in4("august", "august", "August", "august"),
	in4("september", "september", "September", "september"), in4("oktober", "oktober", "October", "oktober"),
	in4("november", "november", "November", "november"), in4("desember", "desember", "December", "december"),
}

// Clock writes the time of day in Oslo: kl. 10.15.
func Clock(t time.Time, lang routine.Lang) string {
	layout := "15.04"
	if lang == routine.English {
		layout = "15:04"
	}
	return clockWord.In(lang) + " " + t.In(calendar.Oslo).Format(layout)
}

var clockWord = in4("kl.", "kl.", "at", "kl.")

// Moment writes a day and the time of day in Oslo.
func Moment(t time.Time, lang routine.Lang) string {
	return Day(calendar.Of(t, calendar.Oslo), lang) + " " + Clock(t, lang)
}

// Number writes a number with the decimal mark of the language.
func Number(n float64, lang routine.Lang) string {
	s := strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64)
	if lang == routine.English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

// unit is what is counted, for one of it and for any other number.
type unit struct{ one, many routine.Text }

var (
	schoolDayUnit = unit{in4("skoledag", "skuledag", "school day", "skoledag"), in4("skoledager", "skuledagar", "school days", "skoledage")}
	hourUnit      = unit{in4("time", "time", "hour", "time"), in4("timer", "timar", "hours", "timer")}
	minuteUnit    = unit{in4("minutt", "minutt", "minute", "minut"), in4("minutter", "minutt", "minutes", "minutter")}
)

func (u unit) count(n float64, lang routine.Lang) string {
	if math.Round(n*10) == 10 {
		return "1 " + u.one.In(lang)
	}
	return Number(n, lang) + " " + u.many.In(lang)
}

// Amount writes how much of a unit (SchoolDays or Hours) it is.
func Amount(n float64, of string, lang routine.Lang) string {
	if of == Hours {
		return hourUnit.count(n, lang)
	}
	return schoolDayUnit.count(n, lang)
}

// RecordedAfter says that something was recorded so many school days after it
// occurred; "" for the same day.
func RecordedAfter(days int, lang routine.Lang) string {
	if days <= 0 {
		return ""
	}
	return fillIn(recordedAfter.In(lang), map[string]string{"n": schoolDayUnit.count(float64(days), lang)})
}

var recordedAfter = in4("Skrevet inn {n} etter at det skjedde.", "Skrive inn {n} etter at det skjedde.",
	"Recorded {n} after it happened.", "Noteret {n} efter at det skete.")

// in4 is one text in the four languages.
func in4(nb, nn, en, da string) routine.Text { return routine.Text{NB: nb, NN: nn, EN: en, DA: da} }

// fillIn replaces each {name} of a sentence. A part in [brackets] is left out
// when something that it names is not known.
func fillIn(sentence string, values map[string]string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(sentence, "[")
		part, _ := replaceNames(before, values)
		b.WriteString(part)
		if !ok {
			return b.String()
		}
		optional, after, _ := strings.Cut(rest, "]")
		if part, known := replaceNames(optional, values); known {
			b.WriteString(part)
		}
		sentence = after
	}
}

// replaceNames reports false where a name has no value. What is filled in is
// not looked at again.
func replaceNames(part string, values map[string]string) (words string, known bool) {
	var b strings.Builder
	known = true
	for {
		before, rest, ok := strings.Cut(part, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), known
		}
		name, after, _ := strings.Cut(rest, "}")
		known = known && values[name] != ""
		b.WriteString(values[name])
		part = after
	}
}
