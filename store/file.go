package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// openBolt opens the bbolt file at path, which must exist. The file is locked
// first and examined before bbolt maps it: bbolt panics on a truncated file,
// and a branch that leads back to itself would never end.
func openBolt(path string, o Options) (db *bolt.DB, err error) {
	var opened *os.File
	defer func() {
		if err != nil && opened != nil {
			opened.Close() // bbolt leaves it open, and locked, when it panics
		}
	}()
	defer guard("opening "+path, &err)()
	db, err = bolt.Open(path, 0o600, &bolt.Options{
		Timeout: o.LockTimeout,
		// The list of free pages is kept in the file. Leaving it out saves
		// nothing that can be measured, but Open then reads every page to find
		// the free ones (seconds for a large file), and so does the rollback of
		// a commit that met a full disk; on a damaged page that search panics
		// on a goroutine of bbolt's, where nobody can recover. A list that is
		// wrong, the trouble that leaving it out would avoid, is found by
		// examine here and by Check.
		NoFreelistSync:  false,
		FreelistType:    bolt.FreelistMapType,
		InitialMmapSize: mapSize(o),
		MaxSize:         o.MaxSize,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			opened, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
			if err != nil {
				return nil, err
			}
			if err := lock(opened, o.LockTimeout); err != nil {
				return nil, err
			}
			return opened, examineFile(opened)
		},
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%w: %s", ErrLocked, path)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("%w: %s: %w", workflow.ErrDamaged, path, err)
	}
	return db, err
}

// mapSize reserves address space (no memory) for a file that grows: bbolt must
// otherwise wait for every reader to map it anew.
func mapSize(o Options) int {
	const size = 1 << 30
	if o.MaxSize > 0 {
		return min(size, o.MaxSize)
	}
	return size
}

// lock takes the lock that bbolt takes too, so that the file can be examined
// under it. bbolt then finds it already held by the same open file.
func lock(f *os.File, timeout time.Duration) error {
	for start := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		if time.Since(start) >= timeout {
			return bolterrors.ErrTimeout
		}
	}
}

// pageSize is that of a new file. An event of about 1 KiB leaves a quarter of a
// page of 4 KiB empty, and a tenth of one of 8 KiB; steps are no slower.
const pageSize = 8192

// create makes a new store at path unless a file is there. It is complete and
// on the disk under another name before it gets its own, so that a crash leaves
// either nothing or a store.
func create(path string, now time.Time) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	tmp.Close()
	defer os.Remove(tmp.Name())
	db, err := bolt.Open(tmp.Name(), 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, PageSize: pageSize})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error { return initialise(tx, now) })
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	// A link, not a rename: it does not replace what another process has put there meanwhile.
	if err := os.Link(tmp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// meta is what bbolt says of its file on page 0 or 1:
//
//	page header  id 8, flags 2 (4: meta), count 2, overflow 4
//	magic 4, version 4, page size 4, flags 4
//	root bucket  page 8, sequence 8
//	freelist 8, high water 8, transaction 8, FNV-1a of all since the magic 8
//
// in the byte order of the machine.
type meta struct {
	pageSize   int64
	root       uint64 // page of the root bucket
	freelist   uint64 // first page of the list of free pages
	pages      uint64 // high water: pages from here on are not in use
	generation uint64 // transaction that wrote it
}

const (
	pageHeader = 16
	metaSize   = 64
	metaMagic  = 0xED0CDAED
)

func parseMeta(page []byte) (m meta, ok bool) {
	order := binary.NativeEndian
	b := page[pageHeader:]
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	m = meta{
		pageSize:   int64(order.Uint32(b[8:])),
		root:       order.Uint64(b[16:]),
		freelist:   order.Uint64(b[32:]),
		pages:      order.Uint64(b[40:]),
		generation: order.Uint64(b[48:]),
	}
	ok = order.Uint32(b) == metaMagic && order.Uint32(b[4:]) == 2 && order.Uint64(b[56:]) == sum.Sum64()
	return m, ok && m.pageSize >= 512 && m.pageSize <= 1<<20 && m.pageSize&(m.pageSize-1) == 0
}

// readMeta reads the meta page that counts: the newer of those that are whole.
func readMeta(f io.ReaderAt, size int64) (meta, error) {
	var best meta
	try := func(offset int64) {
		page := make([]byte, pageHeader+metaSize)
		if _, err := f.ReadAt(page, offset); err != nil {
			return
		}
		if m, ok := parseMeta(page); ok && (best.pageSize == 0 || m.generation > best.generation) {
			best = m
		}
	}
	try(0)
	if best.pageSize != 0 {
		try(best.pageSize)
	}
	for guess := int64(1 << 10); best.pageSize == 0 && guess <= 1<<16; guess *= 2 {
		try(guess)
	}
	switch {
	case best.pageSize == 0:
		return best, fmt.Errorf("%w: not a store, or its first pages are damaged", workflow.ErrDamaged)
	case best.pages > uint64(size)/uint64(best.pageSize):
		return best, fmt.Errorf("%w: truncated: %d bytes of %d pages of %d", workflow.ErrDamaged, size, best.pages, best.pageSize)
	}
	return best, nil
}
