package store

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"kjentvei/workflow"

	"github.com/google/uuid"
)

// A text is stored as
//
//	uvarint  length of what follows << 2 | form
//	bytes    form 0: the text
//	         form 1: a text of lower-case hex digits, two to a byte
//	         form 2: a UUID in its usual form, 16 bytes
//
// always in the shortest form, so that equal values have equal bytes. Hashes
// and opaque ids, of which a record is full, take half the room or less.
const (
	plainText = 0
	hexText   = 1
	uuidText  = 2
)

func appendText(b []byte, s string) []byte {
	if raw, ok := parseUUID(s); ok {
		b = binary.AppendUvarint(b, 16<<2|uuidText)
		return append(b, raw[:]...)
	}
	if isHex(s) {
		b = binary.AppendUvarint(b, uint64(len(s)/2)<<2|hexText)
		b, _ = hex.AppendDecode(b, []byte(s)) // isHex
		return b
	}
	b = binary.AppendUvarint(b, uint64(len(s))<<2+plainText)
	return append(b, s...)
}

func appendTexts[T ~string](b []byte, texts []T) []byte {
	b = binary.AppendUvarint(b, uint64(len(texts)))
	for _, s := range texts {
		b = appendText(b, string(s))
	}
	return b
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}

// isHex tells whether s is worth packing as hex.
func isHex[T string | []byte](s T) bool {
	if len(s) < 8 || len(s)%2 != 0 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// parseUUID reads a UUID in its usual form only: lower case, with hyphens.
func parseUUID(s string) (id uuid.UUID, ok bool) {
	if len(s) != 36 || s[8] != '-' {
		return id, false
	}
	id, err := uuid.Parse(s)
	if err != nil {
		return id, false
	}
	var back [36]byte
	formatUUID(&back, id[:])
	return id, string(back[:]) == s
}

func isUUID(s string) bool {
	_, ok := parseUUID(s)
	return ok
}

func formatUUID(dst *[36]byte, raw []byte) {
	for i, part := 0, 0; part < 5; part++ {
		n := [5]int{4, 2, 2, 2, 6}[part]
		hex.Encode(dst[i:], raw[:n])
		if i, raw = i+2*n, raw[n:]; part < 4 {
			dst[i] = '-'
			i++
		}
	}
}

// reader takes values off the front of data. After its first error it gives
// zero values; err then says what was wrong. It never panics, and it takes
// only what the append functions write: anything decoded has one encoding.
type reader struct {
	data  []byte
	err   error
	names *symbols // where texts that come often are kept once; nil: each is a new string
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", workflow.ErrDamaged, what)
	}
	r.data = nil
}

func (r *reader) byte() byte {
	raw := r.take(1)
	if raw == nil {
		return 0
	}
	return raw[0]
}

func (r *reader) bool() bool {
	v := r.byte()
	if v > 1 {
		r.fail("neither yes nor no")
	}
	return v == 1
}

// take gives the next n bytes, nil when there are not as many.
func (r *reader) take(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.data)) {
		r.fail("value ends too early")
		return nil
	}
	raw := r.data[:n:n]
	r.data = r.data[n:]
	return raw
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	return r.number(v, n)
}

func (r *reader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// number takes the n bytes of v off, refusing an encoding that is longer than it need be.
func (r *reader) number(v uint64, n int) uint64 {
	if r.err != nil || n <= 0 || n > 1 && r.data[n-1] == 0 {
		r.fail("not a number")
		return 0
	}
	r.data = r.data[n:]
	return v
}

// count reads how many items follow, each of which takes at least a byte.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail("more items than bytes")
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	head := r.uvarint()
	raw := r.take(head >> 2)
	if raw == nil {
		return ""
	}
	var packed [64]byte
	switch head & 3 {
	case plainText:
		if isHex(raw) || len(raw) == 36 && isUUID(string(raw)) {
			r.fail("text in a longer form than it need be")
			return ""
		}
		return r.string(raw)
	case hexText:
		if len(raw) < 4 {
			break
		}
		return r.string(hex.AppendEncode(packed[:0], raw))
	case uuidText:
		if len(raw) != 16 {
			break
		}
		formatUUID((*[36]byte)(packed[:]), raw)
		return r.string(packed[:36])
	}
	r.fail("text in an unknown form")
	return ""
}

// readTexts appends what appendTexts wrote.
func readTexts[T ~string](r *reader, texts []T) []T {
	for range r.count() {
		texts = append(texts, T(r.text()))
	}
	return texts
}

func (r *reader) string(raw []byte) string {
	if r.names != nil {
		return r.names.intern(raw)
	}
	return string(raw)
}

// uuid reads 16 bytes as a UUID.
func (r *reader) uuid() (id uuid.UUID) {
	copy(id[:], r.take(16))
	return id
}

// end gives the first error, or one when something is left over.
func (r *reader) end() error {
	if r.err == nil && len(r.data) > 0 {
		r.fail("value goes on beyond its end")
	}
	return r.err
}
