package workflow

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

// HelpPlace is somewhere to find help that a school has written down itself.
type HelpPlace struct {
	ID    string `json:"id"`              // "" for one that is new
	Name  string `json:"name"`            // of a service or an office, not of a person in a case
	About string `json:"about,omitempty"` // what for, and where
	Phone string `json:"phone,omitempty"` // digits, with spaces and a leading +
	URL   string `json:"url,omitempty"`   // https
}

// Bounds of a school's own list.
const (
	maxPlaces   = 50
	maxAbout    = 300 // characters
	maxURL      = 500 // bytes
	fewestPhone = 3   // digits: 113
	mostPhone   = 15  // digits: E.164
)

// HelpPlaces lists where a school says that help is found, in the order in which it
// was written down. ErrNotFound for a school that is not the actor's.
func (e *Engine) HelpPlaces(ctx context.Context, actor Actor, school SchoolID) (list []HelpPlace, err error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if len(actor.At(school)) == 0 {
		return nil, fmt.Errorf("school %q: %w", school, ErrNotFound)
	}
	err = e.store.View(ctx, func(tx Tx) error {
		s, err := schoolIn(tx, school)
		list = s.Places
		return err
	})
	return list, err
}

// PutHelpPlace adds a place to a school's list, or puts it in the place of the one
// with its ID. To add the same again changes nothing. FieldErrors for what cannot be
// right, ErrNotFound for no such ID, ErrForbidden for whoever may not.
func (e *Engine) PutHelpPlace(ctx context.Context, actor Actor, school SchoolID, p HelpPlace, now time.Time) error {
	if err := actor.may(school, ListHelp); err != nil {
		return err
	}
	if err := p.tidy(); err != nil {
		return err
	}
	return e.changePlaces(ctx, actor, school, now, func(list []HelpPlace) ([]HelpPlace, error) {
		same := func(other HelpPlace) bool { return other.ID == p.ID }
		if p.ID == "" {
			same = func(other HelpPlace) bool { other.ID = ""; return other == p }
		}
		at := slices.IndexFunc(list, same)
		switch {
		case p.ID == "" && at >= 0:
			return list, nil
		case p.ID == "" && len(list) >= maxPlaces:
			return nil, FieldErrors{{Field: "name", Message: routine.Message("help_full", nil)}}
		case p.ID == "":
			added := p // p stays as it is: a transaction may be run again
			added.ID = rand.Text()
			return append(list, added), nil
		case at < 0:
			return nil, fmt.Errorf("place %.40q: %w", p.ID, ErrNotFound)
		}
		list[at] = p
		return list, nil
	})
}

// RemoveHelpPlace takes a place off a school's list. To remove it again changes nothing.
func (e *Engine) RemoveHelpPlace(ctx context.Context, actor Actor, school SchoolID, id string, now time.Time) error {
	if err := actor.may(school, ListHelp); err != nil {
		return err
	}
	return e.changePlaces(ctx, actor, school, now, func(list []HelpPlace) ([]HelpPlace, error) {
		return slices.DeleteFunc(list, func(p HelpPlace) bool { return p.ID == id }), nil
	})
}

func (e *Engine) changePlaces(ctx context.Context, actor Actor, school SchoolID, now time.Time, change func([]HelpPlace) ([]HelpPlace, error)) error {
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := schoolIn(tx, school)
		if err != nil {
			return err
		}
		list, err := change(slices.Clone(s.Places))
		if err != nil || slices.Equal(list, s.Places) {
			return err
		}
		s.Places = list
		return errors.Join(s.put(tx, school), tx.PutOperation(doneAt(school, actor, "help places", now).on("help places", string(school))))
	})
}

// tidy takes out needless space, and finds everything that is wrong.
func (p *HelpPlace) tidy() error {
	var wrong FieldErrors
	add := func(field, message string) {
		wrong = append(wrong, FieldError{Field: field, Message: routine.Message(message, nil)})
	}
	name, err := nameOf("name", p.Name)
	if err != nil {
		errors.As(err, &wrong)
	}
	p.Name = name
	about, shown := roster.Name(p.About)
	if p.About = about; !shown {
		add("about", "field_characters")
	}
	p.Phone = phoneOf(p.Phone)
	p.URL = strings.TrimSpace(p.URL)
	if utf8.RuneCountInString(p.About) > maxAbout {
		add("about", "help_about")
	}
	if p.Phone != "" && !isPhone(p.Phone) {
		add("phone", "help_phone")
	}
	if p.URL != "" && !isAddress(p.URL) {
		add("url", "help_url")
	}
	if p.About == "" && p.Phone == "" && p.URL == "" {
		add("about", "help_how")
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// phoneOf is a number without needless space, and without the marks that address books
// put around one.
func phoneOf(text string) string {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(seen), " ")
}

// isPhone reports whether a number can be called.
func isPhone(text string) bool {
	digits := strings.ReplaceAll(strings.TrimPrefix(text, "+"), " ", "")
	return len(digits) >= fewestPhone && len(digits) <= mostPhone && !strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
}

// isAddress reports whether an address has the form of one that leads to a page on
// the web: encrypted, of a host with a name, and to nobody's account there. Whether
// anybody answers is not looked up.
func isAddress(text string) bool {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok || len(text) > maxURL || strings.ContainsFunc(text, func(r rune) bool { return r == ' ' || !unicode.IsPrint(r) || strings.ContainsRune("<>\"\\", r) }) {
		return false
	}
	host := rest
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		host = rest[:at]
	}
	labels := strings.Split(host, ".")
	part := func(r rune) bool { return r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	bad := func(label string) bool { return strings.TrimFunc(label, part) != "" || label == "" }
	numbers := strings.Trim(labels[len(labels)-1], "0123456789") == ""
	return len(labels) > 1 && !numbers && !slices.ContainsFunc(labels, bad)
}
