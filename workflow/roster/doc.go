// Package roster reads who goes to, works at and stands behind the students of a
// school from the files that student systems export: OneRoster 1.1, CSV in a zip.
//
// # The files
//
// manifest.csv says of each of the others whether it is all there is (bulk), what
// has changed (delta), or absent. Read are orgs.csv (schools), users.csv
// (students, staff, guardians), classes.csv, enrollments.csv and demographics.csv
// (birth dates). The other files of the standard are let by, unread. Headings
// are those of the standard; their order does not matter, and columns that a
// vendor has added as metadata.… are let by.
//
// A file that has a mistake is not read at all, and every mistake is told, with
// file, row and column as a spreadsheet counts them.
//
// # What is kept
//
// Only what leading a case needs: names, birth dates, classes, who stands as
// guardian and how to reach them, who is the contact teacher of which class, and
// the staff's login name. What comes with it is dropped while a row is read, and
// never stands in a message: passwords, every column on race, sex and origin,
// and whatever looks like a national identity number. An id that looks like one
// is a mistake, since an id is what everything else hangs on.
//
// # Bulk and delta
//
// A [Roster] is what the source has said so far, in its own terms. A new [File]
// goes over it: a bulk file says everything about the schools in its orgs.csv
// and nothing about others, a delta adds, changes and (tobedeleted) removes
// single rows. So a delta may be about rows that came with an earlier file, and
// a bulk file followed by a delta comes to the same as one bulk file with both.
//
// # Ids
//
// Ids within Kjentvei are UUIDs made of a SHA-256 of the source's id: they stay
// the same from import to import, and say nothing. That is why the source's ids
// must not be identity numbers: those are few enough to be tried one by one.
package roster
