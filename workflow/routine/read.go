package routine

import "slices"

// Read makes a routine of a file, with its own defaults, or tells every mistake
// in it: those of form, and those of structure and reference where enough of
// the form is there. The id is what the file says, also when it has mistakes.
func Read(data []byte) (r *Routine, id string, problems Problems) {
	def, problems := Parse(data)
	if slices.ContainsFunc(problems, hidesTheRest) {
		return nil, def.ID, problems
	}
	r, more := Build(def, nil)
	if len(problems) == 0 {
		return r, def.ID, more
	}
	form := slices.Clone(problems)
	for _, p := range more {
		if !echoes(p, form) {
			problems = append(problems, p)
		}
	}
	return nil, def.ID, problems.sorted()
}

// lacking are the problems of structure that follow when something was left out
// or could not be read, which the form has reported already.
var lacking = []string{
	"bad_version", "missing_key", "no_source", "choices_mismatch", "people_mismatch", "permission_mismatch", "one_deadline", "few_values",
}

func echoes(p Problem, form Problems) bool {
	samePlace := func(other Problem) bool {
		return other.Pos == p.Pos || p.Line == 0 || p.Key == "bad_version" && other.Key == "want_number"
	}
	unread := func(other Problem) bool { return other.Key == "want_number" }
	return slices.Contains(lacking, p.Key) && slices.ContainsFunc(form, samePlace) ||
		p.Key == "unused_parameter" && slices.ContainsFunc(form, unread)
}

// hidesTheRest reports mistakes by which a whole part of the file is lost, so
// that every name of that part would be reported as unknown too.
func hidesTheRest(p Problem) bool {
	switch p.Key {
	case "unreadable", "not_utf8", "one_document", "too_deep":
		return true
	case "unknown_key", "twice":
		return p.Column == 1
	}
	return false
}
