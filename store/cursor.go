package store

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"kjentvei/workflow"
)

// sorting is an order and its direction.
type sorting struct {
	order
	descending bool
}

func parseSort(s string) (sorting, error) {
	name, descending := strings.CutPrefix(s, "-")
	switch name {
	case "opened_at":
		return sorting{byOpened, descending}, nil
	case "due_on":
		return sorting{byDue, descending}, nil
	case "reference":
		return sorting{byReference, descending}, nil
	case "":
		if s == "" {
			return sorting{byOpened, true}, nil
		}
	}
	return sorting{}, fmt.Errorf("%w: cannot sort by %.40q", workflow.ErrInvalid, s)
}

// inOrder compares two entries as they come in a list.
func (s sorting) inOrder(a, b *entry) int {
	if s.descending {
		return s.compare(b, a)
	}
	return s.compare(a, b)
}

// before tells whether a comes before b in a list.
func (s sorting) before(a, b *entry) bool {
	c := s.compare(a, b)
	return c < 0 && !s.descending || c > 0 && s.descending
}

// A cursor is where a page ended, so that the next begins behind it whatever
// has been added since: base64url of
//
//	byte     order << 1 | 1 when descending
//	16 bytes id of the last case; its number would tell how many there are
//	then     what it was sorted by: varint seconds or days, or the folded reference
func (s sorting) cursor(e *entry) string {
	b := []byte{byte(s.order) << 1}
	if s.descending {
		b[0]++
	}
	b = append(b, e.id[:]...)
	switch s.order {
	case byOpened:
		b = binary.AppendVarint(b, e.opened)
	case byDue:
		b = binary.AppendVarint(b, int64(e.due))
	case byReference:
		b = append(b, e.folded...)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor gives an entry to compare others with, nil for the first page. mu is held.
func (ix *index) parseCursor(s sorting, cursor string) (*entry, error) {
	if cursor == "" {
		return nil, nil
	}
	bad := fmt.Errorf("%w: cursor does not belong to this list", workflow.ErrInvalid)
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, bad
	}
	r := reader{data: b}
	head, e := r.byte(), &entry{}
	copy(e.id[:], r.take(uint64(len(e.id))))
	e.number = ix.ids[e.id]
	switch s.order {
	case byOpened:
		e.opened = r.varint()
	case byDue:
		due := r.varint()
		if due < math.MinInt32 || due > math.MaxInt32 {
			return nil, bad
		}
		e.due = int32(due)
	case byReference:
		e.folded = string(r.take(uint64(len(r.data))))
	}
	// Only what cursor would write is taken.
	if r.end() != nil || e.number == 0 || head>>1 != byte(s.order) || s.cursor(e) != cursor {
		return nil, bad
	}
	return e, nil
}
