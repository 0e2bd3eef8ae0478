package calendar

import "time"

// ageOfMajority is the birthday, in years, on which a person becomes an adult.
const ageOfMajority = 18

// leapBirthdayInFebruary is the day of February on which a person born on the
// 29th has a birthday in a year without one. No rule was found that says 28
// February or 1 March. The earlier day is chosen because a mistake then keeps
// guardians out one day too soon, and never exposes an adult's affairs to them.
const leapBirthdayInFebruary = 28

// AdultOn returns the first day on which a person is an adult: the whole of the
// 18th birthday counts. If the birth date is not known (0), neither is the day.
func AdultOn(birth Date) Date {
	if birth == 0 {
		return 0
	}
	year, month, day := birth.utc().Date()
	birthday := On(year+ageOfMajority, month, day)
	if birthday.utc().Month() != month {
		return On(year+ageOfMajority, time.February, leapBirthdayInFebruary)
	}
	return birthday
}

// Adult reports whether a person is an adult on the given day.
//
// It is false if either date is not known (0). That is the careful answer to
// whether someone may leave alone, and NOT to whether guardians may be told:
// before the latter, ask whether the birth date is known.
func Adult(birth, on Date) bool {
	return birth != 0 && on != 0 && on >= AdultOn(birth)
}
