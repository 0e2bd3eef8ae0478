package web

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"kjentvei/web/auth"
	"kjentvei/workflow"
)

// What was typed is not lost when the session has ended meanwhile, or the screen was
// hidden: the page that asks who it is has it in its forms, and so has each page of the
// login after it, until the form is shown again. It is recorded when it is sent from
// there. Until then it is nowhere but in the page that the browser has open: in no
// address, no session and no log.

// keeping are the routes whose forms are kept. Each shows its form again with what was
// typed, and records nothing, when "do" is "again".
var keeping = map[string]bool{
	"POST /cases/new/:scenario":   true,
	"POST /cases/:id/steps/:step": true,
	"POST /cases/:id/glass":       true,
	"POST /cases/:id/late":        true,
	"POST /glass/:number":         true,
	"POST /help/edit":             true,
	"POST /setup/school":          true,
	"POST /setup/people":          true,
	"POST /setup/days":            true,
	"POST /setup/routine":         true,
}

// again is what "do" is in a form that is only to be shown once more.
const again = "again"

func (v *visit) onlyShows() bool { return v.field("do") == again }

// Names of what is kept: those of the form after a prefix, and two of our own.
const (
	keptPrefix = "kept."
	keptTo     = "kept:to" // where the form was on its way to
	keptBy     = "kept:by" // who typed it
)

// byField says in a form who it was made for. Forms that can be kept have it; whoever
// sends one that was made for somebody else is told so, and nothing is done.
const byField = "made_for"

// keptPage gives back what was typed to who has logged in again.
type keptPage struct {
	To      string
	Fields  []keptField
	Another bool // somebody else has typed it; then there is nothing else on it
}

// takeBy takes out of a form for whom it was made, so that what was typed is the same
// request with it and without.
func takeBy(v *visit) workflow.ActorID {
	by := v.field(byField)
	delete(v.Request().PostForm, byField)
	return workflow.ActorID(by)
}

// typedByAnother is the answer to a form that was made for somebody who was logged in
// here before.
func typedByAnother(v *visit) keptPage {
	v.Page, v.Status = "kept", http.StatusConflict
	return keptPage{Another: true}
}

// keep asks whose form it is that cannot be taken as things are, and keeps what was
// typed in it. ok is false where there is nothing to keep.
func (s *server) keep(v *visit, r route, by workflow.ActorID, why error) (page any, ok bool, err error) {
	if by == "" || !keeping[r.method+" "+r.path] && v.field(keptTo) == "" { // which the button that hides has
		return nil, false, nil
	}
	kept := typedBy(v, by)
	v.Status = http.StatusUnauthorized
	to, _ := errors.AsType[elsewhere](why)
	switch {
	case errors.Is(why, errExpired), errors.Is(why, errLogIn):
		if errors.Is(why, errExpired) {
			s.forgetCookie(v)
		}
		v.Page = "login"
		return loginPage{Next: "/", Kept: kept, With: s.providerLinksBeside()}, true, nil
	case to == secondPath:
		v.Page = "second"
		page, err = s.second(v, secondPage{Kept: kept})
		return page, true, err
	}
	return nil, false, nil
}

// typedBy is what was typed in a form, where it was on its way to, and by whom.
func typedBy(v *visit, by workflow.ActorID) (kept []keptField) {
	form := v.Request().PostForm
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if name == "do" || name == keptTo || strings.HasPrefix(name, againPrefix) {
			continue
		}
		for _, value := range form[name] {
			kept = append(kept, keptField{keptPrefix + name, value})
		}
	}
	to := cmp.Or(v.field(keptTo), v.Request().URL.RequestURI())
	return append(kept, keptField{keptTo, localPath(to)}, keptField{keptBy, string(by)})
}

// carried is what a form of the login has with it.
func carried(v *visit) []keptField {
	var kept []keptField
	form := v.Request().PostForm
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if !strings.HasPrefix(name, keptPrefix) && name != keptTo && name != keptBy {
			continue
		}
		for _, value := range form[name] {
			kept = append(kept, keptField{name, value})
		}
	}
	return kept
}

// onward leads on to a page, or gives back what was typed on one before. The session
// is of that account already.
func (s *server) onward(v *visit, account *workflow.Account, level auth.Level, next string) any {
	kept := carried(v)
	if kept == nil {
		return see(localPath(next))
	}
	v.Actor = account.Actor(s.Engine.Today())
	v.Actor.Limited = level != auth.Full
	if v.field(keptBy) != string(account.Staff.ID) {
		return typedByAnother(v)
	}
	v.Page = "kept"
	return giveBack(kept)
}

// giveBack is the form that goes back to where it came from.
func giveBack(kept []keptField) keptPage {
	var p keptPage
	for _, f := range kept {
		switch f.Name {
		case keptTo:
			p.To = localPath(f.Value)
		case keptBy:
			p.Fields = append(p.Fields, keptField{byField, f.Value})
		default:
			p.Fields = append(p.Fields, keptField{strings.TrimPrefix(f.Name, keptPrefix), f.Value})
		}
	}
	p.To = cmp.Or(p.To, "/")
	return p
}

// Beside is the same form for who logs in in another tab.
func (p loginPage) Beside() keptPage { return giveBack(p.Kept) }

// Beside is the same form for who logs in in another tab.
func (p secondPage) Beside() keptPage { return giveBack(p.Kept) }

// providerLinksBeside lead to a login in a tab of its own, which leaves this page
// where it is.
func (s *server) providerLinksBeside() []providerLink { return s.providerLinks(provedPath) }
