package draw

import (
	"strconv"
	"strings"

	"kjentvei/workflow/routine"
)

// t is one text in the four languages.
func t(nb, nn, en, da string) routine.Text {
	return routine.Text{NB: nb, NN: nn, EN: en, DA: da}
}

// words is what a picture says besides the routine's own texts; {1}, {2} … are
// filled in. A test sees to it that none is missing in any language.
var words = struct {
	Key, Starts, Final, Records, Again, OneAgain, Also, Ways, Guards, OneGuard, Otherwise, Stays, Or, Way, Demands routine.Text
	Visited, Here, Possible, Barred, NotApplicable                                                                 routine.Text
}{
	Key: t("Pil ned (↓) fører videre, pil opp (↑) tilbake. Tallet i parentes sier hvor mange vilkår et trinn har.",
		"Pil ned (↓) fører vidare, pil opp (↑) tilbake. Talet i parentes seier kor mange vilkår eit steg har.",
		"Down (↓) leads onward, up (↑) back. The number in brackets tells how many conditions a step has.",
		"Pil ned (↓) fører videre, pil op (↑) tilbage. Tallet i parentes siger, hvor mange betingelser et trin har."),
	Starts:    t("Begynner her", "Byrjar her", "Begins here", "Begynder her"),
	Final:     t("Herfra kan saken lukkes", "Herifrå kan saka lukkast", "From here the case can be closed", "Herfra kan sagen lukkes"),
	Records:   t("Skrives inn her", "Blir skrive inn her", "Recorded here", "Skrives ind her"),
	Again:     t("{1} trinn som er nevnt over", "{1} steg som er nemnde over", "{1} steps named above", "{1} trin, der er nævnt ovenfor"),
	OneAgain:  t("ett trinn som er nevnt over", "eitt steg som er nemnt over", "one step named above", "ét trin, der er nævnt ovenfor"),
	Also:      t("også {1}", "også {1}", "also {1}", "også {1}"),
	Ways:      t("Veier videre", "Vegar vidare", "Ways on", "Veje videre"),
	Guards:    t("{1} vilkår", "{1} vilkår", "{1} conditions", "{1} betingelser"),
	OneGuard:  t("1 vilkår", "1 vilkår", "1 condition", "1 betingelse"),
	Otherwise: t("{1}, ellers", "{1}, elles", "{1}, otherwise", "{1}, ellers"),
	Stays:     t("blir her", "blir her", "stays here", "bliver her"),
	Or:        t(" eller ", " eller ", " or ", " eller "),
	Way:       t("{1}: fra {2} til {3}", "{1}: frå {2} til {3}", "{1}: from {2} to {3}", "{1}: fra {2} til {3}"),
	Demands:   t("Når et vilkår mangler: {1}", "Når eit vilkår manglar: {1}", "When a condition is unmet: {1}", "Når en betingelse mangler: {1}"),

	Visited:       t("Har vært her", "Har vore her", "Has been here", "Har været her"),
	Here:          t("Saken er her nå", "Saka er her no", "The case is here now", "Sagen er her nu"),
	Possible:      t("Kan nås nå", "Kan nåast no", "Can be reached now", "Kan nås nu"),
	Barred:        t("Sperret nå", "Sperra no", "Barred now", "Spærret nu"),
	NotApplicable: t("Gjelder ikke nå", "Gjeld ikkje no", "Does not apply now", "Gælder ikke nu"),
}

// say is one of the words in the picture's language.
func (p *Picture) say(text routine.Text, parts ...string) string {
	values := map[string]routine.Text{}
	for i, part := range parts {
		values[strconv.Itoa(i+1)] = routine.Same(part)
	}
	return text.Fill(values).In(p.lang)
}

// conditions says how many conditions a way has; "" for none.
func (p *Picture) conditions(w *Way) string {
	switch n := len(w.Guards); n {
	case 0:
		return ""
	case 1:
		return p.say(words.OneGuard)
	default:
		return p.say(words.Guards, strconv.Itoa(n))
	}
}

// again says how many steps a state shares with those above; "" for none.
func (p *Picture) again(s *State) string {
	text := ""
	switch s.again {
	case 0:
		return ""
	case 1:
		text = p.say(words.OneAgain)
	default:
		text = p.say(words.Again, strconv.Itoa(s.again))
	}
	if len(s.fresh) > 0 {
		text = p.say(words.Also, text)
	}
	return text
}

// goal names where a way leads.
func (p *Picture) goal(g *Goal) string {
	name := g.Title
	if g.Stays {
		name = p.say(words.Stays)
	}
	if g.Otherwise {
		return p.say(words.Otherwise, name)
	}
	return name
}

// goals names everywhere that a way can lead.
func (p *Picture) goals(w *Way) string {
	var names []string
	for i := range w.Goals {
		names = append(names, p.goal(&w.Goals[i]))
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + p.say(words.Or) + names[last]
}
