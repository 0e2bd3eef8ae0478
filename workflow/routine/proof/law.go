package proof

import (
	"regexp"

	"kjentvei/workflow/routine"
)

// Warning is what a routine asks for and a lawyer should see first. It does not
// stand in the way of the proof.
type Warning struct {
	Of   string // the step
	Text routine.Text
	Law  string
}

// touchy are the things that a school has no power to do to a student on its
// own, by the words that a plan uses for them in any of the four languages.
// Neither test nor search has a legal basis in the Education Act; both interfere
// with private life (Grunnloven § 102, ECHR article 8) and need a true consent
// or the police.
var touchy = []struct {
	words *regexp.Regexp
	key   string
	law   string
}{
	{
		regexp.MustCompile(`(?i)rustest|narkotest|ruste?sting|urinpr[øo]v|alkotest|utåndingspr[øo]v|blåse i|promilletest|spyttpr[øo]v|drug test|urine sample|breathaly[sz]er|saliva test|stoftest`),
		"law_test", "Grunnloven § 102, EMK art. 8",
	},
	{
		regexp.MustCompile(`(?i)ransak|visiter|gjennomsøk|søk gjennom (sekk|veske|skap)|undersøk (sekk|veske|skap)|kroppsvisit|search (the |their )?(bag|belonging|locker|pocket|student)|gennemsøg|kropsvisiter`),
		"law_search", "Grunnloven § 102, EMK art. 8, straffeprosessloven kap. 15",
	},
}

// warnings finds the steps that ask for what the law forbids without more.
func warnings(r *routine.Routine) []Warning {
	var list []Warning
	for i := range r.Steps {
		s := &r.Steps[i]
		for _, t := range touchy {
			if t.words.MatchString(wordsOf(s)) {
				list = append(list, Warning{s.ID, routine.Message("proof_"+t.key, map[string]routine.Text{"step": s.Title, "law": routine.Same(t.law)}), t.law})
			}
		}
	}
	return list
}

// wordsOf is what a step tells people to do and to fill in. What it says to
// avoid is left out: that is where a good plan warns of these things.
func wordsOf(s *routine.Step) string {
	words := ""
	add := func(text routine.Text) {
		for _, lang := range routine.Langs {
			words += text.In(lang) + "\n"
		}
	}
	add(s.Title)
	add(s.Guidance)
	for _, f := range s.Fields {
		add(f.Label)
		for _, c := range f.Choices {
			add(c.Label)
		}
	}
	for _, text := range s.Say {
		add(text)
	}
	return words
}
