package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// order is what an operator asks for. It is done by whoever has the database
// open: the command itself, or the server (admin.go).
type order struct {
	Op       string            `json:"op"`
	By       string            `json:"by"` // the operating system's user name
	User     string            `json:"user,omitempty"`
	Name     string            `json:"name,omitempty"`
	Role     string            `json:"role,omitempty"`
	School   workflow.SchoolID `json:"school,omitempty"`
	Password string            `json:"password,omitempty"` // encoded
	Token    string            `json:"token,omitempty"`    // id
	Expires  time.Time         `json:"expires,omitzero"`
	Scope    workflow.Scope    `json:"scope,omitempty"`
	Case     string            `json:"case,omitempty"`    // reference
	Routine  string            `json:"routine,omitempty"` // id
	Version  int               `json:"version,omitempty"`
	Source   []byte            `json:"source,omitempty"` // a routine file
	From     calendar.Date     `json:"from,omitzero"`
	To       calendar.Date     `json:"to,omitzero"`
	Publish  bool              `json:"publish,omitempty"`
	Format   string            `json:"format,omitempty"`
	Lang     routine.Lang      `json:"lang,omitempty"`
	Roster   *rosterOrder      `json:"roster,omitempty"`
}

// The orders. The last three are answered with what was asked for as it is.
const (
	opUserAdd     = "user add"
	opUserList    = "user list"
	opUserDisable = "user disable"
	opUserEnd     = "user end"
	opUserInvite  = "user invite"
	opUserForget  = "user forget-login"
	opTokenCreate = "token create"
	opTokenList   = "token list"
	opTokenRevoke = "token revoke"
	opChart       = "chart"
	opRoutineList = "routine list"
	opRoutineGet  = "routine get"
	opPublish     = "routine publish"
	opAudit       = "audit"
	opEvaluate    = "audit evaluate"
	opAuditLog    = "audit log"
	opBackup      = "backup" // a copy of the database
	opCopy        = "copy"   // for verify: changes nothing, so it is not recorded
)

// reply is what an order led to.
type reply struct {
	Users     []userRow    `json:"users,omitempty"`
	Tokens    []tokenRow   `json:"tokens,omitempty"`
	Secret    string       `json:"secret,omitempty"`
	Until     time.Time    `json:"until,omitzero"` // how long the secret is good
	Routines  []routineRow `json:"routines,omitempty"`
	Canonical []byte       `json:"canonical,omitempty"` // a routine version
	Chart     *chartReply  `json:"chart,omitempty"`
	Report    []byte       `json:"report,omitempty"` // in the form asked for
	Violated  bool         `json:"violated,omitempty"`
}

type userRow struct {
	ID       workflow.ActorID `json:"id"`
	User     string           `json:"user"`
	Name     string           `json:"name"`
	Roles    []roleRow        `json:"roles"`
	Password bool             `json:"password"` // whether there is one
	Disabled bool             `json:"disabled"`
}

type roleRow struct {
	Role   string            `json:"role"`
	School workflow.SchoolID `json:"school"`
	Until  string            `json:"until,omitempty"` // the last day
}

type tokenRow struct {
	ID        string     `json:"id"`
	User      string     `json:"user"`
	Scope     string     `json:"scope"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedOn    string     `json:"used_on,omitempty"` // the last day
	RevokedAt *time.Time `json:"revoked_at"`
}

// desk does orders on an open database.
type desk struct {
	db     *store.DB
	engine *workflow.Engine
}

func (d *desk) do(ctx context.Context, o order) (reply, error) {
	now := time.Now()
	by := workflow.Operation{At: now.UTC().Truncate(time.Second), System: o.By}
	switch o.Op {
	case opUserAdd:
		s, err := d.engine.AddUser(ctx, o.User, o.Name, o.Role, o.School, o.Password, by)
		if err != nil {
			return reply{}, err
		}
		return reply{Users: []userRow{userRowOf(s)}}, nil
	case opUserList:
		return d.users(ctx)
	case opUserEnd:
		return reply{}, d.engine.EndRole(ctx, o.User, o.Role, o.School, o.To, by)
	case opUserDisable:
		return reply{}, d.engine.DisableUser(ctx, o.User, by)
	case opUserInvite:
		code, until, err := d.engine.Invite(ctx, o.User, now, by)
		return reply{Secret: code, Until: until}, err
	case opUserForget:
		return reply{}, d.engine.ForgetIdentities(ctx, o.User, by)
	case opTokenCreate:
		secret, _, err := d.engine.CreateToken(ctx, o.User, o.Scope, o.Expires, now, by)
		return reply{Secret: secret}, err
	case opTokenList:
		return d.tokens(ctx)
	case opTokenRevoke:
		return reply{}, d.engine.RevokeToken(ctx, o.Token, now, by)
	case opChart:
		chart, err := d.engine.Chart(ctx, o.Case, by)
		if err != nil {
			return reply{}, err
		}
		return reply{Chart: chartReplyOf(chart)}, nil
	case opAudit:
		return d.audit(ctx, o, by)
	case opEvaluate:
		return d.evaluate(ctx, o, by)
	case opRoutineList:
		return d.routines(ctx)
	case opRoutineGet:
		r, err := d.engine.Version(ctx, o.Routine, o.Version)
		if err != nil {
			return reply{}, err
		}
		return reply{Canonical: r.Canonical()}, nil
	case opPublish:
		r, _, problems := routine.Read(o.Source)
		if len(problems) > 0 {
			return reply{}, fmt.Errorf("%w: %w", workflow.ErrInvalid, problems)
		}
		return reply{}, d.engine.PublishBy(ctx, r, by)
	}
	return reply{}, fmt.Errorf("order %q: %w", o.Op, workflow.ErrInvalid)
}

// recordCopy records that a backup is taken; before it is, so that the copy says so too.
func (d *desk) recordCopy(ctx context.Context, o order) error {
	if o.Op != opBackup {
		return nil
	}
	return d.db.Update(ctx, func(tx workflow.Tx) error {
		return tx.PutOperation(workflow.Operation{At: time.Now().UTC().Truncate(time.Second), System: o.By, What: opBackup})
	})
}

// routineRow is a version of a routine.
type routineRow struct {
	ID      string       `json:"id"`
	Version int          `json:"version"`
	Hash    string       `json:"hash"`
	Title   routine.Text `json:"title"`
	Source  string       `json:"source"`
	Current bool         `json:"current"`
	Proved  bool         `json:"proved"`
}

func (d *desk) routines(ctx context.Context) (reply, error) {
	versions, err := d.engine.Versions(ctx)
	var r reply
	for _, v := range versions {
		r.Routines = append(r.Routines, routineRow{v.ID, v.Version, v.Hash, v.Title, v.Source, v.Current, v.Proved})
	}
	return r, err
}

func (d *desk) users(ctx context.Context) (reply, error) {
	staff, err := d.engine.Users(ctx)
	r := reply{Users: []userRow{}}
	for _, s := range staff {
		if s.User != "" {
			r.Users = append(r.Users, userRowOf(s))
		}
	}
	return r, err
}

func userRowOf(s *workflow.Staff) userRow {
	row := userRow{ID: s.ID, User: s.User, Name: s.Name, Roles: []roleRow{}, Password: s.Password != "", Disabled: s.Disabled}
	for _, r := range s.Roles {
		row.Roles = append(row.Roles, roleRow{r.Role, r.School, r.Until.String()})
	}
	return row
}

func (d *desk) tokens(ctx context.Context) (reply, error) {
	tokens, err := d.engine.Tokens(ctx)
	staff, err2 := d.engine.Users(ctx)
	users := map[workflow.ActorID]string{}
	for _, s := range staff {
		users[s.ID] = s.User
	}
	r := reply{Tokens: []tokenRow{}}
	for _, t := range tokens {
		row := tokenRow{ID: t.ID, User: users[t.Staff], Scope: t.Scope.String(), CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt, UsedOn: t.UsedOn.String()}
		if !t.RevokedAt.IsZero() {
			row.RevokedAt = &t.RevokedAt
		}
		r.Tokens = append(r.Tokens, row)
	}
	return r, errors.Join(err, err2)
}
