// Package apitest lends tests a program that knows nothing of the routines and
// drives cases through the API by what their steps say, as the contract promises
// that a program can. It knows the common steps by name, which the contract
// fixes, and nothing else. Only tests import it.
//
// A Driver has members of staff take steps at random (Wander), do what is due
// (Work), and bring the case to its end (Close). What they cannot choose, such
// as what a student answers or that nobody picks up the phone, is their World.
package apitest
