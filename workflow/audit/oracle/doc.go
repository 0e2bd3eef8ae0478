// Package oracle judges cases a second time, for tests of the audit alone. It is
// written to be obvious and not to be fast: a trace is folded into positions with
// plain maps, each requirement is a formula of linear temporal logic over them,
// evaluated by the textbook definition, and a judgement follows from where the
// formula becomes true or false, on the shortest prefix that settles it.
//
// It shares nothing with the audit but the trace that both read, and nothing with
// package routine but what the school wrote: where the two differ, one is wrong.
//
//	states.go, says.go  positions: what each event says, and what is so after it
//	record.go           who led, who approved: the order of recording
//	ltl.go, cond.go     formulas, and conditions of routines as formulas
//	oracle.go, duty.go  each requirement by its template, each activation by its ways to end
//	time.go             deadlines, and contact that has to wait
//	derived.go, allowed.go  what facts alone cannot judge (DV-1 to DV-5, DV-11 to DV-13)
//	compare.go          what the two differ about
package oracle
