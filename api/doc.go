// Package api serves cases as JSON over HTTP, as the OpenAPI document at
// /api/v1/openapi.json says.
//
// A handler decodes, calls the engine once, and encodes; it returns errors, and
// problem.go alone turns them into problem documents (RFC 9457) in the language
// asked for. What an actor may see and do is decided in package workflow.
//
// Wire types (types.go) are apart from domain types: what the outside relies on
// does not move when the inside does.
package api
