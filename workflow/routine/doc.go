// Package routine is the language that a school's plan is written in: scenarios,
// states, steps, guards and requirements, as YAML, in four languages.
//
// Facts are its one currency. A step says which facts it sets (by itself, by a
// choice, by who was present); guards and requirements are conditions over
// facts. The standard vocabulary (routines/vocabulary.yaml) declares the facts
// that the safety properties P1–P12 speak of, so that any plan is judged by the
// same rules, whatever its steps are called; a routine adds facts of its own.
// There is no code and no general expression in a routine: what can be written
// can be evaluated, explained, proved and drawn.
//
// From file to use:
//
//	Parse   the form: unknown keys, missing languages, every mistake with its place
//	Build   the whole: blocks merged, names resolved, parameters filled in
//	Load    a published version, from its canonical form
//
// Read does the first two and tells what is wrong with both. The canonical form
// is the JSON of the merged and filled-in definition; its SHA-256 is the
// identity of the version. The steps that every case knows (routines/common.yaml)
// are not part of it: they belong to the program.
//
// Caveats: a condition is bound to one routine's schema when that is built, so
// Conds are not shared between routines; what the accessors return must not be
// changed.
package routine
