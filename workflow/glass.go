package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kjentvei/workflow/routine"
)

// How long a broken glass lets through, and how much of a reason it takes: in
// characters, so that it says something (security: break-glass).
const (
	glassTime   = time.Hour
	minGlassWhy = 20
	maxGlassWhy = 2000
)

// brokenUntil is until when an actor has broken the glass of a case, zero for not.
func brokenUntil(tx Tx, number uint64, id ActorID) (until time.Time, err error) {
	looks, err := tx.LooksAt(number)
	for _, l := range looks {
		if l.What == BrokeGlass && l.Staff == id && l.Until.After(until) {
			until = l.Until
		}
	}
	return until, err
}

// BreakGlass lets somebody of the leadership read a case that rests, this one
// alone, for an hour. The reason is seen by whoever is responsible for the case,
// who is told, and by the leadership, one of whom reviews it. Breaking it again
// within the hour changes nothing. FieldErrors for a reason that is too short; Denied
// where the actor may not, or need not.
func (e *Engine) BreakGlass(ctx context.Context, actor Actor, id CaseID, reason string) (until time.Time, err error) {
	if err := actor.Scope.allow(writing); err != nil {
		return time.Time{}, err
	}
	v, err := e.view(ctx, actor, id)
	if err != nil {
		return time.Time{}, err
	}
	switch {
	case v.access.May&BreakGlass == 0:
		return time.Time{}, denied("glass_not_for_you")
	case v.world.Now.Before(v.world.Glass): // pressed twice
		return v.world.Glass, nil
	case v.Sees(Talks):
		return time.Time{}, denied("glass_not_needed")
	}
	if reason, err = reasonOf("reason", reason); err != nil {
		return time.Time{}, err
	}
	now := e.now()
	until = now.Add(glassTime)
	err = e.store.Update(ctx, func(tx Tx) error {
		return tx.PutLook(&Look{At: now, Staff: actor.ID, What: BrokeGlass, Cases: []uint64{v.Number}, Reason: reason, Until: until})
	})
	return until, err
}

// reasonOf is a reason that says something, or FieldErrors.
func reasonOf(field, text string) (string, error) {
	text = strings.TrimSpace(text)
	if !isText(text) {
		return "", FieldErrors{{Field: field, Message: routine.Message("field_characters", nil)}}
	}
	if n := utf8.RuneCountInString(text); n < minGlassWhy || n > maxGlassWhy {
		return "", FieldErrors{{Field: field, Message: routine.Message("reason_length", nil)}}
	}
	return text, nil
}

// Glass is one time that a glass was broken.
type Glass struct {
	Number    uint64 // of the look
	Case      CaseID
	Reference string
	At, Until time.Time
	Staff     ActorID
	Name      string
	Reason    string
	Review    *Review // nil while nobody has reviewed it
	Mine      bool    // whether it is this reader's to review
	Told      bool    // whether this reader is responsible for the case, and is to be told
}

// Review is what somebody found about a broken glass.
type Review struct {
	At      time.Time
	Staff   ActorID
	Name    string
	Finding string // justified or unjustified
	Note    string
}

// Broken lists the broken glasses that an actor is told of, the latest first: in
// cases that they are responsible for, or of whose leadership they are, and what
// they broke themselves.
func (e *Engine) Broken(ctx context.Context, actor Actor) (list []Glass, err error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	err = e.store.View(ctx, func(tx Tx) error {
		list = nil
		reviews := map[uint64]*Look{}
		looks, err := tx.LooksToReview()
		if err != nil {
			return err
		}
		for i := range slices.Backward(looks) {
			l := &looks[i]
			if l.What == ReviewedGlass {
				reviews[l.Of] = l
				continue
			}
			g, err := e.glass(tx, actor, l, reviews[l.Number])
			switch {
			case errors.Is(err, ErrNotFound): // not theirs to know of
			case err != nil:
				return err
			default:
				list = append(list, *g)
			}
		}
		return nil
	})
	return list, err
}

func (e *Engine) glass(tx Tx, actor Actor, l, review *Look) (*Glass, error) {
	r, err := tx.RecordAt(l.Cases[0])
	if err != nil {
		return nil, err
	}
	_, w, c, err := e.load(tx, r.ID, e.now())
	if err != nil {
		return nil, err
	}
	access, err := e.admit(tx, w, c, actor)
	if err != nil {
		return nil, err
	}
	if l.Staff != actor.ID && access.May&ReviewGlass == 0 {
		return nil, ErrNotFound
	}
	name := func(id ActorID) string {
		s, _ := w.Directory.Find(id)
		if s == nil {
			return ""
		}
		return s.Name
	}
	g := &Glass{
		Number: l.Number, Case: r.ID, Reference: r.Reference, At: l.At, Until: l.Until, Staff: l.Staff, Name: name(l.Staff), Reason: l.Reason,
		Told: c.Responsible == actor.ID && l.Staff != actor.ID,
		Mine: review == nil && l.Staff != actor.ID && c.reviews(w, actor, l.Staff),
	}
	if review != nil {
		g.Review = &Review{At: review.At, Staff: review.Staff, Name: name(review.Staff), Finding: review.Finding, Note: review.Reason}
	}
	return g, nil
}

// reviews reports whether somebody may review what another has broken: another
// of the leadership, and where there is no other, whoever is responsible.
func (c *Case) reviews(w *World, actor Actor, broke ActorID) bool {
	if leads(actor.At(c.School)) {
		return true
	}
	return c.Responsible == actor.ID && !slices.ContainsFunc(w.Directory.All(), func(s *Staff) bool {
		return s.ID != broke && leads(s.At(c.School)) && !slices.Contains(c.Recused, s.ID)
	})
}

// ReviewGlass records what somebody found about a broken glass: justified or
// not. ErrNotFound for one that they are not told of, Denied for their own and
// where another is to review it, ErrConflict for one that is reviewed already.
func (e *Engine) ReviewGlass(ctx context.Context, actor Actor, number uint64, finding, note string) error {
	if err := actor.Scope.allow(writing); err != nil {
		return err
	}
	list, err := e.Broken(ctx, actor)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(g Glass) bool { return g.Number == number })
	switch {
	case i < 0:
		return ErrNotFound
	case list[i].Staff == actor.ID:
		return denied("review_by_another")
	case list[i].Review != nil:
		return fmt.Errorf("glass %d is reviewed: %w", number, ErrConflict)
	case !list[i].Mine:
		return denied("review_by_another")
	case finding != "justified" && finding != "unjustified":
		return FieldErrors{{Field: "finding", Message: routine.Message("field_choice", nil)}}
	}
	if note, err = reasonOf("note", note); err != nil {
		return err
	}
	return e.store.Update(ctx, func(tx Tx) error {
		looks, err := tx.LooksToReview() // two at once: the first counts
		if err != nil {
			return err
		}
		if slices.ContainsFunc(looks, func(l Look) bool { return l.Of == number }) {
			return fmt.Errorf("glass %d is reviewed: %w", number, ErrConflict)
		}
		of, err := tx.Look(number)
		if err != nil {
			return err
		}
		return tx.PutLook(&Look{At: e.now(), Staff: actor.ID, What: ReviewedGlass, Cases: of.Cases, Reason: note, Of: number, Finding: finding})
	})
}
