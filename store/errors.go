package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"syscall"

	"kjentvei/workflow"

	bolterrors "go.etcd.io/bbolt/errors"
)

// The errors of this package; the others are those of package workflow.
var (
	// ErrClosed is returned when the DB is used after Close has begun.
	ErrClosed = errors.New("store is closed")
	// ErrLocked is returned by Open while another process has the file open.
	ErrLocked = errors.New("store is in use by another process")
	// ErrNewer is returned by Open for a file that only a newer program may use.
	ErrNewer = errors.New("store was written by a newer version of the program")
	// ErrAmbiguous is returned when a commit failed in such a way that it may or
	// may not be found in the file later, and by every Update after that. The
	// only way on is to exit, open the file again and look: a request with an
	// idempotency key can then be answered.
	ErrAmbiguous = errors.New("outcome of a commit is unknown; exit and open the store again")
)

var (
	errReadOnly = errors.New("write in a read transaction")
	errTxDone   = errors.New("transaction used after its function has returned")
	errExited   = errors.New("the function ended its goroutine (runtime.Goexit); nothing was stored")
)

// ClosurePanic is what Update panics with, on the goroutine of its caller, when
// the function given to it panicked. Nothing of that function was stored.
type ClosurePanic struct {
	Value any    // what the function panicked with
	Stack []byte // where
}

func (p *ClosurePanic) Error() string {
	return fmt.Sprintf("panic in a transaction: %v\n\n%s", p.Value, p.Stack)
}

// guard turns what a damaged file does to bbolt into ErrDamaged: its own panics,
// slices out of range and memory faults on pages that are not there. Deferred
// around every access to bbolt's pages, and around nothing else, so that a bug
// in a closure is never taken for damage. Use: defer guard(what, &err)().
func guard(what string, err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if value := recover(); value != nil {
			*err = fmt.Errorf("%w: %s: %v", workflow.ErrDamaged, what, value)
		}
	}
}

// isFull tells that a commit failed for want of space before its meta page was
// written, so that nothing of it was kept. An error of fdatasync carries no
// path and is not among them: what was on its way then is unknown.
func isFull(err error) bool {
	if errors.Is(err, bolterrors.ErrMaxSizeReached) {
		return true
	}
	for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT} {
		var path *fs.PathError
		if errors.As(err, &path) && path.Op == "write" && errors.Is(path.Err, errno) {
			return true
		}
		// bbolt keeps only the text of this one; it comes before any write.
		if text := err.Error(); strings.HasPrefix(text, "file resize error") && strings.Contains(text, errno.Error()) {
			return true
		}
	}
	return false
}
