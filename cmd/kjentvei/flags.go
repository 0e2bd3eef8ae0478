package main

import (
	"flag"
	"io"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

var (
	formats = []string{"text", "json"}
	langs   = []string{"nb", "nn", "da", "en"}
)

// option is a flag that some command takes.
type option struct {
	name   string
	value  string // what stands for its value in help; "": a switch
	preset string
	about  routine.Text
}

// all lists every option of a command, in the order of help.
func (cmd *command) all() []option {
	options := slices.Clone(cmd.options)
	if cmd.data {
		options = append(options, option{"data", "DIR", defaultData, opsTexts.DataFlag})
	}
	if cmd.report {
		options = append(options, option{"format", strings.Join(cmd.formats(), "|"), cmd.formats()[0], texts.FormatFlag})
	}
	return append(options, option{"lang", strings.Join(langs, "|"), langs[0], texts.LangFlag})
}

// formats lists the forms that the command's report can have.
func (cmd *command) formats() []string {
	switch {
	case cmd.forms != nil:
		return cmd.forms
	case cmd.table:
		return append(slices.Clone(formats), "csv")
	}
	return formats
}

// askedLang looks for --lang before anything else is understood, so that
// mistakes too are told in the language asked for.
func askedLang(args []string) routine.Lang {
	for i, arg := range args {
		name, value, given := cutFlag(arg)
		if name == "lang" && !given && i+1 < len(args) {
			value = args[i+1]
		}
		if name == "lang" && slices.Contains(langs, value) {
			return routine.Lang(value)
		}
	}
	return routine.Bokmal
}

func asksHelp(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return arg == "--help" || arg == "-help" || arg == "-h" })
}

func isFlag(arg string) bool { return len(arg) > 1 && arg[0] == '-' }

// cutFlag takes -name, --name or --name=value apart; name is "" for other words.
func cutFlag(arg string) (name, value string, given bool) {
	if !isFlag(arg) {
		return "", "", false
	}
	return strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
}

// parse reads the flags of the command, wherever among its arguments they
// stand. The standard parser stops at the first argument, and speaks English.
func (c *call) parse(args []string) error {
	set := flag.NewFlagSet(c.command.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, o := range c.command.all() {
		if o.value == "" {
			set.Bool(o.name, false, "")
		} else {
			set.String(o.name, o.preset, "")
		}
	}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			c.args = append(c.args, args...)
			break
		}
		if !isFlag(arg) {
			c.args = append(c.args, arg)
			continue
		}
		rest, err := setFlag(set, arg, args)
		if err != nil {
			return err
		}
		args = rest
	}
	c.options = map[string]string{"format": c.command.formats()[0]}
	set.VisitAll(func(f *flag.Flag) { c.options[f.Name] = f.Value.String() })
	c.format = c.options["format"]
	if err := oneOf("format", c.format, c.command.formats()); err != nil {
		return err
	}
	return oneOf("lang", c.options["lang"], langs)
}

// setFlag gives one flag its value, and returns the arguments that follow.
func setFlag(set *flag.FlagSet, arg string, rest []string) ([]string, error) {
	name, value, given := cutFlag(arg)
	known := set.Lookup(name)
	if known == nil {
		names := []string{"--help"}
		set.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
		return nil, wrongUsage(suggest(fill(texts.UnknownFlag, "--"+name), "--"+name, names))
	}
	if b, ok := known.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() && !given {
		value = "true"
	} else if !given {
		if len(rest) == 0 {
			return nil, wrongUsage(fill(texts.NoValue, "--"+name))
		}
		value, rest = rest[0], rest[1:]
	}
	if err := set.Set(name, value); err != nil {
		return nil, wrongUsage(fill(texts.BadValue, value, "--"+name, err.Error()))
	}
	return rest, nil
}

func oneOf(name, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return wrongUsage(fill(texts.BadValue, value, "--"+name, strings.Join(known, ", ")))
}
