// Package demo fills an empty database with an invented school, so that staff
// can practise the routine before they need it.
//
// The school has accounts (Accounts), 40 staff, 600 students, and 60 cases that
// were played through the engine, step by step, at the times at which they are
// said to have happened: cases.txt tells them, and says how to write another.
// Nothing is written past the engine, so what the demo shows is what the engine
// allows.
//
// All times are relative to the clock's time when Fill begins. Two fills from
// the same start give the same people, references, cases, states and times; the
// ids of cases and events, and pseudonyms, are random as they always are.
//
// Nobody here is real: names are trees, birds and weather, phone numbers lead
// nowhere. The school lists no free days of its own, so the school days of the
// demo are Monday to Friday without public holidays.
package demo
