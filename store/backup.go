package store

import (
	"context"
	"io"
)

// Backup writes a copy of the store as it is now, a file that Open takes, while
// Updates go on. It ends early, with ctx's error, when ctx does; what was
// written by then is worth nothing.
func (db *DB) Backup(ctx context.Context, w io.Writer) (err error) {
	b, err := db.read(ctx)
	if err != nil {
		return err
	}
	defer b.rollback()
	defer guard("copying "+db.path, &err)()
	_, err = b.tx.WriteTo(untilDone{ctx, w})
	return err
}

// untilDone fails once ctx has ended.
type untilDone struct {
	ctx context.Context
	w   io.Writer
}

func (u untilDone) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}
