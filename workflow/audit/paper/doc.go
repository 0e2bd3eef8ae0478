// Package paper reads cases that were followed on paper from a table, so that a
// school can have its past year judged before it changes anything.
//
// # The table
//
// A CSV file as a spreadsheet saves it: UTF-8 with or without a byte order mark,
// columns apart by semicolon, comma or tab, a row of headings, and then one row
// for each thing that was done, in the order in which it was done. Headings,
// steps, roles and answers may be written as the routine's file has them or as
// the program shows them in any of its languages, in capitals or not.
//
//	case         any label of the school's own; never a name or a number of a person
//	occurred_at  2025-10-03, 2025-10-03 10:40, 3.10.2025 10:40, or with a zone; otherwise the time in Oslo
//	step         a step of the routine, one that every case knows, or "open"
//	by           the role of whoever did it; two roles of one person with a slash: contact_teacher/kjentmann
//	scenario     in the row that opens the case
//	age          there too: minor, adult, or the date of the 18th birthday; empty: not known
//	recorded_at  when it was written down, where that was later
//	…            a column for any field of a step, under the field's name
//	field        any number of columns for cells that say name=value
//
// People are named by role, apart by plus signs: contact_teacher + guardian.
// A second one of the same role has a number: guardian + guardian 2. The same
// role, with the same number, is the same person throughout a case. Of free text
// it only matters that something was written; an x does.
//
// # What paper cannot say
//
// Nothing was enforced, so nothing is refused: a case is taken as it was, and the
// audit judges it. What the routine would have asked for and the table leaves
// empty is a remark and no mistake, since nobody is to invent what was not
// written down. A date without a time is noon, or what lies between its
// neighbours of the same day in the file: whether something was done at once
// cannot be told from it, which is remarked too.
//
// # What is kept
//
// No text, no name. Ids of events are the rows of the file ("row 12"), so that a
// verdict leads back to it.
package paper
