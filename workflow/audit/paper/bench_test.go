package paper_test

import (
	"bytes"
	"fmt"
	"testing"

	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/routine"
)

func BenchmarkRead(b *testing.B) {
	r := kjentmann(b)
	for _, cases := range []int{1, 1000} {
		var table bytes.Buffer
		table.WriteString(head)
		for i := range cases {
			fmt.Fprintf(&table, "%d;2025-10-03 10:40;open;contact_teacher;self_referral;minor\n", i)
			for range 3 {
				fmt.Fprintf(&table, "%d;2025-10-06;hold_talk;kjentmann;;;;refused;student\n", i)
			}
		}
		b.Run(fmt.Sprint(4*cases, "_rows"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := paper.Read(table.Bytes(), r, paper.Options{}); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}

func BenchmarkTemplate(b *testing.B) {
	r := kjentmann(b)
	for b.Loop() {
		paper.Template(r, routine.Bokmal)
	}
}
