package main

import (
	"fmt"
	"io"
	"strings"
)

// help prints what the command does, how it is used, and an example.
func (c *call) help() {
	about := c.command.about.In(c.lang)
	if c.command.run == nil {
		about += "\n" + fill(texts.Later, c.command.name).In(c.lang)
	}
	c.print("%s\n\n%s\n", about, c.usageLine())
	c.print("%s:", texts.Flags.In(c.lang))
	options := append(c.command.all(), option{name: "help", about: texts.HelpFlag})
	wide := 21
	for _, o := range options {
		wide = max(wide, len("-- "+o.name+o.value))
	}
	for _, o := range options {
		c.print("  %-*s %s", wide, strings.TrimSpace("--"+o.name+" "+o.value), o.about.In(c.lang))
	}
	c.print("")
	c.print("%s:\n  kjentvei %s\n", texts.Example.In(c.lang), c.command.example)
	c.print("%s", texts.Statuses.In(c.lang))
}

// usageLine is the one line that says what to type.
func (c *call) usageLine() string {
	words := []string{texts.Usage.In(c.lang) + ": kjentvei", c.command.name}
	if c.command.args != "" {
		words = append(words, c.command.args)
	}
	if c.command.data {
		words = append(words, "[--data DIR]")
	}
	if c.command.report {
		words = append(words, "[--format "+strings.Join(c.command.formats(), "|")+"]")
	}
	return strings.Join(append(words, "[--lang "+strings.Join(langs, "|")+"]"), " ")
}

// overview lists the commands, or those whose name begins with the word.
func (c *call) overview(w io.Writer, word string) {
	fmt.Fprintf(w, "%s\n\n%s: kjentvei %s\n", texts.Program.In(c.lang), texts.Usage.In(c.lang), texts.CommandWord.In(c.lang))
	for _, ready := range []bool{true, false} {
		title := texts.Ready
		if !ready {
			title = texts.NotReady
		}
		lines := ""
		for _, cmd := range commands {
			if (cmd.run != nil) == ready && (!isGroup(word) || strings.HasPrefix(cmd.name, word+" ")) {
				lines += fmt.Sprintf("  %-14s %s\n", cmd.name, cmd.about.In(c.lang))
			}
		}
		if lines != "" {
			fmt.Fprintf(w, "\n%s:\n%s", title.In(c.lang), lines)
		}
	}
	fmt.Fprintf(w, "\n%s\n%s\n", fill(texts.MoreHelp, texts.CommandWord.In(c.lang)).In(c.lang), texts.Statuses.In(c.lang))
}
