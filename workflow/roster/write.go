package roster

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Bytes writes the roster as a zip that Read takes: what was kept, in the
// standard's columns, every other cell empty. The same roster has the same bytes.
func (r *Roster) Bytes() ([]byte, error) {
	var b bytes.Buffer
	w := &writer{zip: zip.NewWriter(&b)}
	w.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	w.manifest()
	sheetTo(w, fileOrgs, r.orgs, func(o org) map[string]string {
		return map[string]string{"name": o.name, "type": o.kind, "identifier": o.identifier}
	})
	sheetTo(w, fileUsers, r.users, userCells)
	sheetTo(w, fileClasses, r.classes, func(c class) map[string]string {
		kind := "scheduled"
		if c.homeroom {
			kind = "homeroom"
		}
		return map[string]string{"title": c.title, "classType": kind, "schoolSourcedId": c.school}
	})
	sheetTo(w, fileEnrollments, r.enrollments, func(e enrollment) map[string]string {
		return map[string]string{
			"classSourcedId": e.class, "schoolSourcedId": e.school, "userSourcedId": e.user, "role": e.role,
			"primary": strconv.FormatBool(e.primary), "beginDate": e.begin.String(), "endDate": e.end.String(),
		}
	})
	sheetTo(w, fileBirths, r.births, func(b birth) map[string]string { return map[string]string{"birthDate": b.date.String()} })
	if w.err == nil {
		w.err = w.zip.Close()
	}
	return b.Bytes(), w.err
}

// Parse reads what Bytes wrote.
func Parse(data []byte) (*Roster, error) {
	f, problems := Read(bytes.NewReader(data), int64(len(data)), Options{})
	if len(problems) > 0 {
		return nil, fmt.Errorf("stored roster: %w", problems)
	}
	r := &Roster{f.orgs.rows, f.users.rows, f.classes.rows, f.enrollments.rows, f.births.rows}
	settle(r.orgs)
	settle(r.users)
	settle(r.classes)
	settle(r.enrollments)
	settle(r.births)
	return r, nil
}

// settle makes rows those of an earlier file.
func settle[T datum](rows []at[T]) {
	for i := range rows {
		rows[i].row = 0
	}
}

func userCells(u user) map[string]string {
	cells := map[string]string{
		"enabledUser": strconv.FormatBool(u.enabled), "orgSourcedIds": u.orgs, "role": u.role, "username": u.username,
		"givenName": u.given, "middleName": u.middle, "familyName": u.family, "sms": u.phone, "agentSourcedIds": u.agents,
	}
	if u.feide != "" {
		cells["userIds"] = "{Feide:" + u.feide + "}"
	}
	return cells
}

type writer struct {
	zip *zip.Writer
	err error
}

// file begins a file with its headings.
func (w *writer) file(name string) *csv.Writer {
	to, err := w.zip.Create(name)
	if w.err = err; err != nil {
		return csv.NewWriter(io.Discard)
	}
	out := csv.NewWriter(to)
	w.err = out.Write(headers[name])
	return out
}

func (w *writer) manifest() {
	out := w.file(fileManifest)
	rows := [][]string{{"manifest.version", "1.0"}, {"oneroster.version", "1.1"}}
	for _, name := range readFiles[1:] {
		rows = append(rows, []string{"file." + strings.TrimSuffix(name, ".csv"), "bulk"})
	}
	if w.err == nil {
		w.err = out.WriteAll(rows)
	}
}

func sheetTo[T datum](w *writer, name string, rows []at[T], cells func(T) map[string]string) {
	if w.err != nil {
		return
	}
	out := w.file(name)
	line := make([]string, len(headers[name]))
	for i := 0; i < len(rows) && w.err == nil; i++ {
		found := cells(rows[i].datum)
		for at, column := range headers[name] {
			line[at] = found[column]
		}
		line[0] = rows[i].datum.key()
		w.err = out.Write(line)
	}
	out.Flush()
	if w.err == nil {
		w.err = out.Error()
	}
}
