package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

var userOptions = []option{
	{name: "role", value: "R", about: opsTexts.RoleFlag},
	{name: "school", value: "S", about: opsTexts.SchoolFlag},
	{name: "name", value: "NAME", about: opsTexts.NameFlag},
}

var tokenOptions = []option{
	{name: "user", value: "NAME", about: opsTexts.UserFlag},
	{name: "expires", value: "D", about: opsTexts.ExpiresFlag},
	{name: "scope", value: "read|steps|figures|all", preset: workflow.Everything.String(), about: opsTexts.ScopeFlag},
}

// roleAtSchool sees to it that --role and --school are given.
func (c *call) roleAtSchool() error {
	for _, name := range []string{"role", "school"} {
		if c.options[name] == "" {
			return wrongUsage(fill(texts.NoValue, "--"+name))
		}
	}
	return oneOf("role", c.options["role"], routine.StandardRoles())
}

func userAdd(c *call) error {
	user, err := c.oneArgument(wrongUsage(opsTexts.WhichUser))
	if err != nil {
		return err
	}
	if err := c.roleAtSchool(); err != nil {
		return err
	}
	if _, shown := roster.Name(c.options["name"]); !shown {
		return malformed(fill(texts.BadValue, c.options["name"], "--name", routine.Message("field_characters", nil).In(c.lang)))
	}
	password, err := c.askPassword(user, c.options["name"], c.options["school"])
	if err != nil {
		return malformed(unfit(err))
	}
	o := order{Op: opUserAdd, User: user, Name: c.options["name"], Role: c.options["role"], School: workflow.SchoolID(c.options["school"])}
	if password != "" {
		o.Password = auth.Encode(password)
	}
	answer, err := c.ask(o)
	if errors.Is(err, workflow.ErrInvalid) {
		return malformed(fill(opsTexts.BadUser, user, c.options["school"]))
	}
	if err != nil {
		return err
	}
	for _, row := range answer.Users {
		c.print("%s", fill(opsTexts.Added, row.User, c.roles(row.Roles)).In(c.lang))
		if !row.Password {
			c.print("%s", fill(opsTexts.NoPassword, row.User).In(c.lang))
		}
	}
	return nil
}

// unfit says what is wrong with a password.
func unfit(err error) routine.Text {
	switch {
	case errors.Is(err, auth.Common):
		return opsTexts.CommonPassword
	case errors.Is(err, auth.Personal):
		return opsTexts.PersonalPassword
	}
	return fill(opsTexts.BadPassword, strconv.Itoa(auth.MinPassword), strconv.Itoa(auth.MaxPassword))
}

func (c *call) roles(rows []roleRow) string {
	var list []string
	for _, r := range rows {
		role := r.Role + "@" + string(r.School)
		if r.Until != "" {
			role += "–" + r.Until
		}
		list = append(list, role)
	}
	return strings.Join(list, ", ")
}

func userList(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	answer, err := c.ask(order{Op: opUserList})
	if err != nil {
		return err
	}
	if c.format == "json" {
		return c.printJSON(map[string]any{"items": orEmpty(answer.Users)})
	}
	rows := [][]string{strings.Split(opsTexts.UserHead.In(c.lang), "\t")}
	for _, u := range answer.Users {
		rows = append(rows, []string{u.User, u.Name, c.roles(u.Roles), c.yes(u.Password), c.yes(u.Disabled)})
	}
	return c.table(rows)
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (c *call) yes(b bool) string {
	if b {
		return opsTexts.Yes.In(c.lang)
	}
	return texts.No.In(c.lang)
}

var userEndOptions = []option{
	{name: "role", value: "R", about: opsTexts.RoleFlag},
	{name: "school", value: "S", about: opsTexts.SchoolFlag},
	{name: "on", value: "D", about: opsTexts.OnFlag},
}

// userEnd ends a role: today, or on a day to come, as of a substitute.
func userEnd(c *call) error {
	user, err := c.oneArgument(wrongUsage(opsTexts.WhichUser))
	if err != nil {
		return err
	}
	if err := c.roleAtSchool(); err != nil {
		return err
	}
	last := calendar.Of(time.Now(), calendar.Oslo) - 1
	if on := c.options["on"]; on != "" {
		if last, err = calendar.Parse(on); err != nil {
			return wrongUsage(fill(texts.BadValue, on, "--on", opsTexts.OnFlag.In(c.lang)))
		}
	}
	_, err = c.ask(order{Op: opUserEnd, User: user, Role: c.options["role"], School: workflow.SchoolID(c.options["school"]), To: last})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoRole, user, c.options["role"], c.options["school"]))
	case err != nil:
		return err
	}
	c.print("%s", fill(opsTexts.Ended, user, c.options["role"], last.String()).In(c.lang))
	return nil
}

func userDisable(c *call) error {
	user, err := c.oneArgument(wrongUsage(opsTexts.WhichUser))
	if err != nil {
		return err
	}
	_, err = c.ask(order{Op: opUserDisable, User: user})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoUser, user))
	case err != nil:
		return err
	}
	c.print("%s", fill(opsTexts.Disabled, user).In(c.lang))
	return nil
}

// userInvite prints the code of an invitation, alone on standard output.
func userInvite(c *call) error {
	user, err := c.oneArgument(wrongUsage(opsTexts.WhichUser))
	if err != nil {
		return err
	}
	answer, err := c.ask(order{Op: opUserInvite, User: user})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoUser, user))
	case errors.Is(err, workflow.ErrConflict):
		return failed(fill(opsTexts.IsDisabled, user))
	case err != nil:
		return err
	}
	c.print("%s", answer.Secret)
	c.complain("%s", fill(opsTexts.Invited, user, clockTime(answer.Until)).In(c.lang))
	return nil
}

// userForget makes the next login with a provider the first one again.
func userForget(c *call) error {
	user, err := c.oneArgument(wrongUsage(opsTexts.WhichUser))
	if err != nil {
		return err
	}
	_, err = c.ask(order{Op: opUserForget, User: user})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoUser, user))
	case err != nil:
		return err
	}
	c.print("%s", fill(opsTexts.Forgotten, user).In(c.lang))
	return nil
}

func tokenCreate(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	user := c.options["user"]
	if user == "" {
		return wrongUsage(fill(texts.NoValue, "--user"))
	}
	expires, err := parseExpiry(c.options["expires"], time.Now())
	if err != nil {
		return wrongUsage(fill(texts.BadValue, c.options["expires"], "--expires", opsTexts.ExpiresFlag.In(c.lang)))
	}
	scope, err := workflow.ParseScope(c.options["scope"])
	if err != nil {
		return wrongUsage(fill(texts.BadValue, c.options["scope"], "--scope", opsTexts.ScopeFlag.In(c.lang)))
	}
	answer, err := c.ask(order{Op: opTokenCreate, User: user, Expires: expires, Scope: scope})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoUser, user))
	case errors.Is(err, workflow.ErrConflict):
		return failed(fill(opsTexts.IsDisabled, user))
	case errors.Is(err, workflow.ErrInvalid):
		return wrongUsage(fill(texts.BadValue, c.options["expires"], "--expires", opsTexts.ExpiresFlag.In(c.lang)))
	case err != nil:
		return err
	}
	c.print("%s", answer.Secret)
	return nil
}

// parseExpiry reads a day, through which a token is good, or a number of days
// as "30d". Empty is zero: the longest time.
func parseExpiry(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		return now.Add(time.Duration(n) * 24 * time.Hour), err
	}
	day, err := calendar.Parse(text)
	if err != nil {
		return time.Time{}, err
	}
	return (day + 1).Start(calendar.Oslo), nil
}

func tokenList(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	answer, err := c.ask(order{Op: opTokenList})
	if err != nil {
		return err
	}
	if c.format == "json" {
		return c.printJSON(map[string]any{"items": orEmpty(answer.Tokens)})
	}
	rows := [][]string{strings.Split(opsTexts.TokenHead.In(c.lang), "\t")}
	for _, t := range answer.Tokens {
		revoked := ""
		if t.RevokedAt != nil {
			revoked = clockTime(*t.RevokedAt)
		}
		rows = append(rows, []string{t.ID, t.User, t.Scope, clockTime(t.CreatedAt), clockTime(t.ExpiresAt), t.UsedOn, revoked})
	}
	return c.table(rows)
}

func clockTime(t time.Time) string { return t.In(calendar.Oslo).Format("2006-01-02 15:04") }

func tokenRevoke(c *call) error {
	id, err := c.oneArgument(wrongUsage(opsTexts.WhichToken))
	if err != nil {
		return err
	}
	_, err = c.ask(order{Op: opTokenRevoke, Token: id})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return failed(fill(opsTexts.NoToken, id))
	case err != nil:
		return err
	}
	c.print("%s", fill(opsTexts.Revoked, id).In(c.lang))
	return nil
}
