package report

import (
	"slices"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// From how many cases of a year what is missing among them says something.
const (
	someCases = 5
	manyCases = 10
)

// longWait is from how many school days, as the median, a state is asked about.
const longWait = 5

func (w *evaluation) waitingLong() []topic {
	for _, wait := range w.waits() {
		if wait.Stays.Hidden || wait.Median < longWait {
			continue
		}
		because := w.labelled(w.say(figureWords.Median), audit.Amount(wait.Median, audit.SchoolDays, w.lang)) + " " +
			w.labelled(w.say(figureWords.Worst), audit.Amount(wait.Worst, audit.SchoolDays, w.lang)) + " " +
			w.labelled(w.say(figureWords.Now), count(wait.Now))
		return []topic{{w.say(topicWords.Waiting, w.quote(wait.Title)), because}}
	}
	return nil
}

func (w *evaluation) unanswered() []topic {
	b := w.f.Breaches
	if b.Of.Hidden || b.Count.Hidden || b.Of.N == b.Count.N {
		return nil
	}
	return []topic{{w.say(topicWords.Unanswered), w.say(figureWords.BreachesOf, count(b.Of), count(b.Count))}}
}

func (w *evaluation) unreported() []topic {
	all, _ := inAll(w.f)
	if !isNone(w.f.Breaches.Of) || shown(all.Of(audit.Violated)) == 0 {
		return nil
	}
	return []topic{{w.say(topicWords.Unreported), w.labelled(w.say(audit.Violated.Title()), count(all.Of(audit.Violated)))}}
}

func (w *evaluation) worse() []topic {
	var list []topic
	for _, c := range w.changes(-1) {
		list = append(list, topic{w.say(topicWords.Worse, w.quote(c.r.Requirement.Title)), w.say(topicWords.NowAndThen, c.now, c.then)})
	}
	return list
}

// offers reports whether any routine of the year has a scenario.
func (w *evaluation) offers(scenario string) bool {
	return slices.ContainsFunc(w.newest(), func(p *routine.Routine) bool {
		_, ok := p.Scenario(scenario)
		return ok
	})
}

func (w *evaluation) neverAsked() []topic {
	const asked = "self_referral"
	if shown(w.f.Cases) < someCases || !w.offers(asked) || !isNone(groupCases(w.f.Scenarios, asked)) {
		return nil
	}
	return []topic{{w.say(topicWords.NeverAsked), w.labelled(w.say(topicWords.NeverAskedSeen), w.outOf("0", count(w.f.Cases)))}}
}

func (w *evaluation) acute() []topic {
	n := groupCases(w.f.Scenarios, "intoxicated_at_school")
	if all := shown(w.f.Cases); n.Hidden || all < someCases || 2*n.N < all {
		return nil
	}
	return []topic{{w.say(topicWords.Acute), w.labelled(w.say(phrases.Cases), w.outOf(count(n), count(w.f.Cases)))}}
}

// crowded needs a year of some months: in its first weeks every month is crowded.
func (w *evaluation) crowded() []topic {
	if len(w.f.Months) < 4 {
		return nil
	}
	most := &w.f.Months[0]
	for i := range w.f.Months {
		if m := &w.f.Months[i]; shown(m.Cases) > shown(most.Cases) {
			most = m
		}
	}
	if n, all := shown(most.Cases), shown(w.f.Cases); n < someCases || 3*n < all || all == 0 {
		return nil
	}
	return []topic{{w.say(topicWords.Crowded, w.monthWithin(most.ID)), w.labelled(w.say(phrases.Cases), w.outOf(count(most.Cases), count(w.f.Cases)))}}
}

// monthWithin is a month as it stands within a sentence.
func (w *evaluation) monthWithin(id string) string {
	name := w.month(id)
	if w.lang == routine.English {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// idsShown is how many ids are listed at most.
const idsShown = 12

func (w *evaluation) neverCalled() []topic {
	if shown(w.f.Cases) < manyCases {
		return nil
	}
	var ids []string
	for i := range w.f.Requirements {
		r := &w.f.Requirements[i]
		if sum, whole := asked(&r.Verdicts); whole && sum == 0 && r.Routine != "" && r.Requirement.Modality != "may" {
			ids = append(ids, r.Requirement.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	list := joined(ids[:min(idsShown, len(ids))])
	if len(ids) > idsShown {
		list += " …"
	}
	return []topic{{w.say(topicWords.NeverCalled), w.labelled(w.several(len(ids), topicWords.OneNeverCalled, topicWords.SomeNeverCalled), list)}}
}
