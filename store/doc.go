// Package store keeps cases, their events and what surrounds them in one bbolt
// file. It is the only package that knows bbolt; it implements workflow.Store
// and workflow.Tx.
//
// # The file
//
// All numbers in keys are 8 bytes, big-endian, so that keys sort as numbers do.
//
//	bucket            key                  value
//	meta              schema               decimal: the version of this layout
//	                  min_reader           decimal: the oldest schema whose program may use the file
//	                  created              RFC 3339
//	events            seq                  public part of an event: times, types, opaque references
//	payloads          seq                  what the event says, apart from its public part
//	cases             number               record: the small summary of a case
//	students          id                   JSON
//	students_at       school 00 id         empty
//	staff             id                   JSON
//	staff_at          school 00 id         empty
//	staff_users       user name            id of the member of staff
//	tokens            SHA-256 of a secret  JSON
//	operations        number               JSON: what operators did by command, in order
//	settings          name                 as given
//	routines          hash                 canonical form
//	routine_versions  id 00 version        hash
//	free_days         school               JSON
//	answers           number               answer to an idempotency key, in the order of writing
//	looks             number               JSON: who looked at what, in order
//	looks_of          case number, look    empty
//	credentials       id of the staff      JSON: what somebody logs in with beside a password
//	identities        issuer 00 subject    id of the member of staff whom a login provider calls so
//
// The values are drawn in codec.go (events, records, answers),
// payload.go and json.go.
//
// # The write set
//
// bbolt copies each page that a transaction touches, and every page above it,
// so what a step costs is the number of places it writes. A step writes three
// or four: the event and its payload at the end of their buckets under one
// global sequence, the record under its dense number, and the answer at the end
// of its bucket. Random ids, idempotency keys and all that lists filter and
// sort by are looked up in memory (index.go), built from the records at Open.
//
// # Transactions
//
// One goroutine writes. It runs every closure that waits, in the order of
// arrival, in one bbolt transaction and commits once: nobody waits for a timer,
// and whoever comes while a commit runs shares the next one. What a closure
// writes is staged beside the transaction until it returns nil, so one that
// fails or panics leaves nothing behind and costs the others nothing. Its error
// is handed out only when what it has seen is durable.
//
// A View sees what is durable, and nothing newer.
//
// # Caveats
//
// A closure must not call Update: there is one writer, and it is busy. A View
// kept open for long makes the file grow, since bbolt cannot reuse the pages it
// sees. bbolt keeps no checksum of data pages: Check finds damage to structure,
// not every flipped bit of a text.
package store
