package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"kjentvei/workflow"
)

// maxBatch bounds how many closures share a commit, so that none waits for a
// very long one.
const maxBatch = 512

// request is one call of Update.
type request struct {
	ctx      context.Context
	fn       func(workflow.Tx) error
	err      error
	panicked *ClosurePanic
	done     chan struct{} // closed when err and panicked are set for good
}

// queue holds the requests that wait for the writer, oldest first.
type queue struct {
	mu      sync.Mutex
	filled  *sync.Cond
	waiting []*request
	closed  bool
}

func (q *queue) init() { q.filled = sync.NewCond(&q.mu) }

// add is false when the queue has been closed.
func (q *queue) add(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.waiting = append(q.waiting, r)
	q.filled.Signal()
	return true
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Signal()
}

// take waits until there is something and takes what there is; nothing once
// the queue is closed and empty.
func (q *queue) take() []*request {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.filled.Wait()
	}
	n := min(len(q.waiting), maxBatch)
	batch := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	return batch
}

// write is the writer's goroutine. A closure that ends its goroutine (a test
// that calls t.Fatal) takes the writer with it; another then goes on.
func (db *DB) write() {
	finished := false
	defer func() {
		if finished {
			close(db.stopped)
		} else {
			go db.write()
		}
	}()
	for {
		if len(db.batch) == 0 {
			// Those whom the last commit answered may have the next step ready:
			// let them queue it. Measured with 8 writers: half as many steps again.
			runtime.Gosched()
			db.batch = db.queue.take()
		}
		if len(db.batch) == 0 {
			finished = true
			return
		}
		db.runBatch()
	}
}

// runBatch commits db.batch. If the disk is too full for all of it, each is
// tried alone: a small one may still fit, and what a closure made of another's
// writes does not count when these were not stored.
func (db *DB) runBatch() {
	err := db.commit(db.batch)
	if errors.Is(err, workflow.ErrFull) && len(db.batch) > 1 {
		for len(db.batch) > 0 {
			one := db.batch[:1]
			db.finish(one, db.commit(one))
			db.batch = db.batch[1:]
		}
		return
	}
	db.finish(db.batch, err)
	db.batch = nil
}

// finish answers requests; an err is the answer to all of them.
func (db *DB) finish(batch []*request, err error) {
	for _, r := range batch {
		if err != nil {
			r.err, r.panicked = err, nil
		}
		close(r.done)
	}
}

// commit runs the closures of batch in one transaction and commits it, if any
// of them wrote. It sets the err or panicked of those that failed; its own error
// is that of all.
func (db *DB) commit(batch []*request) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	if failed := db.failed.Load(); failed != nil {
		return *failed
	}
	b, err := begin(db.bolt, true)
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed && errors.Is(b.rollback(), workflow.ErrDamaged) {
			db.stuck = true
		}
	}()
	s := newStage(db.ends)
	wrote := false
	for _, r := range batch {
		ops, err := db.run(b, s, r)
		if err != nil {
			return err
		}
		wrote = wrote || ops > 0
	}
	if !wrote {
		return nil
	}
	generation := b.tx.ID()
	if err := db.commitBolt(b); err != nil {
		return db.commitFailed(err, generation)
	}
	committed = true
	db.ends = s.ends
	db.index.commit(generation, s)
	return nil
}

// run runs one closure and, when it returns nil, gives its writes to b. Its
// error is one of the batch, not the closure's.
func (db *DB) run(b *boltTx, batch *stage, r *request) (ops int, err error) {
	r.err, r.panicked = r.ctx.Err(), nil
	if r.err != nil {
		return 0, nil
	}
	t := &tx{db: db, b: b, batch: batch, own: newStage(batch.ends)}
	db.call(t, r)
	if r.err != nil || r.panicked != nil {
		return 0, nil
	}
	if err := b.apply(t.own.ops); err != nil {
		return 0, err
	}
	batch.absorb(t.own)
	return len(t.own.ops), nil
}

// call runs the closure itself. If that ends the goroutine, its request is
// answered here, and what is left of the batch stays for the next writer.
func (db *DB) call(t *tx, r *request) {
	returned := false
	defer func() {
		t.done = true
		value := recover()
		switch {
		case returned:
		case value != nil:
			r.panicked = &ClosurePanic{value, debug.Stack()}
		default:
			r.err = errExited
			db.drop(r)
		}
	}()
	r.err = r.fn(t)
	returned = true
}

func (db *DB) drop(r *request) {
	left := make([]*request, 0, len(db.batch))
	for _, other := range db.batch {
		if other != r {
			left = append(left, other)
		}
	}
	db.batch = left
	close(r.done)
}

func commitBolt(b *boltTx) (err error) {
	defer guard("committing", &err)()
	return b.tx.Commit()
}

// commitFailed says what a failed commit means: ErrFull when surely nothing was
// kept. Otherwise the transaction may or may not be in the file, and no later
// one may build on that.
func (db *DB) commitFailed(cause error, generation int) error {
	if isFull(cause) && !db.visible(generation) {
		return fmt.Errorf("%w: %w", workflow.ErrFull, cause)
	}
	err := fmt.Errorf("%w: %w", ErrAmbiguous, cause)
	db.failed.Store(&err)
	db.index.fail()
	return err
}

// visible tells whether the transaction of a commit that failed is in the file.
func (db *DB) visible(generation int) bool {
	b, err := begin(db.bolt, false)
	if err != nil {
		return true
	}
	defer b.rollback()
	return b.tx.ID() >= generation
}
