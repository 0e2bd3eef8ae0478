//go:build !race

package web_test

// underRace is whether the race detector looks on, which takes its time.
const underRace = false
