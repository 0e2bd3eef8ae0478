package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"kjentvei/workflow"
)

// bbolt trusts its pages: a page number that points back up, or a length that
// leads out of the file, ends in a loop, a fault or a panic, some of them on
// goroutines where nobody can recover. The examiner reads the file beside bbolt
// and shows first that its trees can be walked. A page is
//
//	header   id 8, flags 2 (1 branch, 2 leaf, 16 freelist), count 2, overflow 4
//	branch   count times: offset 4, key length 4, page 8
//	leaf     count times: flags 4 (1: a bucket), offset 4, key length 4, value length 4
//
// with offsets counted from the element itself. The value of a bucket is its
// root page 8 and a sequence 8; root 0 means that a page follows in the value.
const (
	branchPage   = 1
	leafPage     = 2
	freelistPage = 16
	elementSize  = 16
	noFreelist   = ^uint64(0)
	maxHeight    = 32
)

type examiner struct {
	f    io.ReaderAt
	m    meta
	deep bool   // read leaves too; otherwise only what leads to them
	seen []bool // by page: part of something already
}

// examineFile shows that bbolt can open f, and reads only branches for it: a
// hundredth of the file.
func examineFile(f *os.File) error { return examine(f, false) }

// examine gives an ErrDamaged that names the first page that is wrong.
func examine(f *os.File, deep bool) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	m, err := readMeta(f, info.Size())
	if err != nil {
		return err
	}
	x := &examiner{f: f, m: m, deep: deep, seen: make([]bool, m.pages)}
	x.seen[0], x.seen[1] = true, true
	if err := x.tree(m.root, true); err != nil {
		return err
	}
	return x.freelist()
}

func damagedPage(id uint64, what string) error {
	return fmt.Errorf("%w: page %d: %s", workflow.ErrDamaged, id, what)
}

// page is one page with its overflow, or one inside the value of a small bucket.
type page struct {
	id    uint64
	flags uint16
	count int
	data  []byte
}

func parsePage(id uint64, data []byte) page {
	order := binary.NativeEndian
	return page{id, order.Uint16(data[8:]), int(order.Uint16(data[10:])), data}
}

// claim marks n pages from id as used, once.
func (x *examiner) claim(id, n uint64) error {
	if id < 2 || n > x.m.pages || id > x.m.pages-n {
		return damagedPage(id, "is outside the file")
	}
	for i := id; i < id+n; i++ {
		if x.seen[i] {
			return damagedPage(i, "is used twice")
		}
		x.seen[i] = true
	}
	return nil
}

// read claims and reads a page whole.
func (x *examiner) read(id uint64) (page, error) {
	if err := x.claim(id, 1); err != nil {
		return page{}, err
	}
	data := make([]byte, x.m.pageSize)
	if _, err := x.f.ReadAt(data, int64(id)*x.m.pageSize); err != nil {
		return page{}, err
	}
	if binary.NativeEndian.Uint64(data) != id {
		return page{}, damagedPage(id, "says it is another")
	}
	overflow := uint64(binary.NativeEndian.Uint32(data[12:]))
	if overflow > 0 {
		if err := x.claim(id+1, overflow); err != nil {
			return page{}, err
		}
		data = append(data, make([]byte, int64(overflow)*x.m.pageSize)...)
		if _, err := x.f.ReadAt(data[x.m.pageSize:], int64(id+1)*x.m.pageSize); err != nil {
			return page{}, err
		}
	}
	return parsePage(id, data), nil
}

// tree examines a bucket's tree; the leaves of the topmost hold the buckets.
func (x *examiner) tree(root uint64, top bool) error {
	height, err := x.height(root)
	if err != nil {
		return err
	}
	return x.node(root, height, top)
}

// height follows the first children down: all leaves lie equally deep.
func (x *examiner) height(id uint64) (int, error) {
	head := make([]byte, pageHeader+elementSize)
	for h := range maxHeight {
		if id < 2 || id >= x.m.pages {
			return 0, damagedPage(id, "is outside the file")
		}
		if _, err := x.f.ReadAt(head, int64(id)*x.m.pageSize); err != nil {
			return 0, err
		}
		switch parsePage(id, head).flags {
		case leafPage:
			return h, nil
		case branchPage:
			id = binary.NativeEndian.Uint64(head[pageHeader+8:])
		default:
			return 0, damagedPage(id, "is neither branch nor leaf")
		}
	}
	return 0, damagedPage(id, "lies too deep")
}

func (x *examiner) node(id uint64, height int, top bool) error {
	if height == 0 && !x.deep && !top {
		return x.claim(id, 1)
	}
	p, err := x.read(id)
	if err != nil {
		return err
	}
	if height == 0 {
		return x.leaf(p, top)
	}
	if p.flags != branchPage || p.count == 0 {
		return damagedPage(id, "is not a branch")
	}
	if err := p.elements(4, 0); err != nil {
		return err
	}
	for i := range p.count {
		child := binary.NativeEndian.Uint64(p.data[pageHeader+i*elementSize+8:])
		if err := x.node(child, height-1, top); err != nil {
			return err
		}
	}
	return nil
}

func (x *examiner) leaf(p page, top bool) error {
	if p.flags != leafPage {
		return damagedPage(p.id, "is not a leaf")
	}
	if err := p.elements(8, 4); err != nil {
		return err
	}
	order := binary.NativeEndian
	for i := range p.count {
		at := pageHeader + i*elementSize
		if flags := order.Uint32(p.data[at:]); flags == 0 && !top {
			continue
		} else if flags != 1 || !top {
			return damagedPage(p.id, "holds a bucket where a value belongs, or the reverse")
		}
		value := p.data[at+int(order.Uint32(p.data[at+4:]))+int(order.Uint32(p.data[at+8:])):]
		value = value[:order.Uint32(p.data[at+12:])]
		if err := x.bucket(p.id, value); err != nil {
			return err
		}
	}
	return nil
}

func (x *examiner) bucket(id uint64, value []byte) error {
	if len(value) < 16 {
		return damagedPage(id, "holds a bucket without a header")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 && len(value) == 16 {
		return x.tree(root, false)
	} else if root != 0 {
		return damagedPage(id, "holds a bucket that goes on beyond its header")
	}
	if len(value) < 16+pageHeader {
		return damagedPage(id, "holds a small bucket without a page")
	}
	p := parsePage(id, value[16:])
	if binary.NativeEndian.Uint64(p.data) != 0 {
		return damagedPage(id, "holds a small bucket that says it is another page")
	}
	if err := x.leaf(p, false); err != nil {
		return err
	}
	if p.size() != len(p.data) {
		return damagedPage(id, "holds a small bucket that goes on beyond its page")
	}
	return nil
}

// size is how much room the elements of a leaf take, and its header.
func (p page) size() int {
	size := pageHeader + p.count*elementSize
	for i := range p.count {
		at := pageHeader + i*elementSize
		size += int(binary.NativeEndian.Uint32(p.data[at+8:])) + int(binary.NativeEndian.Uint32(p.data[at+12:]))
	}
	return size
}

// elements checks that every element lies in the page and that keys ascend.
// The offset stands before the key length, which stands at keyAt in an element;
// the value length follows at keyAt+valueAfter (0: none).
func (p page) elements(keyAt, valueAfter int) error {
	order := binary.NativeEndian
	if pageHeader+p.count*elementSize > len(p.data) {
		return damagedPage(p.id, "has more elements than room")
	}
	var before []byte
	for i := range p.count {
		at := pageHeader + i*elementSize
		start := uint64(at) + uint64(order.Uint32(p.data[at+keyAt-4:]))
		end := start + uint64(order.Uint32(p.data[at+keyAt:]))
		all := end
		if valueAfter > 0 {
			all += uint64(order.Uint32(p.data[at+keyAt+valueAfter:]))
		}
		if all > uint64(len(p.data)) {
			return damagedPage(p.id, "has an element that leads out of it")
		}
		key := p.data[start:end]
		if i > 0 && bytes.Compare(before, key) >= 0 {
			return damagedPage(p.id, "has keys out of order")
		}
		before = key
	}
	return nil
}

// freelist checks that what is free is not in use. Its page holds count page
// numbers, ascending; count 0xFFFF means that the first number is the count.
func (x *examiner) freelist() error {
	if x.m.freelist == noFreelist {
		return nil
	}
	p, err := x.read(x.m.freelist)
	if err != nil {
		return err
	}
	if p.flags != freelistPage {
		return damagedPage(p.id, "is not the list of free pages")
	}
	ids, n := p.data[pageHeader:], uint64(p.count)
	if n == 0xFFFF {
		n, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return damagedPage(p.id, "lists more free pages than it has room for")
	}
	before := uint64(0)
	for i := range n {
		id := binary.NativeEndian.Uint64(ids[i*8:])
		if id <= before {
			return damagedPage(p.id, "lists free pages out of order")
		}
		if err := x.claim(id, 1); err != nil {
			return fmt.Errorf("list of free pages: %w", err)
		}
		before = id
	}
	return nil
}
