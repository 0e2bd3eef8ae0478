// Package plan writes a routine as the plan that a school hands out: who does
// what and when, what to say, what the student can expect, until when and who
// has set that. It is written from the same data that is enforced, so the two
// cannot drift apart.
//
//	Of       routine → Document: everything there is to say, in one language
//	Text     Document → plain text, for a terminal
//	Markdown Document → Markdown (CommonMark with tables)
//	HTML     Document → one page that needs nothing beside it
//	Body     Document → the same without head and title, for a page around it
//
// A Document knows neither markup nor line lengths, and the three writers know
// nothing of routines. Voice says the parts of a routine in words; whoever else
// speaks of a routine to people (what changed between two versions) uses the
// same voice.
//
// Caveats: what the texts of a routine say is escaped for the form at hand, but
// control characters are not taken out; who prints to a terminal does that.
package plan
