package main

import (
	"strconv"
	"strings"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
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
		items = append(items, listed{r.ID, r.Version, r.Hash, r.Title.In(c.lang), r.Source.File, proof.Require(r) == nil})
	}
	if c.format == "json" {
		return c.printJSON(map[string]any{"items": items})
	}
	rows := [][]string{strings.Split(texts.ListHead.In(c.lang), "\t")}
	for _, item := range items {
		rows = append(rows, []string{item.ID, strconv.Itoa(item.Version), yesNo(item.Proved).In(c.lang), item.Title})
	}
	return c.table(rows)
}

func yesNo(yes bool) routine.Text {
	if yes {
		return texts.Yes
	}
	return texts.No
}
