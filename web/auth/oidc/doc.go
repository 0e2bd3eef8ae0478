// Package oidc finds out, by OpenID Connect, who a login provider says that
// somebody is: Feide, Entra ID or any other. It knows nothing of sessions, pages
// and roles; what a person may do is decided inside Kjentvei.
//
// A login is two calls. [Provider.Begin] gives the address to send the browser
// to and a [Flow], which the caller keeps where only that browser's session can
// reach it. When the provider sends the browser back, [Provider.Finish] takes
// the query it came with and that Flow, and gives an [Identity] or an error.
//
//	browser            Kjentvei                       provider
//	  │  log in  ─────────►│ Begin: state, nonce, PKCE     │
//	  │◄── redirect ───────│                               │
//	  │──────────── who are you? ─────────────────────────►│
//	  │◄─────────── redirect: code, state, iss ────────────│
//	  │  callback ────────►│ Finish ── code, verifier ────►│
//	  │                    │◄── ID token, access token ────│
//	  │                    │ signature, iss, aud, azp,     │
//	  │                    │ exp, iat, nonce, acr, at_hash │
//	  │                    │── userinfo, groups ──────────►│
//
// # What is trusted
//
// The issuer is what the configuration says, reached over TLS. Its discovery
// document is believed, but only about addresses on the issuer's own host and
// on hosts that the configuration names. Redirects are not followed. An answer
// has ten seconds and one mebibyte.
//
// # What is not
//
// Whatever is wrong with an answer, people are told one and the same thing
// ([Error]), and the log gets a [Reason] without anything of the person. Only a
// sound login of somebody who does not work at the school is told apart
// ([NotStaffError]), so that a student can be shown where to find help.
//
// Sources: OpenID Connect Core 1.0 §3.1.3.7, RP-Initiated Logout 1.0, RFC 7636
// (PKCE), RFC 9207 (iss), RFC 9700 (security of OAuth 2.0).
package oidc
