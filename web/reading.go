package web

import (
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// readingPage lists whose reading is worth a question, for the leadership's own review.
type readingPage struct{ Schools []schoolReading }

type schoolReading struct {
	School  string // "" where the reader leads one alone
	Readers []readerLine
}

type readerLine struct {
	Name          string
	Signs         []string
	Cases, Nights int
}

func (s *server) showReading(v *visit) (any, error) {
	schools := schoolsWhere(v.Actor, workflow.ReadLookedAt)
	if len(schools) == 0 && len(v.Actor.Roles) > 0 {
		schools = append(schools, v.Actor.Roles[0].School) // the engine says why not
	}
	if len(schools) == 0 {
		return nil, workflow.ErrNotFound
	}
	var p readingPage
	for _, school := range schools {
		readers, err := s.Engine.Reading(v.Request().Context(), v.Actor, school)
		if err != nil {
			return nil, err
		}
		at := schoolReading{}
		if len(schools) > 1 {
			at.School = s.schoolName(v, school)
		}
		for _, r := range readers {
			at.Readers = append(at.Readers, readerLine{r.Name, signsIn(r.Signs, v.Lang), r.Cases, r.Nights})
		}
		p.Schools = append(p.Schools, at)
	}
	return p, nil
}

// signsIn says what is worth a question.
func signsIn(signs []string, lang routine.Lang) []string {
	said := map[string]routine.Text{
		"many": words.Reading.Many, "outside": words.Reading.Outside, "own_name": words.Reading.OwnName, "night": words.Reading.Night,
	}
	var list []string
	for _, sign := range signs {
		list = append(list, said[sign].In(lang))
	}
	return list
}
