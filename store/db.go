package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Options may be left zero.
type Options struct {
	// LockTimeout is how long Open waits for another process to let go of the
	// file; 0 is two seconds.
	LockTimeout time.Duration
	// MaxSize is how many bytes the file may grow to, roughly: it grows in
	// steps of up to 16 MiB. Updates beyond it are ErrFull. 0 is no limit.
	MaxSize int
	// Now dates a new file; nil is time.Now. Nothing else needs a clock.
	Now func() time.Time
	// Verify, when set, is asked by Check whether a record is what its events
	// make of it.
	Verify func(workflow.Record, []workflow.Event) error
}

// DB is an open store. Its methods may be called by any goroutine.
type DB struct {
	bolt    *bolt.DB
	path    string
	options Options
	index   *index
	queue   queue
	recalls recalls

	commitBolt func(*boltTx) error // commitBolt, except in tests of commits that fail

	// writing is held from before a transaction for writing begins until the
	// index has what it wrote.
	writing sync.Mutex
	ends    ends       // guarded by writing; what the last commit left
	batch   []*request // of the writer only: what it is running
	stuck   bool       // of the writer, until it has stopped: bbolt did not end a transaction

	failed  atomic.Pointer[error] // set once: why no Update is possible any more
	closed  atomic.Bool
	stopped chan struct{} // closed when the writer has ended
}

var _ workflow.Store = (*DB)(nil)

// Open opens the store at path, or makes a new one when nothing is there, and
// reads its records into memory. Whoever opens it has it alone: ErrLocked
// otherwise. A file that cannot be a store, or one cut short, is ErrDamaged;
// one that only a newer program may use is ErrNewer. Both are left as they are.
func Open(path string, o Options) (*DB, error) { return open(path, o, migrations) }

func open(path string, o Options, steps []migration) (*DB, error) {
	if o.LockTimeout <= 0 {
		o.LockTimeout = 2 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := create(path, o.Now()); err != nil {
		return nil, fmt.Errorf("creating %s: %w", path, err)
	}
	b, err := openBolt(path, o)
	if err != nil {
		return nil, err
	}
	db := &DB{bolt: b, path: path, options: o, index: newIndex(), commitBolt: commitBolt, stopped: make(chan struct{})}
	db.queue.init()
	if err := errors.Join(migrate(b, steps), db.load()); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), closeBolt(b))
	}
	go db.write()
	return db, nil
}

func closeBolt(b *bolt.DB) (err error) {
	defer guard("closing", &err)()
	return b.Close()
}

// load reads what is kept in memory.
func (db *DB) load() error {
	b, err := begin(db.bolt, false)
	if err != nil {
		return err
	}
	defer b.rollback()
	if err := db.index.load(b); err != nil {
		return err
	}
	if err := db.index.loadAnswers(b); err != nil {
		return err
	}
	if db.ends, err = readEnds(b); err != nil {
		return err
	}
	if db.index.count > 10_000 {
		debug.FreeOSMemory() // what reading that many has left behind
	}
	return nil
}

func readEnds(b *boltTx) (e ends, err error) {
	for _, end := range []struct {
		to   *uint64
		of   bucket
		edge func(*boltTx, bucket) (uint64, error)
	}{
		{&e.event, eventBucket, (*boltTx).last},
		{&e.record, caseBucket, (*boltTx).last},
		{&e.answer, answerBucket, (*boltTx).last},
		{&e.oldest, answerBucket, (*boltTx).first},
		{&e.operation, operationBucket, (*boltTx).last},
		{&e.look, lookBucket, (*boltTx).last},
	} {
		if *end.to, err = end.edge(b, end.of); err != nil {
			return e, err
		}
	}
	if e.oldest == 0 {
		e.oldest = 1
	}
	return e, nil
}

// Close lets the Updates that wait be done, ends the writer and closes the
// file once no View runs. Calling it again does nothing.
func (db *DB) Close() error {
	if db.closed.Swap(true) {
		<-db.stopped
		return nil
	}
	db.queue.close()
	<-db.stopped
	if db.stuck {
		return fmt.Errorf("%w: %s is left open", workflow.ErrDamaged, db.path)
	}
	return closeBolt(db.bolt)
}

// View runs fn on a snapshot of what is durable. It does not wait for writers,
// except for the moment in which a commit is in the file and not yet on the disk.
func (db *DB) View(ctx context.Context, fn func(workflow.Tx) error) error {
	b, err := db.read(ctx)
	if err != nil {
		return err
	}
	defer b.rollback()
	t := &tx{db: db, b: b}
	defer func() { t.done = true }()
	return fn(t)
}

// read begins a snapshot of what is durable.
func (db *DB) read(ctx context.Context) (*boltTx, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := begin(db.bolt, false)
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) || err == nil && db.closed.Load() {
		if err == nil {
			b.rollback()
		}
		return nil, ErrClosed
	}
	if err != nil {
		return nil, err
	}
	if !db.index.wait(b.tx.ID()) {
		return nil, errors.Join(*db.failed.Load(), b.rollback())
	}
	return b, nil
}

// Update runs fn among the other writers' (see the package comment) and returns
// nil once what it wrote is durable. If ctx ends before its turn has come, fn
// is not run; afterwards ctx is not looked at. A panic of fn becomes a
// *ClosurePanic here. ErrFull and the errors of fn mean that nothing was
// stored; ErrAmbiguous means that nobody knows.
func (db *DB) Update(ctx context.Context, fn func(workflow.Tx) error) error {
	r := &request{ctx: ctx, fn: fn, done: make(chan struct{})}
	if !db.queue.add(r) {
		return ErrClosed
	}
	<-r.done
	if r.panicked != nil {
		panic(r.panicked)
	}
	return r.err
}

// Events is how many events have been stored.
func (db *DB) Events() uint64 {
	db.writing.Lock()
	defer db.writing.Unlock()
	return db.ends.event
}

// Closed tells whether Close has been called.
func (db *DB) Closed() bool { return db.closed.Load() }

// Path is where the file is.
func (db *DB) Path() string { return db.path }
