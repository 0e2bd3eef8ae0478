package roster

import (
	"archive/zip"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// What a roster may be. A county of 22,000 students is some 3 MB; 200,000 are
// 25 MB, and 130 MB unpacked.
const (
	MaxBytes = 256 << 20 // of the zip

	maxFileBytes  = 512 << 20 // of one file, unpacked
	maxFiles      = 100
	maxRatio      = 100     // unpacked to packed
	ratioFreeSize = 1 << 20 // unpacked; below it the ratio says nothing
)

// mode is what a file is, as the manifest says.
type mode uint8

const (
	absent mode = iota
	bulk
	delta
)

// Options are what a file does not say itself.
type Options struct {
	On      calendar.Date // today: nobody is born later; 0: not asked
	MaxRows int           // of all files together: what is read is in memory; 0: no bound but that of each file
}

// File is what one zip says.
type File struct {
	orgs        sheet[org]
	users       sheet[user]
	classes     sheet[class]
	enrollments sheet[enrollment]
	births      sheet[birth]
	Dropped     Dropped
}

// Dropped counts the cells whose content was dropped while they were read.
type Dropped struct {
	Passwords int
	National  int // numbers that look like national identity numbers
	Race      int
}

// Rows is how many rows were read.
func (f *File) Rows() int {
	return len(f.orgs.rows) + len(f.users.rows) + len(f.classes.rows) + len(f.enrollments.rows) + len(f.births.rows)
}

// Read reads a roster, or tells every mistake in it, up to 500. With mistakes
// there is no file.
func Read(from io.ReaderAt, size int64, o Options) (*File, Problems) {
	n := &notes{most: o.MaxRows}
	f := read(n, from, size, o)
	if len(n.list) > 0 {
		if n.kept == len(n.list) && f.orgs.mode == bulk && f.users.mode == bulk {
			_, more := f.Over(&Roster{}) // what refers to nobody, too
			n.list = append(n.list, more...)
		}
		return nil, n.problems()
	}
	return f, nil
}

func read(n *notes, from io.ReaderAt, size int64, o Options) *File {
	f := &File{}
	if size > MaxBytes {
		n.add("", 0, 0, "zip_too_big", strconv.Itoa(MaxBytes>>20))
		return nil
	}
	archive, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		n.add("", 0, 0, "not_zip")
		return nil
	}
	found := files(n, archive)
	modes := manifest(n, found, o)
	if modes == nil {
		return nil
	}
	load(n, found, modes, fileOrgs, o, f, &f.orgs, readOrgs)
	load(n, found, modes, fileUsers, o, f, &f.users, readUsers)
	load(n, found, modes, fileClasses, o, f, &f.classes, readClasses)
	load(n, found, modes, fileEnrollments, o, f, &f.enrollments, readEnrollments)
	load(n, found, modes, fileBirths, o, f, &f.births, readBirths)
	return f
}

// files lists the files of a zip that are read, by name.
func files(n *notes, archive *zip.Reader) map[string]*zip.File {
	found := map[string]*zip.File{}
	if len(archive.File) > maxFiles {
		n.add("", 0, 0, "many_files", strconv.Itoa(maxFiles))
		return found
	}
	for _, file := range archive.File {
		name := file.Name
		base := name[strings.LastIndexAny(name, `/\`)+1:]
		known := slices.Contains(readFiles, base) || slices.Contains(otherFiles, base)
		switch {
		case known && base != name:
			n.add(name, 0, 0, "in_folder")
		case strings.Contains(name, "..") || strings.ContainsAny(name, "\\\x00") || strings.HasPrefix(name, "/"):
			n.add("", 0, 0, "bad_path", name)
		case !known && strings.HasSuffix(strings.ToLower(name), ".csv") && base == name:
			n.unknownFile(name)
		case !known: // a note, or what a computer leaves behind
		case found[name] != nil:
			n.add(name, 0, 0, "file_twice")
		default:
			found[name] = file
		}
	}
	return found
}

func (n *notes) unknownFile(name string) {
	n.add(name, 0, 0, "unknown_file")
	if near := routine.Nearest(name, slices.Concat(readFiles, otherFiles)); near != "" && len(name) < maxQuoted && !n.more {
		n.list[len(n.list)-1].Hint = NewProblem("", 0, 0, "did_you_mean", near).Message
	}
}

// manifest reads what each file is; nil where that cannot be told.
func manifest(n *notes, found map[string]*zip.File, o Options) map[string]mode {
	file := found[fileManifest]
	if file == nil {
		n.add(fileManifest, 0, 0, "no_manifest")
		return nil
	}
	stated := map[string]mode{}
	version, before := "", len(n.list)
	seen := map[string]bool{}
	open(n, file, absent, o, &Dropped{}, func(t *table) {
		name, value := t.col("propertyName"), t.col("value")
		for t.next() {
			property, word := t.cell(name), t.cell(value)
			if seen[property] && property != "" {
				t.note(name+1, "property_twice", property)
			}
			seen[property] = true
			if property == "oneroster.version" {
				version = word
				if word != "1.1" {
					t.note(value+1, "version", word)
				}
			}
			if of, ok := strings.CutPrefix(property, "file."); ok {
				stated[of+".csv"] = t.stated(value)
			}
		}
	})
	if version == "" && len(n.list) == before {
		n.add(fileManifest, 0, 0, "version", "")
	}
	n.promised(stated, found)
	if len(n.list) == before && !slices.ContainsFunc(readFiles[1:], func(name string) bool { return stated[name] != absent }) {
		n.add(fileManifest, 0, 0, "nothing")
	}
	return stated
}

// promised notes what the manifest says of files and is not so.
func (n *notes) promised(stated map[string]mode, found map[string]*zip.File) {
	for _, name := range readFiles[1:] {
		switch {
		case stated[name] != absent && found[name] == nil:
			n.add(name, 0, 0, "file_missing")
		case stated[name] == absent && found[name] != nil:
			n.add(name, 0, 0, "file_unlisted", strings.TrimSuffix(name, ".csv"))
		}
	}
}

// stated reads what one file is.
func (t *table) stated(value int) mode {
	switch t.one(value, []string{"bulk", "delta", "absent"}) {
	case "bulk":
		return bulk
	case "delta":
		return delta
	}
	return absent
}

// load reads one file into its sheet, and sees to it that no id comes twice.
func load[T datum](n *notes, found map[string]*zip.File, modes map[string]mode, name string, o Options, f *File, into *sheet[T], rows func(*table) sheet[T]) {
	file, m := found[name], modes[name]
	if file == nil || m == absent {
		return
	}
	open(n, file, m, o, &f.Dropped, func(t *table) { *into = rows(t) })
	into.mode = m
	into.sort()
	for i := 1; i < len(into.rows); i++ {
		if id := into.rows[i].datum.key(); id != "" && id == into.rows[i-1].datum.key() {
			n.add(name, into.rows[i].row, 0, "id_twice", id, strconv.Itoa(into.rows[i-1].row))
		}
	}
}

func (s *sheet[T]) sort() {
	for _, rows := range [][]at[T]{s.rows, s.gone} {
		slices.SortStableFunc(rows, func(a, b at[T]) int { return strings.Compare(a.datum.key(), b.datum.key()) })
	}
}

// open unpacks a file for fn, as far as it is not too much.
func open(n *notes, file *zip.File, m mode, o Options, dropped *Dropped, fn func(*table)) {
	content, err := file.Open()
	if err != nil {
		n.add(file.Name, 0, 0, "unreadable")
		return
	}
	defer content.Close()
	if t, ok := newTable(n, file.Name, m, &guarded{from: content, packed: int64(min(file.CompressedSize64, MaxBytes))}, o, dropped); ok {
		fn(t)
	}
}

var (
	errTooMuch = errors.New("too much")
	errRatio   = errors.New("unpacks to too much")
)

// guarded ends a file that unpacks to more than anybody means it to. What the
// zip says of sizes is not believed.
type guarded struct {
	from     io.Reader
	packed   int64
	unpacked int64
}

func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	g.unpacked += int64(n)
	switch {
	case g.unpacked > maxFileBytes:
		return 0, errTooMuch
	case g.unpacked > ratioFreeSize && g.unpacked/maxRatio > g.packed:
		return 0, errRatio
	}
	return n, err
}
