package workflow_test

import (
	"flag"
	"os"
	"testing"
)

// The walks of a usual run are the same each time, so that a change is judged
// and not its luck; KJENTVEI_TORTURE, or -rapid.seed, takes others.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.seed"); f.Value.String() == "0" && os.Getenv(walksEnv) == "" {
		if err := f.Value.Set("20260901"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
