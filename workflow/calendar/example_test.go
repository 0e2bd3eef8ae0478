package calendar_test

import (
	"fmt"
	"time"

	"kjentvei/workflow/calendar"
)

// A talk is due three school days after a Friday before the autumn break.
func ExampleCalendar_AddSchoolDays() {
	autumn := calendar.Span{
		From:  calendar.On(2026, time.September, 28),
		To:    calendar.On(2026, time.October, 2),
		Label: "autumn break",
	}
	school := calendar.New(calendar.Oslo, []calendar.Span{autumn})
	friday := school.DateOf(time.Date(2026, time.September, 25, 12, 0, 0, 0, time.UTC))
	fmt.Println(school.AddSchoolDays(friday, 3))
	// Output: 2026-10-07
}
