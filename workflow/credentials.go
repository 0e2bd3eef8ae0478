package workflow

import (
	"context"
)

// Account is what logging in needs to know of a member of staff.
type Account struct {
	Staff *Staff
}

// Account finds who has a user name, also when the account is disabled. ErrNotFound
// when nobody has.
func (e *Engine) Account(ctx context.Context, user string) (*Account, error) {
	var a *Account
	err := e.store.View(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return err
		}
		a = &Account{Staff: s}
		return nil
	})
	return a, err
}

// ReencodePassword keeps the same password encoded at higher costs. It changes
// nothing when the password is another one by now.
func (e *Engine) ReencodePassword(ctx context.Context, id ActorID, before, after string) error {
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.Staff(id)
		if err != nil || s.Password != before {
			return err
		}
		s.Password = after
		return tx.PutStaff(s)
	})
}
