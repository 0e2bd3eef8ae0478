// Package calendar answers questions of days: which day an instant belongs to,
// which days a school teaches, and from which day a person is an adult.
//
// A Date is a civil day and knows no zone. A zone is needed only where a day
// meets an instant (Of, Start, Calendar.DateOf); rules about age and deadlines
// are about days in Europe/Oslo, never about UTC instants.
//
// A Calendar is what one school follows: it has no school on Saturdays and
// Sundays, on the public holidays of its country and on its own free days.
// Days many schools take off without a law saying so (Christmas Eve, the days
// before Maundy Thursday) are school days until the school lists them as free.
//
// Caveats: every school is in Norway so far (a second country is a second
// variable beside norway in holidays.go, and a parameter of New), free days are
// the only thing that tells schools apart (a full timetable would replace what
// New takes, not what Calendar answers), and dates are written and read in the
// years 1 to 9999 only.
package calendar
