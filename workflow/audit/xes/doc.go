// Package xes writes the audit of cases as an event log in XES (IEEE 1849-2023),
// so that process mining tools read it: one trace a case, one event an entry of
// its timeline, in the order in which things occurred.
//
// # What stands where
//
// Of the standard extensions it uses concept (the case's reference, the step),
// time (when the step occurred), org (who, as a number that means nothing
// outside the case, and in which role) and lifecycle: a step taken is
// "complete"; one that was refused, and so never happened, is "ate_abort"; one
// recorded by mistake and taken back is "withdraw". Tools that count activities
// look at "complete".
//
// Time in school days is what such tools cannot count: they know neither
// holidays nor a school's free days. So it is written out, in attributes of an
// extension of our own, whose declaration Extension returns: the school day of
// each event, counted from the opening, and for each requirement its verdict and
// by how much it was late. A verdict is an attribute of the trace whose key is
// "verdict." and the requirement's id; what goes with it is nested in it.
//
// # Nobody's identity
//
// A log holds what an audit.Case holds and nothing else: no name, no id of a
// person, no word that somebody wrote. It is still about single students: with
// the times in it, somebody who was there can tell which case is which.
package xes
