// Package workflow leads cases through a school's routine: it decides whether a
// step may be taken, explains every reason why not, and keeps what happened.
//
// # Words
//
// They are the same in code, JSON, pages and documents (domain.md):
//
//	routine      a school's plan as data; package routine
//	case         one student's way through one version of a routine
//	step         what a person does and records; its events name it
//	event        the immutable record of one step taken or refused
//	fact         something finite that guards read, derived from events and the clock
//	guard        a condition of a step, over facts
//	requirement  one demand of the routine; a duty is where it stands in one case
//	breach       something forbidden that happened, or something left undone
//	sign-off     leadership's approval of exactly what the case says
//	leadership   department head or principal, not recused, never responsible for
//	             the case; or a deputy whom the principal appointed for it
//
// # Model
//
// A case is its events. Apply is pure: from the rules of a routine version, the
// case, what is known around it (World) and a command it makes a Decision, which
// is the case with one more event. A refusal is a decision too. Engine is the
// thin shell: it loads, applies and stores in one transaction, and is the only
// writer.
//
// Two orders run through a case. What the case is (its state, who is
// responsible, whether it is signed off) follows the order in which events were
// recorded; see Case.record and machine. What happened (facts, consent, duties)
// follows the order in which events occurred, with corrections in the place of
// what they correct; see story. A step recorded late is judged by what held when
// it occurred.
//
// Three things stand between a command and its event, and all their reasons are
// told at once: who may take the step (actor.go); the routine's own guards and
// the state machine (apply.go, machine.go); and what no routine can weaken: the
// law on contact and sharing (law.go) and the conditions of the steps that every
// case knows (common.go). What must be done before a case closes is not written
// as guards: the requirements say it, as duties (duty.go).
//
// # Where the safety properties live
//
//	P1   duty.go (owed, suspended, exempt), deadline.go, law.go (suspended, barred, unclear)
//	P2   law.go, story.go (consent)
//	P3   story.go (age), duty.go (birthday), package calendar
//	P4–P7  the routines' requirements and guards, over the vocabulary's facts
//	P8   common.go (sign_off, close), correct.go (ContentHash), actor.go (leadership)
//	P9   common.go (unfinished), and what waivers and breaches lift
//	P10  record_child_welfare, in: always, who: anyone (routines/common.yaml)
//	P11  event.go, correct.go; the store appends
//	P12  record_breach: apply.go (broken), story.go (content)
//
// Whether a routine was followed is judged elsewhere, from the record alone
// (package audit). What it may know of a case is settled here, in trace.go: nobody's
// identity; and ledger.go keeps what every case comes to, for figures.
//
// What people call a case by, and why it is no count of cases: reference.go.
//
// Voiding and who confirms it: common.go and story.go (void, judgeVoiding). What
// a merged case hands on to the other: merge.go. What was done in haste and has only a
// time (note_time, DV-14): noted.go.
package workflow
