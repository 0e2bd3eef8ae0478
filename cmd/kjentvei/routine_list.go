package main

import (
	"strconv"
	"strings"
	"text/tabwriter"

	"kjentvei/workflow/routine"
)

// listed is one row of routine list.
type listed struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`
	Title   string `json:"title"`
	Source  string `json:"source"` // the file that the routine was written from
	Proved  bool   `json:"proved"`
}

func routineList(c *call) error {
	if len(c.args) > 0 {
		return wrongUsage(fill(texts.TooMany, c.args[0]))
	}
	items := []listed{}
	for _, r := range routine.Shipped() {
		items = append(items, listed{r.ID, r.Version, r.Hash, r.Title.In(c.lang), r.Source.File, false})
	}
	if c.format == "json" {
		return c.printJSON(map[string]any{"items": items})
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	rows := []string{texts.ListHead.In(c.lang)}
	for _, item := range items {
		rows = append(rows, strings.Join([]string{item.ID, strconv.Itoa(item.Version), texts.No.In(c.lang), item.Title}, "\t"))
	}
	if _, err := w.Write([]byte(strings.Join(rows, "\n") + "\n")); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	c.print("%s", strings.TrimRight(table.String(), "\n"))
	return nil
}
