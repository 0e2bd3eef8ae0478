package web

import "net/http"

// access is who may ask for a route.
type access int

const (
	anybody   access = iota // without logging in
	entering                // whose password was right, whatever else they have shown
	staff                   // logged in; the engine narrows what somebody without a second factor sees
	proven                  // logged in with a second factor, or vouched for
	enrolling               // the same, or with an invitation
)

// route is one thing that can be asked for. Beside these there are only the files
// under /static/.
type route struct {
	method, path string
	who          access
	page         string // templates/PAGE.html; "" when it answers with none
	do           func(*server, *visit) (any, error)
}

var routes = []route{
	{http.MethodGet, "/", staff, "home", (*server).showHome},
	{http.MethodPost, "/language", anybody, "", (*server).chooseLanguage},

	{http.MethodGet, "/cases/new", staff, "new", (*server).showNew},
	{http.MethodGet, "/cases/new/:scenario", staff, "opening", (*server).showOpening},
	{http.MethodPost, "/cases/new/:scenario", staff, "opening", (*server).openCase},
	{http.MethodGet, "/cases", proven, "cases", (*server).listCases},
	{http.MethodPost, "/cases", proven, "cases", (*server).listCases},
	{http.MethodGet, "/cases/:id", staff, "case", (*server).showCase},
	{http.MethodGet, revisionPath, staff, "", (*server).tellRevision},
	{http.MethodGet, "/cases/:id/steps/:step", staff, "step", (*server).showStep},
	{http.MethodPost, "/cases/:id/steps/:step", staff, "step", (*server).takeStep},
	{http.MethodGet, "/cases/:id/late", staff, "late", (*server).showLate},
	{http.MethodPost, "/cases/:id/late", staff, "late", (*server).takeLate},
	{http.MethodGet, "/cases/:id/follow-up", staff, "followup", (*server).showFollowUp},
	{http.MethodGet, "/sign", proven, "sign", (*server).showSign},
	{http.MethodGet, "/cases/:id/sign", proven, "signing", (*server).showSigning},
	{http.MethodPost, "/cases/:id/glass", proven, "case", (*server).breakGlass},
	{http.MethodGet, "/cases/:id/verdicts", proven, "verdicts", (*server).showVerdicts},
	{http.MethodGet, "/cases/:id/print", proven, "print", (*server).showPrint},
	{http.MethodGet, "/cases/:id/print.pdf", proven, "", (*server).keepPrint},
	{http.MethodGet, "/cases/:id/access", proven, "looks", (*server).showLooks},
	{http.MethodGet, "/figures", proven, "figures", (*server).showFigures},
	{http.MethodGet, "/figures/cases", proven, "behind", (*server).showBehind},
	{http.MethodGet, "/figures.csv", proven, "", (*server).keepFigures},
	{http.MethodGet, "/reading", proven, "reading", (*server).showReading},
	{http.MethodGet, "/glass", proven, "glass", (*server).showGlass},
	{http.MethodPost, "/glass/:number", proven, "glass", (*server).reviewGlass},

	{http.MethodGet, "/cases/:id/routine", staff, "whereabouts", (*server).showWhereabouts},
	{http.MethodGet, "/routines", staff, "routines", (*server).listRoutines},
	{http.MethodGet, "/routines/:id", staff, "routine", (*server).showRoutine},
	{http.MethodGet, "/routines/:id/diff", staff, "difference", (*server).showDifference},
	{http.MethodGet, "/routines/:id/:version", staff, "routine", (*server).showRoutine},
	{http.MethodGet, "/help", staff, "help", (*server).showHelp},
	{http.MethodGet, "/help/edit", proven, "helpedit", (*server).showHelpEdit},
	{http.MethodPost, "/help/edit", proven, "helpedit", (*server).putHelp},
	{http.MethodPost, "/help/remove", proven, "", (*server).removeHelp},

	{http.MethodGet, "/setup", proven, "setup", (*server).showSetup},
	{http.MethodPost, "/setup/school", proven, "setup", (*server).nameSchool},
	{http.MethodPost, "/setup/confirm", proven, "", (*server).confirmSetup},
	{http.MethodGet, "/setup/people", proven, "people", (*server).showPeople},
	{http.MethodPost, "/setup/people", proven, "people", (*server).addPerson},
	{http.MethodGet, "/setup/people/:id", proven, "person", (*server).showPerson},
	{http.MethodPost, "/setup/people/:id/role", proven, "person", (*server).giveRole},
	{http.MethodPost, "/setup/people/:id/end", proven, "person", (*server).endRole},
	{http.MethodPost, "/setup/people/:id/invite", proven, "person", (*server).invite},
	{http.MethodPost, "/setup/people/:id/forget", proven, "person", (*server).forgetLogin},
	{http.MethodPost, "/setup/people/:id/phone", proven, "person", (*server).setPhone},
	{http.MethodPost, "/setup/people/:id/shut", proven, "person", (*server).shutOut},
	{http.MethodGet, rosterPath, proven, "roster", (*server).showRoster},
	{http.MethodPost, rosterPath, proven, "roster", (*server).uploadRoster},
	{http.MethodPost, "/setup/roster/confirm", proven, "roster", (*server).confirmRoster},
	{http.MethodGet, "/setup/days", proven, "days", (*server).showDays},
	{http.MethodPost, "/setup/days", proven, "days", (*server).addDays},
	{http.MethodPost, "/setup/days/remove", proven, "", (*server).removeDays},
	{http.MethodGet, "/setup/routine", proven, "values", (*server).showValues},
	{http.MethodPost, "/setup/routine", proven, "values", (*server).setValues},

	{http.MethodPost, "/practise/become", staff, "", (*server).become}, // not found outside the demo
	{http.MethodPost, "/practise/clock", staff, "clock", (*server).moveClock},

	{http.MethodGet, "/login", anybody, "login", (*server).showLogin},
	{http.MethodPost, "/login", anybody, "login", (*server).logIn},
	{http.MethodGet, "/login/with/:provider", anybody, "", (*server).leaveForProvider},
	{http.MethodGet, "/login/callback/:provider", anybody, "refused", (*server).arriveFromProvider},
	{http.MethodGet, "/login/second", entering, "second", (*server).showSecond},
	{http.MethodPost, "/login/code", entering, "second", (*server).showCode},
	{http.MethodPost, "/login/passkey", entering, "second", (*server).showPasskey},
	{http.MethodPost, "/login/recovery", entering, "second", (*server).showRecovery},
	{http.MethodPost, "/login/password", entering, "second", (*server).showPassword},
	{http.MethodPost, "/login/limited", entering, "", (*server).goLimited},
	{http.MethodGet, "/login/again", proven, "again", (*server).showAgain},
	{http.MethodPost, "/login/again", proven, "again", (*server).takeAgain},
	{http.MethodGet, "/login/proved", proven, "proved", (*server).showProved},
	{http.MethodPost, "/hide", staff, "", (*server).hide},
	{http.MethodPost, "/logout", anybody, "onward", (*server).logOut},

	{http.MethodGet, "/invite", anybody, "invite", (*server).showInvite},
	{http.MethodPost, "/invite", anybody, "invite", (*server).acceptInvite},
	{http.MethodGet, "/enrol", enrolling, "enrol", (*server).showEnrol},
	{http.MethodPost, "/enrol/code", enrolling, "enrol", (*server).enrolCode},
	{http.MethodPost, "/enrol/passkey", enrolling, "enrol", (*server).enrolPasskey},

	{http.MethodGet, "/account", proven, "account", (*server).showAccount},
	{http.MethodPost, "/account/password", proven, "account", (*server).changePassword},
	{http.MethodPost, "/account/recovery", proven, "recovery", (*server).renewRecovery},
	{http.MethodPost, "/account/code/remove", proven, "account", (*server).removeCode},
	{http.MethodPost, "/account/passkey/remove", proven, "account", (*server).removePasskey},
	{http.MethodPost, "/account/sessions/end", proven, "onward", (*server).endSession},
	{http.MethodPost, "/account/sessions/end-others", proven, "", (*server).endOthers},
	{http.MethodGet, "/vouch", proven, "vouch", (*server).showVouch},
	{http.MethodPost, "/vouch", proven, "vouch", (*server).vouch},
}
