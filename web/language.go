package web

import (
	"net/http"
	"slices"
	"time"

	"golang.org/x/text/language"

	"kjentvei/workflow/routine"
)

// languageCookie holds the language that somebody has chosen.
const languageCookie = "__Host-language"

// asked finds the one of our languages that a browser would like best.
var asked = language.NewMatcher([]language.Tag{
	language.MustParse("nb"), language.MustParse("nn"), language.MustParse("en"), language.MustParse("da"),
})

// languageOf is the language chosen, else the one the browser asks for, else bokmål.
func languageOf(r *http.Request) routine.Lang {
	if cookie, err := r.Cookie(languageCookie); err == nil && slices.Contains(routine.Langs, routine.Lang(cookie.Value)) {
		return routine.Lang(cookie.Value)
	}
	header := r.Header.Get("Accept-Language")
	tags, _, err := language.ParseAcceptLanguage(header[:min(len(header), 256)])
	if err != nil || len(tags) == 0 {
		return routine.Bokmal
	}
	_, at, confidence := asked.Match(tags...)
	if confidence == language.No {
		return routine.Bokmal
	}
	return routine.Langs[at]
}

// chooseLanguage remembers a language for a year, and goes back.
func (s *server) chooseLanguage(v *visit) (any, error) {
	lang := routine.Lang(v.field("lang"))
	if slices.Contains(routine.Langs, lang) {
		v.SetCookie(&http.Cookie{
			Name: languageCookie, Value: string(lang), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
			Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
	}
	return see(localPath(v.field("back"))), nil
}
