// Package web is the pages of Kjentvei: HTML over the engine, for people.
//
// The shape of it:
//
//   - routes.go lists every route: method, path, who may ask, the page, what does it.
//     A route that is not listed there does not exist.
//   - A handler takes a *visit (who, in which language, what was filled in), asks the
//     engine once, and returns a page struct, or see("/elsewhere"), or an error. It
//     writes nothing itself: the page is rendered into a buffer first (render.go).
//   - A page is a struct and a template of the same name, templates/NAME.html, which
//     defines "title" and "main". Its words come from the catalogue (texts.go) by
//     typed access, {{t words.Login.Title}}, in the language of the visit.
//   - again.go lists the routes that ask for a second factor again before they do what
//     nobody else may do in one's name; what was typed is kept meanwhile. A new such
//     route belongs there.
//   - errors.go is the one table from kinds of error to status and page.
//
// What scripts add (static/*.js, joined into one), a form or page asks for by attributes: data-live (a
// search while one types), data-draft (what is typed outlives the page), data-queue (a
// press waits for the connection), data-due (a deadline counts down), data-news (says
// when others record something). Their words are on the page ("script-words"). A form
// with a hidden made_for outlives the session, too, if its route is in keeping (kept.go).
//
// A GET changes nothing. Every form works without JavaScript; scripts and styles are
// files of our own, by the content security policy (headers.go). Nothing is cached
// but what is in static/, whose names change with their content (assets.go).
package web
