package report

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// topic is something to talk about, and the numbers that ask for it.
type topic struct{ question, because string }

// topics are the rules by which the numbers of a year become questions for the
// meeting, in the order in which they are asked. A rule goes by numbers that are
// shown only, and what it asks is how to do better, not who did wrong.
//
//	notFollowed      broken once or more: what kept us? The three worst
//	notAllowed       something was done that the routine has no way for: should it have one?
//	overdue          past the deadline in open cases: who takes it on?
//	lateOften        late twice, and a fifth of the times: is the deadline realistic? The two worst
//	waivedOften      waived twice, and a fifth of the times: should the requirement be another? The worst
//	waiverReasons    the same reason for exceptions twice (danger: once): staffing, telephone numbers, …
//	refusedOften     three refusals of one kind: does everyone know? The two most frequent
//	waitingLong      cases stay a school week or more in a state, as the median: is that as it should be? The longest
//	unanswered       breaches that leadership has not answered: who does?
//	unreported       something was broken and no breach reported: is it safe to report?
//	worse            followed a fifth less often than the year before: what has changed?
//	neverAsked       of five cases or more none began with the student asking: do students know?
//	acute            of five cases or more half began with intoxication: do concerns come too late?
//	crowded          a third of the cases, and five or more, in one month: what was it, can we be ready?
//	neverCalled      of ten cases or more none called for it: fewer requirements, or do we not see it?
var topics = []func(*evaluation) []topic{
	(*evaluation).notFollowed, (*evaluation).notAllowed, (*evaluation).overdue, (*evaluation).lateOften, (*evaluation).waivedOften,
	(*evaluation).waiverReasons, (*evaluation).refusedOften, (*evaluation).waitingLong, (*evaluation).unanswered, (*evaluation).unreported,
	(*evaluation).worse, (*evaluation).neverAsked, (*evaluation).acute, (*evaluation).crowded, (*evaluation).neverCalled,
}

// notAllowedID is the requirement that nothing is done that the routine has no
// way for.
const notAllowedID = "DV-13"

// topicsAsked is how many questions a meeting is given at most: more are not
// talked through.
const topicsAsked = 9

// raised are the questions to be asked, in the order of the rules. Where there
// are more than a meeting is given, every rule is heard once before one is heard
// twice.
func (w *evaluation) raised() []topic {
	all := make([][]topic, len(topics))
	longest := 0
	for i, rule := range topics {
		all[i] = rule(w)
		longest = max(longest, len(all[i]))
	}
	taken, left := make([]int, len(all)), topicsAsked
	for round := range longest {
		for i := range all {
			if left > 0 && round < len(all[i]) {
				taken[i]++
				left--
			}
		}
	}
	var list []topic
	for i := range all {
		list = append(list, all[i][:taken[i]]...)
	}
	return list
}

// often is at least twice, and a fifth of the times.
func often(n, of int) bool { return n >= 2 && 5*n >= of }

// discuss asks what the numbers give reason to talk about; where they do not,
// what to talk about all the same.
func (w *evaluation) discuss(s *Section) {
	list := w.raised()
	about := draftWords.DiscussAbout
	if len(list) == 0 {
		about = draftWords.DiscussCalm
		list = []topic{{w.say(draftWords.CalmSeen), w.labelled(w.say(phrases.Cases), count(w.f.Cases))}, {w.say(draftWords.CalmWritten), ""}, {w.say(draftWords.CalmReady), ""}}
	}
	s.add(Paragraph(w.say(about)))
	t := Table{Caption: s.Title, Columns: columns(w.say(draftWords.Question), w.say(draftWords.Because))}
	for i, one := range list {
		t.Rows = append(t.Rows, row(strconv.Itoa(i+1)+". "+one.question, one.because))
	}
	s.add(t)
}

// of says how often something was so out of how often it could have been; only
// how often, where that is hidden.
func (w *evaluation) of(label routine.Text, n int, r *audit.RequirementFigures) string {
	sum, whole := settled(&r.Verdicts)
	if !whole {
		return w.labelled(w.say(label), strconv.Itoa(n))
	}
	return w.labelled(w.say(label), w.outOf(strconv.Itoa(n), strconv.Itoa(sum)))
}

// each makes a topic of the requirements that an amount puts first, at most so
// many; where the amount is 0 a requirement is none.
func (w *evaluation) each(most int, amount func(*audit.RequirementFigures) int, tell func(*audit.RequirementFigures) topic) []topic {
	var list []*audit.RequirementFigures
	for i := range w.f.Requirements {
		if r := &w.f.Requirements[i]; amount(r) > 0 {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *audit.RequirementFigures) int { return amount(b) - amount(a) })
	var made []topic
	for _, r := range list[:min(most, len(list))] {
		made = append(made, tell(r))
	}
	return made
}

func (w *evaluation) notFollowed() []topic {
	broken := func(r *audit.RequirementFigures) int {
		if r.Requirement.ID == notAllowedID {
			return 0
		}
		return shown(r.Verdicts.Of(audit.Violated))
	}
	return w.each(3, broken, func(r *audit.RequirementFigures) topic {
		return topic{w.say(topicWords.NotFollowed, w.quote(r.Requirement.Title)), w.of(audit.Violated.Title(), broken(r), r)}
	})
}

func (w *evaluation) notAllowed() []topic {
	r := byID(w.f, notAllowedID)
	if r == nil || shown(r.Verdicts.Of(audit.Violated)) == 0 {
		return nil
	}
	return []topic{{w.say(topicWords.NotAllowed), w.labelled(w.say(topicWords.NotAllowedSeen), strconv.Itoa(r.Verdicts.Of(audit.Violated).N))}}
}

func (w *evaluation) overdue() []topic {
	var most *audit.RequirementFigures
	for i := range w.f.Requirements {
		if r := &w.f.Requirements[i]; shown(r.Overdue) > 0 && (most == nil || r.Overdue.N > most.Overdue.N) {
			most = r
		}
	}
	if most == nil {
		return nil
	}
	_, all := inAll(w.f)
	because := w.labelled(w.say(draftWords.OverdueNow), count(all)) + " "
	return []topic{{w.say(topicWords.Overdue), because + w.labelled(w.say(topicWords.Most), w.quote(most.Requirement.Title)+" ("+count(most.Overdue)+")")}}
}

func (w *evaluation) lateOften() []topic {
	late := func(r *audit.RequirementFigures) int {
		n := shown(r.Verdicts.Of(audit.Late))
		if sum, whole := settled(&r.Verdicts); !whole || !often(n, sum) {
			return 0
		}
		return n
	}
	return w.each(2, late, func(r *audit.RequirementFigures) topic {
		words := topicWords.Late
		if d := r.Requirement.Deadline; d != nil && d.Basis == "source" {
			words = topicWords.LateFixed
		}
		because := w.of(audit.Late.Title(), late(r), r)
		for _, d := range r.Delays {
			if !d.Late.Hidden && d.Late.N > 0 {
				because += " " + w.labelled(w.say(topicWords.TypicallyLate), audit.Amount(d.Median, d.Unit, w.lang))
			}
		}
		return topic{w.say(words, w.quote(r.Requirement.Title)), because}
	})
}

func (w *evaluation) waivedOften() []topic {
	waived := func(r *audit.RequirementFigures) int {
		n := shown(r.Verdicts.Of(audit.Waived))
		if sum, whole := settled(&r.Verdicts); !whole || !often(n, sum) {
			return 0
		}
		return n
	}
	return w.each(1, waived, func(r *audit.RequirementFigures) topic {
		return topic{w.say(topicWords.Waived, w.quote(r.Requirement.Title)), w.of(audit.Waived.Title(), waived(r), r)}
	})
}

// waiverReasons asks each question once, for all reasons that lead to it.
func (w *evaluation) waiverReasons() []topic {
	var list []topic
	for _, rule := range waiverQuestions {
		n, labels := 0, []string{}
		for _, tally := range w.f.Waivers {
			if slices.Contains(rule.codes, tally.Code) && shown(tally.Count) > 0 {
				n += tally.Count.N
				labels = append(labels, w.say(audit.WaiverReason(tally.Code)))
			}
		}
		if n >= rule.from {
			list = append(list, topic{w.say(rule.question), w.labelled(w.say(topicWords.ReasonSeen, strings.Join(labels, "; ")), strconv.Itoa(n))})
		}
	}
	return list
}

// refusedOften asks about what attempts ran into, kind by kind; what is of no
// kind that has a question of its own is asked about by its title.
func (w *evaluation) refusedOften() []topic {
	type kind struct {
		question string
		n        int
	}
	var kinds []kind
	for _, tally := range w.f.Refusals {
		question := w.say(topicWords.Refused, w.quote(w.stoppedTitle(tally.Code)))
		for _, rule := range refusalQuestions {
			if slices.Contains(rule.codes, tally.Code) {
				question = w.say(rule.question)
			}
		}
		at := slices.IndexFunc(kinds, func(k kind) bool { return k.question == question })
		if at < 0 {
			at = len(kinds)
			kinds = append(kinds, kind{question: question})
		}
		kinds[at].n += shown(tally.Count)
	}
	kinds = slices.DeleteFunc(kinds, func(k kind) bool { return k.n < 3 })
	slices.SortStableFunc(kinds, func(a, b kind) int { return b.n - a.n })
	var list []topic
	for _, k := range kinds[:min(2, len(kinds))] {
		list = append(list, topic{k.question, w.labelled(w.say(figureWords.Refusals), strconv.Itoa(k.n))})
	}
	return list
}
