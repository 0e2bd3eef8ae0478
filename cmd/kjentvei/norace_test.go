//go:build !race

package main

// underRace is whether the race detector looks on, which takes its time.
const underRace = false
