//go:build !race

package proof

// underRace is whether the race detector looks on, which takes its time.
const underRace = false
