package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kjentvei": main})
}

// TestCommands runs the scripts of testdata/command through the real main.
// $ROUTINES is the folder with routine files made for tests.
func TestCommands(t *testing.T) {
	routines, err := filepath.Abs("../../testdata/routines")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/command",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROUTINES", routines)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}

// status N CMD… runs a command and demands the exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	want := args[0]
	if got := exitStatus(err); got != want {
		ts.Fatalf("exit status %s, want %s", got, want)
	}
}

func exitStatus(err error) string {
	if err == nil {
		return "0"
	}
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		return string(rune('0' + exit.ExitCode()))
	}
	return err.Error()
}

// golden compares with a file of testdata/golden, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("../../testdata/golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; see it with make golden and git diff:\n%s", path, firstDifference(string(want), got))
	}
}
