package paper

import (
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
)

// moment is when something happened, as the table says it.
type moment struct {
	at    time.Time // of a day alone: noon
	day   calendar.Date
	exact bool // a time of day was given
}

// oldest is the first year that a date may have; what lies before was mistyped.
const oldest = 1990

// parseMoment reads 2025-10-03, 2025-10-03 10:40, 3.10.2025 kl. 10.40, and times
// with a zone. Without one it is the time in Oslo.
func parseMoment(s string) (moment, bool) {
	if at, err := time.Parse(time.RFC3339, strings.Replace(s, " ", "T", 1)); err == nil {
		return newMoment(at, true)
	}
	date, clock, timed := cutDate(s)
	day, ok := parseDay(date)
	if !ok {
		return moment{}, false
	}
	if !timed {
		return newMoment(at(day, 12, 0, 0), false)
	}
	hour, minute, second, ok := parseClock(clock)
	if !ok {
		return moment{}, false
	}
	return newMoment(at(day, hour, minute, second), true)
}

func newMoment(at time.Time, exact bool) (moment, bool) {
	m := moment{at.Truncate(time.Second), calendar.Of(at, calendar.Oslo), exact}
	return m, m.day.Year() >= oldest && m.day.Year() <= 2200
}

func at(day calendar.Date, hour, minute, second int) time.Time {
	year, month, dayOfMonth := day.Start(calendar.Oslo).Date()
	return time.Date(year, month, dayOfMonth, hour, minute, second, 0, calendar.Oslo)
}

// cutDate parts a date from the time of day that follows it.
func cutDate(s string) (date, clock string, timed bool) {
	fields := strings.Fields(strings.Replace(s, "T", " ", 1))
	if len(fields) == 0 {
		return "", "", false
	}
	clock = strings.Join(fields[1:], "")
	for _, word := range []string{"kl.", "kl"} {
		clock = strings.TrimPrefix(strings.ToLower(clock), word)
	}
	return strings.TrimSuffix(fields[0], ","), clock, clock != ""
}

// parseDay reads a date with the year first, as 2025-10-03, or last, as
// 3.10.2025 or 03-10-25: a Norwegian or Danish spreadsheet writes it so.
func parseDay(s string) (calendar.Date, bool) {
	s = strings.TrimSuffix(s, ".")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '-' })
	if len(parts) != 3 || strings.Count(s, ".")+strings.Count(s, "-") != 2 {
		return 0, false
	}
	var n [3]int
	for i, part := range parts {
		value, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) > 4 {
			return 0, false
		}
		n[i] = int(value)
	}
	year, month, day := n[0], n[1], n[2]
	switch {
	case len(parts[0]) == 4:
	case len(parts[2]) == 4:
		year, day = n[2], n[0]
	case len(parts[2]) == 2 && len(parts[0]) <= 2:
		year, day = 2000+n[2], n[0]
	default:
		return 0, false
	}
	date := calendar.On(year, time.Month(month), day)
	written, err := calendar.Parse(date.String())
	y, m, d := date.Start(time.UTC).Date()
	return written, err == nil && y == year && int(m) == month && d == day
}

// parseClock reads 10:40, 10.40 or 10:40:00.
func parseClock(s string) (hour, minute, second int, ok bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ':' || r == '.' })
	if len(parts) < 2 || len(parts) > 3 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, part := range parts {
		value, err := strconv.ParseUint(part, 10, 8)
		if err != nil || len(part) > 2 {
			return 0, 0, 0, false
		}
		n[i] = int(value)
	}
	return n[0], n[1], n[2], n[0] < 24 && n[1] < 60 && n[2] < 60
}

// settle gives times to the rows of a case that have only a day: noon, unless
// rows of the same day before or after them in the file say that it was later
// or earlier.
func settle(rows []*row) {
	latest := map[calendar.Date]time.Time{}
	for _, r := range rows {
		if last, ok := latest[r.when.day]; !r.when.exact && ok && last.After(r.when.at) {
			r.when.at = last
		}
		if r.when.at.After(latest[r.when.day]) && r.when.exact {
			latest[r.when.day] = r.when.at
		}
	}
	next := map[calendar.Date]time.Time{}
	for i := len(rows) - 1; i >= 0; i-- {
		r := rows[i]
		first, ok := next[r.when.day]
		if !r.when.exact && ok && first.Before(r.when.at) {
			r.when.at = first
		}
		if r.when.exact && (!ok || r.when.at.Before(first)) {
			next[r.when.day] = r.when.at
		}
	}
}
