// Package auth turns a request into somebody: passwords, second factors, and the
// sessions that remember who has shown them. It knows no pages: package web asks
// it, and says its errors in words.
//
// The model, from the outside in:
//
//   - A password alone is never enough. A session is Full when a second factor was
//     shown as well, and Limited when it was not at hand; the engine narrows what
//     a limited actor may see and do (workflow.Actor).
//   - Whoever fails is slowed down, never locked out (slow.go): pupils know their
//     teachers' user names, and must not be able to shut them out. What is counted
//     is failures of one person from one address, and of one address; a right
//     password from somewhere else works at once.
//   - A session is a random token in a cookie; the server keeps only its hash, in
//     memory. It gets a new token whenever what it may do changes. Sessions go by
//     real time, also where the school's clock is moved.
//
// Errors for people say no more than that it did not work. What exactly was wrong
// is for nobody to know: an unknown user, a wrong password and a disabled account
// look the same, and take the same time.
package auth
