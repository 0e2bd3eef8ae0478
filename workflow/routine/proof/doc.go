// Package proof shows that a routine cannot be bypassed, or how it can.
//
// A routine is data: states, steps, guards and requirements over finite facts.
// So what people and the world can do with it is a finite graph, and that can
// be looked through. The package asks of that graph what domain.md asks of
// every routine, P1–P12, over facts of the shared vocabulary alone: a routine
// with other steps and other names is judged by the same rules.
//
//	clause.go     what must hold: each property as clauses over facts
//	model.go      a slice of the routine: the facts and requirements looked at
//	move.go       what people do and what happens, as moves of the slice
//	run.go        what a move does, as the engine does it
//	explore.go    visiting all states, or searching for one
//	judge.go      proving a clause, with finer and finer slices
//	escape.go     P9: from everywhere there is a way to close
//	reach.go      what must be possible: states, steps, requirements
//	structure.go  what is seen without exploring: who can say what
//	story.go      a way to break something, told in words
//	murphi.go     the same slices for rumur, a checker that we did not write
//
// # Why it is sound
//
// All facts and requirements at once are far too many states, and few matter to
// one clause. A slice looks at some of them; whatever it does not look at may be
// anything, and a guard on it may let everybody through. So all that can happen
// in the routine can happen in the slice, and what holds of the slice holds of
// the routine (existential abstraction). The other way round it may not: a way
// to break the clause can rest on a guard that was not looked at. Such a way is
// not believed; the slice is made finer by what it rested on, and looked through
// again, until the way is sure or gone. Where that takes more states than the
// limit, the routine is refused for being too large: nothing is half proved.
//
// Clauses judged when the case closes are first tried with any step at any
// time, whatever states and guards say. If what is owed carries them alone, they
// hold also for what is recorded late, in another order, corrected, or in breach.
//
// What a routine cannot break is the engine's own (P2, P3, P8, P10–P12), and
// kept by its tests; the proof names them. The moves of common steps and the
// standing of requirements (run.go) are those of workflow/duty.go, and
// TestTwins walks a real engine and the models side by side.
package proof
