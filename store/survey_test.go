package store_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// place is some bytes of a file that must be as they are: any other value of any
// of them has to be noticed.
type place struct {
	at, size int
	bits     byte // of each byte, those that count
	what     string
	chance   bool // nearly always: letters that happen to read as lengths can hide it
}

// listed are the buckets whose keys others vouch for: what one of them lacks or
// has too much, another misses. Of the rest (settings, tokens, free days, what
// operators did, answers, of which old ones are dropped) nobody can say so.
var listed = []string{"events", "payloads", "cases", "students", "students_at", "staff", "staff_at", "staff_users"}

// survey lists what must be noticed by design: what holds the file's trees
// together (the headers and elements of the pages in use, the list of free
// pages, the roots of the buckets and their names), the keys of listed buckets,
// and of the values of cases what says where anything in them is (formats,
// lengths, counts) or belongs to (numbers). It reads all of it as pages.go,
// codec.go and payload.go draw it, but by itself.
func survey(t *testing.T, path string, data []byte) []place {
	t.Helper()
	s := &surveyor{t: t, data: data, size: pageSize}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.View(func(tx *bolt.Tx) error {
		s.tree(int(tx.Cursor().Bucket().Root()), "")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	s.freelist()
	return s.places
}

type surveyor struct {
	t      *testing.T
	data   []byte
	size   int
	places []place
}

func (s *surveyor) must(at, size int, format string, args ...any) {
	if size > 0 {
		s.places = append(s.places, place{at, size, 0xFF, fmt.Sprintf(format, args...), false})
	}
}

func (s *surveyor) u16(at int) int { return int(binary.NativeEndian.Uint16(s.data[at:])) }
func (s *surveyor) u32(at int) int { return int(binary.NativeEndian.Uint32(s.data[at:])) }
func (s *surveyor) u64(at int) int { return int(binary.NativeEndian.Uint64(s.data[at:])) }

// tree surveys the pages of a bucket; "" is the one that holds the buckets.
func (s *surveyor) tree(page int, bucket string) {
	at := page * s.size
	s.must(at, 8, "number of page %d (%s)", page, bucket)
	s.must(at+8, 2, "kind of page %d (%s)", page, bucket)
	s.must(at+12, 4, "overflow of page %d (%s)", page, bucket)
	if s.u16(at+8) == 2 {
		s.leaf(at, bucket)
		return
	}
	s.must(at+10, 2, "count of branch %d (%s)", page, bucket)
	for i := range s.u16(at + 10) {
		element := at + 16 + 16*i
		s.must(element+8, 8, "child %d of branch %d (%s)", i, page, bucket)
		s.tree(s.u64(element+8), bucket)
	}
}

func (s *surveyor) leaf(at int, bucket string) {
	top := bucket == ""
	vouched := top || slices.Contains(listed, bucket)
	if vouched {
		s.must(at+10, 2, "count of a leaf of %q", bucket)
	}
	for i := range s.u16(at + 10) {
		element := at + 16 + 16*i
		key := element + s.u32(element+4)
		size := s.u32(element + 8)
		s.must(element, 4, "kind of element %d of %q", i, bucket)
		if !vouched {
			continue
		}
		s.must(element+4, 12, "place of element %d of %q", i, bucket)
		s.must(key, size, "key %d of %q", i, bucket)
		switch value := key + size; bucket {
		case "":
			s.bucket(value, string(s.data[key:value]))
		case "events":
			s.event(value)
		case "cases":
			s.record(value)
		case "payloads":
			s.payload(value)
		}
	}
}

// bucket surveys the value of a bucket: a root page and a sequence that nobody
// uses, or root 0 and a page that follows.
func (s *surveyor) bucket(at int, name string) {
	s.must(at, 8, "root of %q", name)
	if root := s.u64(at); root != 0 {
		s.tree(root, name)
		return
	}
	s.must(at+16, 8, "number of the small page of %q", name)
	s.must(at+16+8, 2, "kind of the small page of %q", name)
	s.leaf(at+16, name)
}

// freelist surveys the list of free pages, which the newer meta page points to.
func (s *surveyor) freelist() {
	meta := 16
	if s.u64(s.size+16+48) > s.u64(16+48) {
		meta += s.size
	}
	at := s.u64(meta+32) * s.size
	s.must(at, 16, "header of the list of free pages")
	s.must(at+16, 8*s.u16(at+10), "list of free pages")
}
