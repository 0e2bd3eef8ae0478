package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kjentvei/workflow"
	"kjentvei/workflow/roster/rostertest"
	"kjentvei/workflow/routine"
)

// TestRosterScripts runs the scripts of testdata/roster through the real main.
func TestRosterScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/roster", RequireExplicitExec: true, RequireUniqueNames: true, UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "port": port, "ready": ready, "http": httpCall, "zip": zipFolder},
	})
}

// zip FILE DIR packs the files of a folder.
func zipFolder(ts *testscript.TestScript, _ bool, args []string) {
	contents := map[string]string{}
	entries, err := os.ReadDir(ts.MkAbs(args[1]))
	ts.Check(err)
	for _, entry := range entries {
		contents[entry.Name()] = ts.ReadFile(filepath.Join(args[1], entry.Name()))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), rostertest.Pack(contents), 0o600))
}

func TestEveryImportTextInEveryLanguage(t *testing.T) {
	v := reflect.ValueOf(importTexts)
	for i := range v.NumField() {
		complete(t, "importTexts."+v.Type().Field(i).Name, v.Field(i).Interface().(routine.Text))
	}
}

func TestSchoolCodes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "schools.txt")
	if err := os.WriteFile(file, []byte("\ufeff# our schools\r\nrogn=1\r\n\r\n-=Kurs, voksne\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{
		"": "[]", "rogn": "[{rogn }]", "rogn=1,selje=2": "[{rogn 1} {selje 2}]", "-=1": "[{- 1}]", "@" + file: "[{rogn 1} {- Kurs, voksne}]",
		"a=b=c": "[{a b=c}]", "-": "", "a b=1": "", "rogn=": "", "=1": "", "a,b=1": "", "a/b=1": "",
	} {
		c := &call{lang: routine.English}
		codes, err := c.schoolCodes(given)
		if got := strings.ReplaceAll(strings.TrimSpace(toText(codes)), "<nil>", "[]"); (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%q: have %s %v, want %s", given, got, err, want)
		}
	}
}

func toText(codes []workflow.RosterSchoolCode) string {
	list := []string{}
	for _, code := range codes {
		list = append(list, "{"+string(code.Code)+" "+code.Of+"}")
	}
	return "[" + strings.Join(list, " ") + "]"
}

func TestProgressBar(t *testing.T) {
	c := &call{lang: routine.English}
	for _, tt := range []struct {
		done, total int
		want        string
	}{
		{0, 0, "Reading and comparing …"}, {0, 10, "[" + strings.Repeat("·", 30) + "]   0 %  0 / 10"},
		{5, 10, "[" + strings.Repeat("#", 15) + strings.Repeat("·", 15) + "]  50 %  5 / 10"}, {10, 10, "Storing …"},
	} {
		if got := c.progressBar(tt.done, tt.total); got != tt.want {
			t.Errorf("have %q, want %q", got, tt.want)
		}
	}
}

// What is not an import, or is one that somebody has changed on the way, is refused.
func TestServedImportRefuses(t *testing.T) {
	for _, body := range []string{"", "{}", "{}\n", "x\nPK", `{"op":"import","roster":{}}` + "\n" + "PK", strings.Repeat("x", maxHead+1)} {
		if _, _, err := readImport(strings.NewReader(body)); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%.40q: %v", body, err)
		}
	}
}

// An import is killed while it stores: the database is as it was, or has it all,
// and a second import brings it to the same end.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	town := filepath.Join(t.TempDir(), "town.zip")
	const students = 4000
	if err := os.WriteFile(town, rostertest.Town(1, students).Bulk(), 0o600); err != nil {
		t.Fatal(err)
	}
	program, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if out, err := exec.Command(program, "import", town, "--school", "s", "--data", filepath.Join(t.TempDir(), "whole")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	whole := time.Since(begun)
	dir := filepath.Join(t.TempDir(), "data")
	succeeds(t, "user", "add", "kari", "--role", "kjentmann", "--school", "s", "--data", dir)
	var none, all int
	for round := range 10 {
		command := exec.Command(program, "import", town, "--school", "s", "--data", dir)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * time.Duration(3+round) / 10)
		_ = command.Process.Kill()
		_ = command.Wait() // says that it was killed
		switch n := studentsIn(t, dir); n {
		case 0:
			none++
		case students:
			all++
		default:
			t.Fatalf("%d of %d students are there", n, students)
		}
	}
	t.Logf("nothing was stored %d times, everything %d times", none, all)
	succeeds(t, "import", town, "--school", "s", "--data", dir)
	if n := studentsIn(t, dir); n != students {
		t.Errorf("%d students", n)
	}
	succeeds(t, "verify", "--data", dir)
	var plan workflow.RosterPlan
	if err := json.Unmarshal([]byte(succeeds(t, "import", town, "--format", "json", "--data", dir)), &plan); err != nil || plan.Changes {
		t.Errorf("%+v %v", plan, err)
	}
}

func studentsIn(t *testing.T, dir string) (n int) {
	t.Helper()
	db, err := openData(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(context.Background(), func(tx workflow.Tx) error {
		list, err := tx.StudentsAt("s")
		n = len(list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A server that goes away in the middle is no success.
func TestFollowImport(t *testing.T) {
	progress := &workflow.Progress{}
	if _, err := followImport(strings.NewReader(`{"done":1,"total":3}`+"\n"), progress); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	if done, total := progress.Of(); done != 1 || total != 3 {
		t.Error(done, total)
	}
	var lines bytes.Buffer
	_ = json.NewEncoder(&lines).Encode(importLine{Trouble: troubleOf(workflow.ErrFull)})
	if _, err := followImport(&lines, progress); !errors.Is(err, workflow.ErrFull) {
		t.Error(err)
	}
}
