package web

import (
	"cmp"
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

// languageOf is the language chosen, else the one the browser asks for; "" where
// neither says one of ours.
func languageOf(r *http.Request) routine.Lang {
	if cookie, err := r.Cookie(languageCookie); err == nil && slices.Contains(routine.Langs, routine.Lang(cookie.Value)) {
		return routine.Lang(cookie.Value)
	}
	header := r.Header.Get("Accept-Language")
	tags, _, err := language.ParseAcceptLanguage(header[:min(len(header), 256)])
	if err != nil || len(tags) == 0 {
		return ""
	}
	_, at, confidence := asked.Match(tags...)
	if confidence == language.No {
		return ""
	}
	return routine.Langs[at]
}

// speak gives a visit its language: for who has logged in, that of their school is the
// last but one.
func (s *server) speak(v *visit) {
	v.Lang = languageOf(v.Request())
	if v.Lang == "" && len(v.Actor.Roles) > 0 {
		lang, err := s.Engine.SchoolLang(v.Request().Context(), v.Actor.Roles[0].School)
		if err != nil {
			s.Log.Error().Err(err).Msg("a school's language cannot be read")
		}
		v.Lang = lang
	}
	v.Lang = cmp.Or(v.Lang, s.Lang)
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
