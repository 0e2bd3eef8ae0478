// Package report writes what the audit found, for those who ask whether the
// routine was followed: a school's leadership, an auditor, the owner of the
// school, a county.
//
//	OfCase     audit.Case → Document: every verdict with its reason, and what it rests on
//	OfFigures  audit.Figures → Document: what many cases come to
//	Text       Document → plain text, for a terminal
//	HTML       Document → one page that needs nothing beside it, to read or to print
//	CaseCSV, FiguresCSV   the same for a spreadsheet
//
// A Document knows neither markup nor line lengths, and its writers know
// nothing of audits. Charts are drawn here, as SVG, and never say more than the
// table beside them.
//
// Nobody's name is in a report: people are roles, and numbers that mean nothing
// outside their case. A figure that is hidden has no number here either; where
// one part of a sum is hidden, the sum is not made.
//
// Caveats: what the texts of a routine say is escaped for the form at hand, but
// control characters are not taken out; who prints to a terminal does that.
package report
