package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

var rosterOptions = []option{
	{name: "dry-run", about: importTexts.DryRunFlag},
	{name: "school", value: "S|S=NR,…|@FILE", about: importTexts.SchoolFlag},
	{name: "names", about: importTexts.NamesFlag},
	{name: "leaving", about: importTexts.LeavingFlag},
}

// opImport is answered line by line, as it goes (import_wire.go).
const opImport = "import"

// rosterOrder is what an import asks for beside the file.
type rosterOrder struct {
	Codes   []workflow.RosterSchoolCode `json:"codes,omitempty"`
	DryRun  bool                        `json:"dry_run,omitempty"`
	Leaving bool                        `json:"leaving,omitempty"`
	Names   bool                        `json:"names,omitempty"`

	data   []byte // the zip
	create bool   // the data folder, where there is none
}

// rosterReply is what an import led to: a plan, or what is wrong with the file.
type rosterReply struct {
	Plan     *workflow.RosterPlan     `json:"plan,omitempty"`
	Many     *workflow.ManyLeaveError `json:"many,omitempty"`
	Problems roster.Problems          `json:"problems,omitempty"`
}

// importRoster brings students, guardians and staff up to date. A file that is
// broken is told so before any database is opened.
func importRoster(c *call) error {
	name, err := c.oneArgument(wrongUsage(importTexts.OneRoster))
	if err != nil {
		return err
	}
	codes, err := c.schoolCodes(c.options["school"])
	if err != nil {
		return err
	}
	data, err := c.readRoster(name)
	if err != nil {
		return err
	}
	progress := &workflow.Progress{}
	stop := c.showProgress(progress)
	defer stop()
	file, problems := roster.Read(bytes.NewReader(data), int64(len(data)), roster.Options{On: calendar.Of(time.Now(), calendar.Oslo)})
	if len(problems) > 0 {
		stop()
		return c.rosterMistakes(name, problems)
	}
	o := order{Op: opImport, By: systemUser(), Roster: &rosterOrder{
		Codes: codes, DryRun: c.options["dry-run"] == "true", Leaving: c.options["leaving"] == "true", Names: c.options["names"] == "true", data: data,
	}}
	answer, done, err := c.rehearse(o, file)
	if !done {
		o.Roster.create = !o.Roster.DryRun
		answer, err = c.askImport(o, file, progress)
	}
	stop()
	switch {
	case err != nil:
		return err
	case len(answer.Problems) > 0:
		return c.rosterMistakes(name, answer.Problems)
	}
	return c.printPlan(answer)
}

// rehearse is what the first import into a folder would do: where something is
// wrong with it, no database is made. It is done when there is no more to do.
func (c *call) rehearse(o order, file *roster.File) (answer rosterReply, done bool, err error) {
	dir := c.options["data"]
	_, err = os.Stat(filepath.Join(dir, databaseFile))
	if !errors.Is(err, fs.ErrNotExist) || o.Roster.DryRun && c.hasData() {
		return rosterReply{}, false, nil
	}
	empty, err := os.MkdirTemp("", "kjentvei-first-import-*")
	if err != nil {
		return rosterReply{}, true, err
	}
	defer os.RemoveAll(empty)
	wanted := *o.Roster
	wanted.DryRun, wanted.create = true, true
	o.Roster = &wanted
	c.options["data"] = empty
	answer, err = c.askImport(o, file, &workflow.Progress{})
	c.options["data"] = dir
	return answer, err != nil || len(answer.Problems) > 0 || c.options["dry-run"] == "true", err
}

func (c *call) askImport(o order, file *roster.File, progress *workflow.Progress) (answer rosterReply, err error) {
	ctx, cancel := interruptible()
	defer cancel()
	err = c.reach(ctx, o, func(body io.Reader) (err error) {
		answer, err = followImport(body, progress)
		return err
	}, func(d *desk) (err error) {
		answer, err = d.importRoster(ctx, o, file, progress)
		return err
	})
	return answer, c.explain(err)
}

// importRoster does the order on an open database.
func (d *desk) importRoster(ctx context.Context, o order, file *roster.File, progress *workflow.Progress) (rosterReply, error) {
	sum := sha256.Sum256(o.Roster.data)
	by := workflow.Operation{At: nowToTheSecond(), System: o.By}
	plan, err := d.engine.ImportRoster(ctx, workflow.RosterImport{
		File: file, Sum: hex.EncodeToString(sum[:]), Codes: o.Roster.Codes,
		DryRun: o.Roster.DryRun, Leaving: o.Roster.Leaving, Names: o.Roster.Names,
	}, by, progress.Note)
	answer := rosterReply{Plan: plan}
	if errors.As(err, &answer.Problems) || errors.As(err, &answer.Many) {
		return answer, nil
	}
	return answer, err
}

// readRoster reads the zip.
func (c *call) readRoster(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, c.notReadable(name, err)
	}
	if info.Size() > roster.MaxBytes {
		return nil, malformed(fill(importTexts.TooBig, name, strconv.Itoa(roster.MaxBytes>>20)))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, c.notReadable(name, err)
	}
	return data, nil
}

// rosterMistakes tells every mistake, and that nothing was changed.
func (c *call) rosterMistakes(name string, problems roster.Problems) error {
	for _, p := range problems {
		c.complain("%s: %s", name, p.In(c.lang))
	}
	return malformed(fill(importTexts.Broken, name, strconv.Itoa(len(problems))))
}

// schoolCodes reads --school: one code, or which code is which school, apart by
// commas or, in a file, by lines.
func (c *call) schoolCodes(given string) ([]workflow.RosterSchoolCode, error) {
	if given == "" {
		return nil, nil
	}
	apart := ","
	if name, ok := strings.CutPrefix(given, "@"); ok {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, c.notReadable(name, err)
		}
		given, apart = strings.TrimPrefix(string(data), "\ufeff"), "\n"
	}
	var codes []workflow.RosterSchoolCode
	for _, entry := range strings.Split(given, apart) {
		code, of, named := strings.Cut(strings.TrimSpace(entry), "=")
		code, of = strings.TrimSpace(code), strings.TrimSpace(of)
		if code == "" && !named || apart == "\n" && strings.HasPrefix(code, "#") {
			continue
		}
		if !schoolCode(code) || named && of == "" || code == string(workflow.LeftOut) && !named {
			return nil, wrongUsage(fill(importTexts.BadCode, entry))
		}
		codes = append(codes, workflow.RosterSchoolCode{Code: workflow.SchoolID(code), Of: of})
	}
	if len(codes) > 1 && slices.ContainsFunc(codes, func(code workflow.RosterSchoolCode) bool { return code.Of == "" }) {
		return nil, wrongUsage(fill(importTexts.BadCode, given))
	}
	return codes, nil
}

// schoolCode reports whether a text can be a school's id: one word, as in --school
// of other commands.
func schoolCode(code string) bool {
	return code != "" && len(code) <= 64 && !strings.ContainsFunc(code, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r) || strings.ContainsRune("=,@/", r)
	})
}
