// Package audit says, requirement by requirement, whether a routine was followed
// in a case. It judges from the record of the case alone and shares nothing with
// the engine that led it: neither its guards nor its evaluation of conditions, so
// that it would notice if the engine let something slip (a test holds the two
// apart). Of package routine it reads what the school wrote, as data.
//
// # Model
//
// A Trace is a case without anybody's identity. Rules are a routine version as
// the audit reads it. Judging a trace gives a Verdict for each requirement, and a
// verdict has a Finding for each activation: each time that the requirement was
// called for. A requirement that is called for again before it was met stays the
// one activation, with the older deadline.
//
//	trace.go    the record, without identity
//	rules.go    a routine, compiled: what each step says, what calls for what
//	record.go   first reading, in the order of recording: who led, who approved, what was corrected;
//	            entitled.go: who might take which step
//	fold.go     second reading, in the order of occurrence: the facts after each event;
//	            meaning.go, noted.go: what follows from a step beside what the routine says
//	duty.go     activations, and how each is settled, by template; deadline.go: by when;
//	            closing.go: what the end leaves
//	derived.go  the derived requirements that facts alone cannot judge (DV-1 to DV-5, DV-11, DV-12);
//	            forbidden.go: DV-13
//	result.go   verdicts of one case; case.go: all that is told of it; sentence.go: in words
//	brief.go    the same, small; sum.go: figures over many cases; suppress.go: what is not published
//
// # Templates
//
// They are those of timed, data-aware Declare (Di Ciccio and Montali 2022), over
// facts. An activation is an event that sets a fact as the requirement says, in
// the scenario that the case is in, where "applies" then holds; the target is a
// condition over all facts.
//
//	response, existence, content, participation,
//	responded_existence, co_existence   after the activation, or at it, the target holds
//	precedence                          at the activation the target holds
//	succession                          both, and the target does not come about before any activation
//	absence                             there is no activation
//	not_co_existence                    there is no activation, or the target never holds
//	maintenance                         after each activation comes the next, in time, until it ends or the case closes
//	permission                          nothing: it is shown when it was used
//
// What was done before the activation and still stands when it comes counts as
// done; what a new episode has reset does not. Responded existence and
// co-existence are judged from the activation: the language of routines has one,
// and what stands ready without it calls for nothing.
//
// # Verdicts
//
//	satisfied       the target held by the deadline, or there was none
//	late            it held after it; by school days, or hours
//	violated        the case closed without it; what is forbidden was done; a breach was
//	                recorded; or it was overdue when the student turned 18 (P3) or left
//	waived          leadership has waived it, as the routine allows, and it was not done in time
//	                after all; or the danger exception holds (P1)
//	pending         owed; overdue from the midnight after its day, never while contact with
//	                guardians is suspended
//	not_applicable  not called for, or no longer: the facts, another scenario, a birthday, …
//
// An obligation outlives its deadline: done late is late, and not violated. The
// verdict of a requirement is that of its worst activation, in the order
// violated, pending, late, waived, satisfied, not applicable.
//
// # Two orders
//
// Facts are judged in the order in which things occurred, with corrections in the
// place of what they correct. Who was responsible, who signed what, when the case
// closed, and whether it was known who the student is, follows the order of
// recording. How late something was recorded is
// told beside the verdict (Finding.RecordedIn) and never changes it.
//
// So the audit knows in hindsight what nobody could know: a consent that turns out
// to have been withdrawn before a call makes that call violated, although it was
// let through. The engine closes a case on what was recorded then; that alone
// DV-3 and DV-4 judge. Where a birth date was set later, how old the student was
// held to be until then is not known, and DV-4 leaves out what was owed to guardians.
//
// # Caveats
//
// A trace knows of free text only that something was written. That a sign-off was
// given on exactly the words that stand there now is shown by the content hash
// (workflow.Engine.Verify), not here.
package audit
