package audit

import (
	"math"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Sentence says what a finding comes to, and why: one or two plain sentences
// for whoever reads the audit. v says of which requirement, r what the school
// calls those who act. It names roles and never a person. The year of a date is
// left out where it is the one in which the requirement was called for.
func Sentence(r *routine.Routine, v *Verdict, f *Finding, lang routine.Lang) string {
	t := &telling{r, v.Requirement, f, lang}
	words := fillIn(t.frame().In(lang), t.values())
	if more := t.more(); more != "" {
		words += " " + more
	}
	return words
}

// telling is one finding that is being told.
type telling struct {
	r    *routine.Routine
	q    *routine.Requirement
	f    *Finding
	lang routine.Lang
}

// frame is the sentence before anything is filled in.
func (t *telling) frame() routine.Text {
	key := sentenceKey{t.f.Reason.Code, t.f.Judgement}
	if special, ok := sentencesFor[t.form()][key]; ok {
		return special
	}
	if usual, ok := sentences[key]; ok {
		return usual
	}
	return plainSentence(t.f.Judgement, t.f.Reason.Code)
}

// form is what sets this finding apart from others with the same code.
func (t *telling) form() string {
	f := t.f
	switch {
	case f.Reason.Code == BecauseAsked && f.Suspended:
		return "suspended"
	case f.Reason.Code == BecauseAsked && f.Overdue:
		return "overdue"
	case t.q.Modality == "may":
		return "may"
	case t.q.Template == "absence" || t.q.Template == "not_co_existence":
		return "forbidden"
	case t.q.Template == "precedence" || t.q.Template == "succession" && f.Judgement == Violated:
		return "order"
	case t.q.Modality == "consider":
		return "consider"
	case f.DueOn == 0 && f.DueAt.IsZero():
		return "open-ended"
	}
	return ""
}

func (t *telling) values() map[string]string {
	f := t.f
	values := map[string]string{
		"verdict": f.Judgement.Title().In(t.lang),
		"since":   t.when(f.Since, false),
		"day":     t.when(f.SettledAt, !f.DueAt.IsZero() && f.Judgement == Late),
		"due":     t.due(),
		"by":      t.late(),
		"who":     t.who(),
	}
	if values["day"] == "" {
		values["day"] = values["since"]
	}
	if f.Reason.Code == BecauseWaiver && len(f.Reason.Detail) > 0 {
		values["reason"] = WaiverReason(f.Reason.Detail[0]).In(t.lang)
	}
	if f.Reason.Code == BecauseFacts {
		values["facts"] = t.facts()
	}
	return values
}

// more is what follows the sentence: what it was about, and whether leadership
// has looked at what was broken.
func (t *telling) more() string {
	f := t.f
	var list []string
	switch f.Reason.Code {
	case BecauseWaiver, BecauseFacts:
	default:
		list = t.details()
	}
	switch {
	case f.Judgement != Violated:
	case f.Acknowledged:
		list = append(list, fillIn(acknowledged.In(t.lang), t.values()))
	case f.Reason.Code == BecauseBreach:
		list = append(list, notAcknowledged.In(t.lang))
	}
	return strings.Join(list, " ")
}

// details says what the reason lists: a code in a sentence of its own, and all
// requirements in one.
func (t *telling) details() []string {
	var list, about []string
	for _, id := range t.f.Reason.Detail {
		if words, ok := detailWords[id]; ok {
			list = append(list, words.In(t.lang))
			continue
		}
		if q, ok := t.r.Requirement(id); ok {
			id = q.Title.In(t.lang) + " (" + id + ")"
		} else if words, ok := Safety(id); ok {
			id = words.In(t.lang) + " (" + id + ")"
		}
		if id != "" {
			about = append(about, id)
		}
	}
	if len(about) > 0 {
		frame := concerned
		if t.q.ID == "DV-4" {
			frame = stillOwed
		}
		list = append(list, fillIn(frame.In(t.lang), map[string]string{"what": strings.Join(about, "; ")}))
	}
	return list
}

// who is the role that decided, at the beginning of a sentence.
func (t *telling) who() string {
	by := t.f.Reason.By
	switch {
	case by == "":
		return sentenceCase(leadershipWord.In(t.lang))
	case t.lang == routine.English && slices.Contains(routine.ActingRoles(), by):
		return "The " + t.r.RoleName(by).EN
	}
	return sentenceCase(t.r.RoleName(by).In(t.lang))
}

// when writes a day, and the time of day where that matters.
func (t *telling) when(at time.Time, clock bool) string {
	if at.IsZero() {
		return ""
	}
	words := dayIn(calendar.Of(at, calendar.Oslo), t.year(), t.lang)
	if clock {
		words += " " + Clock(at, t.lang)
	}
	return words
}

func (t *telling) due() string {
	if !t.f.DueAt.IsZero() {
		return t.when(t.f.DueAt, true)
	}
	return dayIn(t.f.DueOn, t.year(), t.lang)
}

// year goes without saying; 0 for none.
func (t *telling) year() int {
	if t.f.Since.IsZero() {
		return 0
	}
	return calendar.Of(t.f.Since, calendar.Oslo).Year()
}

// late is by how much, to the minute where the record is as fine as that.
func (t *telling) late() string {
	by := t.f.LateBy
	if by.Unit == "" || by.Amount <= 0 {
		return ""
	}
	if gap := t.f.SettledAt.Sub(t.f.DueAt); by.Unit == Hours && !t.f.DueAt.IsZero() && gap > 0 && gap < 2*time.Hour {
		return minuteUnit.count(math.Ceil(gap.Minutes()), t.lang)
	}
	return Amount(by.Amount, by.Unit, t.lang)
}

// facts reads “fact=value” as the routine puts it.
func (t *telling) facts() string {
	var list []string
	for _, detail := range t.f.Reason.Detail {
		id, value, _ := strings.Cut(detail, "=")
		if fact, ok := t.r.Schema().Fact(id); ok {
			id = fact.Title.In(t.lang)
			if label := fact.Labels[value]; !label.IsZero() {
				value = label.In(t.lang)
			}
		}
		list = append(list, id+": "+value)
	}
	return strings.Join(list, "; ")
}

// sentenceCase begins a sentence with words that stand within one otherwise.
func sentenceCase(words string) string {
	first, rest := "", words
	for _, r := range words {
		first = string(r)
		rest = words[len(first):]
		break
	}
	return strings.ToUpper(first) + rest
}
