package calendar

import "time"

// Holiday is a public holiday that falls on a day from Monday to Friday.
type Holiday struct {
	Date Date
	Name string // as the law's own language has it, in bokmål
}

// Holidays lists Norway's public holidays from one day to another, both included, in
// order, leaving out those on a Saturday or Sunday: there is no school then anyhow.
func Holidays(from, to Date) []Holiday {
	var list []Holiday
	for d := from; d <= to; d++ {
		if weekend(d) || !norway.holiday(d) {
			continue
		}
		list = append(list, Holiday{d, norway.name(d)})
	}
	return list
}

// name is what a public holiday is called.
func (c *country) name(d Date) string {
	for _, h := range c.holidays {
		if day, _ := h.Calc(d.Year()); On(day.Add(12*time.Hour).Date()) == d {
			return h.Name
		}
	}
	return ""
}
