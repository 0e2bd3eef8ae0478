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
	lang := set.String("lang", langs[0], "")
	c.format = formats[0]
	if c.command.report {
		set.StringVar(&c.format, "format", formats[0], "")
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
	if err := oneOf("format", c.format, formats); err != nil {
		return err
	}
	return oneOf("lang", *lang, langs)
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
	if !given {
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
