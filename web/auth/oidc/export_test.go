package oidc

// NewClient is for the test of whom a client calls: no provider that is believed
// leads it anywhere else.
var NewClient = newClient
