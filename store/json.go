package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// What is seldom written is JSON after one byte that names the format. Its
// names are fixed here, so that a field renamed in Go does not change what is
// stored:
//
//	student    01 {"id","school","pseudonym","name","birth_date","class","typed","guardians":[…],"unsafe":[…],
//	              "classes":["…"],"left_on","former":[…]}
//	staff      01 {"id","user","password","name","roles":[{"school","role","until"}],"disabled",
//	              "roster","left","contact":[{"school","class","title","until"}]}
//	token      01 {"id","staff","created_at","expires_at","revoked_at","scope","used_on"}; its hash is the key
//	operation  01 {"at","system","what","target","staff","school","role"}
//	look       looks.go
//	credentials 01 {"epoch","totp":{"secret","last_step","since"},"passkeys":[{"id","data","since","used"}],
//	              "recovery":["…"],"vouched":{"by","until"},"invite":{"hash","until"}}; whose they are is the key
//	free days  01 [{"from":"2026-12-21","to":"2026-12-31","label":"…"}]
const jsonFormat = 1

func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte(jsonFormat)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("%w: cannot be stored: %w", workflow.ErrInvalid, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// decodeJSON reads what encodeJSON wrote. Fields it does not know are refused:
// they would be lost on the next writing.
func decodeJSON(what string, data []byte, v any) error {
	if len(data) == 0 || data[0] != jsonFormat {
		return fmt.Errorf("%w: %s: unknown format", workflow.ErrDamaged, what)
	}
	dec := json.NewDecoder(bytes.NewReader(data[1:]))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%w: %s: %w", workflow.ErrDamaged, what, err)
	}
	if dec.More() || dec.InputOffset() != int64(len(data)-1) {
		return fmt.Errorf("%w: %s: goes on beyond its end", workflow.ErrDamaged, what)
	}
	return nil
}

type studentJSON struct {
	ID        workflow.StudentID `json:"id"`
	School    workflow.SchoolID  `json:"school"`
	Pseudonym string             `json:"pseudonym,omitempty"`
	Name      string             `json:"name,omitempty"`
	BirthDate day                `json:"birth_date,omitzero"`
	Class     string             `json:"class,omitempty"`
	Typed     bool               `json:"typed,omitempty"`
	Same      workflow.StudentID `json:"same,omitempty"`
	BirthSet  bool               `json:"birth_set,omitempty"`
	Guardians []guardianJSON     `json:"guardians,omitempty"`
	Unsafe    []unsafeJSON       `json:"unsafe,omitempty"`
	Classes   []workflow.ClassID `json:"classes,omitempty"`
	LeftOn    day                `json:"left_on,omitzero"`
	Former    []guardianJSON     `json:"former,omitempty"`
}

type guardianJSON struct {
	ID     string           `json:"id"`
	Name   string           `json:"name,omitempty"`
	Phone  string           `json:"phone,omitempty"`
	Barred bool             `json:"barred,omitempty"`
	Staff  workflow.ActorID `json:"staff,omitempty"`
}

type unsafeJSON struct {
	Guardian    string          `json:"guardian,omitempty"`
	Case        workflow.CaseID `json:"case"`
	RaisedAt    time.Time       `json:"raised_at"`
	ConfirmedAt time.Time       `json:"confirmed_at,omitzero"`
	LiftedAt    time.Time       `json:"lifted_at,omitzero"`
}

type staffJSON struct {
	ID       workflow.ActorID `json:"id"`
	User     string           `json:"user,omitempty"`
	Password string           `json:"password,omitempty"`
	Name     string           `json:"name,omitempty"`
	Phone    string           `json:"phone,omitempty"`
	Roles    []roleJSON       `json:"roles,omitempty"`
	Disabled bool             `json:"disabled,omitempty"`
	Roster   string           `json:"roster,omitempty"`
	Left     bool             `json:"left,omitempty"`
	Contact  []contactJSON    `json:"contact,omitempty"`
}

type contactJSON struct {
	School workflow.SchoolID `json:"school"`
	Class  workflow.ClassID  `json:"class"`
	Title  string            `json:"title,omitempty"`
	Until  day               `json:"until,omitzero"`
}

type tokenJSON struct {
	ID        string           `json:"id"`
	Staff     workflow.ActorID `json:"staff"`
	CreatedAt time.Time        `json:"created_at"`
	ExpiresAt time.Time        `json:"expires_at"`
	RevokedAt time.Time        `json:"revoked_at,omitzero"`
	Scope     workflow.Scope   `json:"scope,omitempty"`
	UsedOn    day              `json:"used_on,omitzero"`
}

type operationJSON struct {
	At     time.Time `json:"at"`
	System string    `json:"system"`
	What   string    `json:"what"`
	Target string    `json:"target,omitempty"`

	Staff workflow.ActorID `json:"staff,omitempty"`

	School workflow.SchoolID `json:"school,omitempty"`
	Role   string            `json:"role,omitempty"`
}

type credentialsJSON struct {
	Epoch    uint64        `json:"epoch,omitempty"`
	TOTP     totpJSON      `json:"totp,omitzero"`
	Passkeys []passkeyJSON `json:"passkeys,omitempty"`
	Recovery [][]byte      `json:"recovery,omitempty"`
	Vouched  vouchJSON     `json:"vouched,omitzero"`
	Invite   inviteJSON    `json:"invite,omitzero"`
}

type totpJSON struct {
	Secret   []byte    `json:"secret"`
	LastStep uint64    `json:"last_step,omitempty"`
	Since    time.Time `json:"since"`
}

func (t totpJSON) IsZero() bool { return len(t.Secret) == 0 }

type passkeyJSON struct {
	ID    []byte    `json:"id"`
	Data  []byte    `json:"data"`
	Since time.Time `json:"since"`
	Used  time.Time `json:"used,omitzero"`
}

type vouchJSON struct {
	By    workflow.ActorID `json:"by"`
	Until time.Time        `json:"until"`
}

type inviteJSON struct {
	Hash  []byte    `json:"hash"`
	Until time.Time `json:"until"`
}

func (i inviteJSON) IsZero() bool { return len(i.Hash) == 0 }

type roleJSON struct {
	School workflow.SchoolID `json:"school"`
	Role   string            `json:"role"`
	Until  day               `json:"until,omitzero"`
}

type spanJSON struct {
	From  day    `json:"from"`
	To    day    `json:"to"`
	Label string `json:"label,omitempty"`
}

// day is a date as JSON: "2026-11-22", or "" for no day.
type day calendar.Date

func (d day) MarshalText() ([]byte, error) { return []byte(calendar.Date(d).String()), nil }

func (d *day) UnmarshalText(text []byte) error {
	*d = 0
	if len(text) == 0 {
		return nil
	}
	date, err := calendar.Parse(string(text))
	*d = day(date)
	return err
}

func encodeStudent(s *workflow.Student) ([]byte, error) {
	out := studentJSON{
		ID: s.ID, School: s.School, Pseudonym: s.Pseudonym, Name: s.Name, BirthDate: day(s.BirthDate), Class: s.Class,
		Typed: s.Typed, Same: s.Same, BirthSet: s.BirthSet, Classes: s.Classes, LeftOn: day(s.LeftOn),
	}
	for _, g := range s.Guardians {
		out.Guardians = append(out.Guardians, guardianJSON(g))
	}
	for _, g := range s.Former {
		out.Former = append(out.Former, guardianJSON(g))
	}
	for _, u := range s.Unsafe {
		out.Unsafe = append(out.Unsafe, unsafeJSON(u))
	}
	return encodeJSON(out)
}

func decodeStudent(data []byte) (*workflow.Student, error) {
	var in studentJSON
	if err := decodeJSON("student", data, &in); err != nil {
		return nil, err
	}
	s := &workflow.Student{
		ID: in.ID, School: in.School, Pseudonym: in.Pseudonym, Name: in.Name, BirthDate: calendar.Date(in.BirthDate), Class: in.Class,
		Typed: in.Typed, Same: in.Same, BirthSet: in.BirthSet, Classes: slices.Clip(in.Classes), LeftOn: calendar.Date(in.LeftOn),
	}
	for _, g := range in.Guardians {
		s.Guardians = append(s.Guardians, workflow.Guardian(g))
	}
	for _, g := range in.Former {
		s.Former = append(s.Former, workflow.Guardian(g))
	}
	for _, u := range in.Unsafe {
		s.Unsafe = append(s.Unsafe, workflow.UnsafeMark(u))
	}
	s.Guardians, s.Unsafe, s.Former = slices.Clip(s.Guardians), slices.Clip(s.Unsafe), slices.Clip(s.Former) // others share them
	return s, nil
}

func encodeStaff(s *workflow.Staff) ([]byte, error) {
	out := staffJSON{ID: s.ID, User: s.User, Password: s.Password, Name: s.Name, Phone: s.Phone, Disabled: s.Disabled, Roster: s.Roster, Left: s.Left}
	for _, r := range s.Roles {
		out.Roles = append(out.Roles, roleJSON{r.School, r.Role, day(r.Until)})
	}
	for _, c := range s.Contact {
		out.Contact = append(out.Contact, contactJSON{c.School, c.Class, c.Title, day(c.Until)})
	}
	return encodeJSON(out)
}

func decodeStaff(data []byte) (*workflow.Staff, error) {
	var in staffJSON
	if err := decodeJSON("staff", data, &in); err != nil {
		return nil, err
	}
	s := &workflow.Staff{ID: in.ID, User: in.User, Password: in.Password, Name: in.Name, Phone: in.Phone, Disabled: in.Disabled, Roster: in.Roster, Left: in.Left}
	for _, r := range in.Roles {
		s.Roles = append(s.Roles, workflow.SchoolRole{School: r.School, Role: r.Role, Until: calendar.Date(r.Until)})
	}
	for _, c := range in.Contact {
		s.Contact = append(s.Contact, workflow.ContactClass{School: c.School, Class: c.Class, Title: c.Title, Until: calendar.Date(c.Until)})
	}
	s.Roles, s.Contact = slices.Clip(s.Roles), slices.Clip(s.Contact) // others share them
	return s, nil
}

func encodeToken(t *workflow.Token) ([]byte, error) {
	return encodeJSON(tokenJSON{t.ID, t.Staff, t.CreatedAt, t.ExpiresAt, t.RevokedAt, t.Scope, day(t.UsedOn)})
}

func decodeToken(hash [32]byte, data []byte) (*workflow.Token, error) {
	var in tokenJSON
	if err := decodeJSON("token", data, &in); err != nil {
		return nil, err
	}
	return &workflow.Token{ID: in.ID, Hash: hash, Staff: in.Staff, CreatedAt: in.CreatedAt, ExpiresAt: in.ExpiresAt, RevokedAt: in.RevokedAt,
		Scope: in.Scope, UsedOn: calendar.Date(in.UsedOn)}, nil
}

func encodeOperation(o workflow.Operation) ([]byte, error) { return encodeJSON(operationJSON(o)) }

func decodeOperation(data []byte) (workflow.Operation, error) {
	var in operationJSON
	err := decodeJSON("operation", data, &in)
	return workflow.Operation(in), err
}

func encodeCredentials(c *workflow.Credentials) ([]byte, error) {
	out := credentialsJSON{Epoch: c.Epoch, TOTP: totpJSON(c.TOTP), Vouched: vouchJSON(c.Vouched)}
	for _, p := range c.Passkeys {
		out.Passkeys = append(out.Passkeys, passkeyJSON(p))
	}
	for _, hash := range c.Recovery {
		out.Recovery = append(out.Recovery, bytes.Clone(hash[:]))
	}
	if c.Invite.Hash != [32]byte{} {
		out.Invite = inviteJSON{bytes.Clone(c.Invite.Hash[:]), c.Invite.Until}
	}
	return encodeJSON(out)
}

func decodeCredentials(id workflow.ActorID, data []byte) (*workflow.Credentials, error) {
	var in credentialsJSON
	if err := decodeJSON("credentials", data, &in); err != nil {
		return nil, err
	}
	c := &workflow.Credentials{Staff: id, Epoch: in.Epoch, TOTP: workflow.TOTP(in.TOTP), Vouched: workflow.Vouch(in.Vouched)}
	for _, p := range in.Passkeys {
		c.Passkeys = append(c.Passkeys, workflow.Passkey(p))
	}
	for _, hash := range in.Recovery {
		if len(hash) != 32 {
			return nil, fmt.Errorf("%w: credentials: %x is not the hash of a code", workflow.ErrDamaged, hash)
		}
		c.Recovery = append(c.Recovery, [32]byte(hash))
	}
	if len(in.Invite.Hash) > 0 {
		if len(in.Invite.Hash) != 32 {
			return nil, fmt.Errorf("%w: credentials: %x is not the hash of a code", workflow.ErrDamaged, in.Invite.Hash)
		}
		c.Invite = workflow.Invitation{Hash: [32]byte(in.Invite.Hash), Until: in.Invite.Until}
	}
	return c, nil
}

func encodeFreeDays(spans []calendar.Span) ([]byte, error) {
	out := make([]spanJSON, 0, len(spans))
	for _, s := range spans {
		out = append(out, spanJSON{day(s.From), day(s.To), s.Label})
	}
	return encodeJSON(out)
}

func decodeFreeDays(data []byte) ([]calendar.Span, error) {
	var in []spanJSON
	if err := decodeJSON("free days", data, &in); err != nil {
		return nil, err
	}
	var spans []calendar.Span
	for _, s := range in {
		spans = append(spans, calendar.Span{From: calendar.Date(s.From), To: calendar.Date(s.To), Label: s.Label})
	}
	return spans, nil
}
