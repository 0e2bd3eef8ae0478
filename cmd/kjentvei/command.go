package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"kjentvei/workflow/routine"
)

// command is one row of the table: what people type, and what it does.
type command struct {
	name    string // one word or two
	args    string // what is typed after the name
	about   routine.Text
	example string            // without the program's name
	report  bool              // prints a report, and takes --format
	table   bool              // the report is a table, which --format csv prints too
	forms   []string          // what --format takes, the default first; none: text and json
	data    bool              // works on a data folder, and takes --data
	options []option          // what it takes beside those
	run     func(*call) error // nil: comes with a later version
}

// call is one command as it was typed.
type call struct {
	command *command
	lang    routine.Lang
	format  string            // text, json, csv or another of the command's forms
	options map[string]string // by name; a switch that is on is "true"
	args    []string
	stdin   io.Reader
	stdout  bytes.Buffer // what is still to be written to out
	out     io.Writer
	stderr  io.Writer
}

// The exit statuses; 0 is fine.
const (
	statusFailed = 1
	statusUsage  = 2 // wrong usage, unreadable or malformed input
	statusFound  = 3 // a check found something
)

// failure is an error that knows its exit status and speaks every language.
type failure struct {
	status  int
	message routine.Text // zero: the report has said it all
	usage   bool         // show how the command is used
}

func (f *failure) Error() string { return f.message.In(routine.English) }

func failed(message routine.Text) error { return &failure{status: statusFailed, message: message} }
func wrongUsage(message routine.Text) error {
	return &failure{status: statusUsage, message: message, usage: true}
}
func malformed(message routine.Text) error { return &failure{status: statusUsage, message: message} }

// dispatch finds the command, reads its flags and runs it.
func (c *call) dispatch(args []string) error {
	if len(args) == 0 {
		return wrongUsage(texts.NoCommand)
	}
	if args[0] == "help" {
		args = append(slices.Clone(args[1:]), "--help")
	}
	help := asksHelp(args)
	found, rest := lookup(args)
	switch {
	case found != nil:
		c.command = found
	case help && (isFlag(args[0]) || isGroup(args[0])):
		c.overview(&c.stdout, args[0])
		return nil
	default:
		return unknownCommand(args)
	}
	if help {
		c.help()
		return nil
	}
	if found.run == nil {
		return failed(fill(texts.Later, found.name))
	}
	if err := c.parse(rest); err != nil {
		return err
	}
	return found.run(c)
}

// lookup finds the command that args begin with, and what follows its name.
func lookup(args []string) (*command, []string) {
	for i := range commands {
		words := strings.Fields(commands[i].name)
		if len(args) >= len(words) && slices.Equal(args[:len(words)], words) {
			return &commands[i], args[len(words):]
		}
	}
	return nil, nil
}

// isGroup reports whether a word begins the name of several commands.
func isGroup(word string) bool {
	return slices.ContainsFunc(commands, func(c command) bool { return strings.HasPrefix(c.name, word+" ") })
}

func unknownCommand(args []string) error {
	typed := args[0]
	if isGroup(typed) && len(args) > 1 && !isFlag(args[1]) {
		typed += " " + args[1]
	}
	var names []string
	for _, c := range commands {
		if first, _, several := strings.Cut(c.name, " "); several && !strings.Contains(typed, " ") {
			names = append(names, first)
		}
		names = append(names, c.name)
	}
	if isGroup(typed) {
		return wrongUsage(fill(texts.Unfinished, typed))
	}
	return wrongUsage(suggest(fill(texts.UnknownCommand, typed), typed, names))
}

// conclude tells what went wrong, if anything, and returns the exit status.
func (c *call) conclude(err error) int {
	if err == nil {
		return 0
	}
	f, ok := errors.AsType[*failure](err)
	if !ok {
		f = &failure{status: statusFailed, message: routine.Same(err.Error())}
	}
	if !f.message.IsZero() {
		c.complain("kjentvei: %s", f.message.In(c.lang))
	}
	switch {
	case f.usage && c.command != nil:
		fmt.Fprintf(c.stderr, "%s\n%s\n", c.usageLine(), fill(texts.MoreHelp, c.command.name).In(c.lang))
	case f.usage:
		c.overview(c.stderr, "")
	}
	return f.status
}

// flush writes out the result so far. A command that ends by itself need not:
// its result is written when it is done.
func (c *call) flush() error {
	if _, err := c.out.Write(c.stdout.Bytes()); err != nil {
		return failed(fill(texts.NotWritten, err.Error()))
	}
	c.stdout.Reset()
	return nil
}

// print writes a line of the result. What comes from files cannot steer the
// terminal.
func (c *call) print(format string, args ...any) {
	c.stdout.WriteString(harmless(fmt.Sprintf(format, args...)) + "\n")
}

// complain writes a line beside the result.
func (c *call) complain(format string, args ...any) {
	fmt.Fprintln(c.stderr, harmless(fmt.Sprintf(format, args...)))
}

// printJSON writes the result for programs.
func (c *call) printJSON(result any) error {
	encoder := json.NewEncoder(&c.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(result)
}

// harmless replaces control characters, except the end of a line, and marks that turn
// the rest of the line round.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		turns := r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
		if unicode.IsControl(r) && r != '\n' || turns {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
