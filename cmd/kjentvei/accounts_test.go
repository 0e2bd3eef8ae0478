package main

import (
	"strings"
	"testing"
)

// Nobody is called what turns round the lists and lines that they stand in.
func TestNameThatTurnsRound(t *testing.T) {
	data := t.TempDir()
	add := func(user, name string) (int, string) {
		status, stdout, stderr := invoke(t, "", "user", "add", user, "--name", name, "--role", "kjentmann", "--school", "rogn", "--data", data)
		return status, stdout + stderr
	}
	for user, name := range map[string]string{"per": "Per \u202enesO", "p\u202er": "Per"} {
		if status, said := add(user, name); status != statusUsage || said == "" || strings.Contains(said, "\u202e") {
			t.Errorf("%q: status %d, %q", name, status, said)
		}
	}
	if status, said := add("per", "\ufeffPer Olsen\u200b"); status != 0 {
		t.Fatal(said)
	}
	if _, list, _ := invoke(t, "", "user", "list", "--data", data); !strings.Contains(list, "Per Olsen ") {
		t.Errorf("%q", list)
	}
}
