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
	Current bool   `json:"current"` // new cases follow it
}

// routineList lists every version in the database, or what is shipped where
// there is none.
func routineList(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	rows, err := c.versions()
	if err != nil {
		return err
	}
	items := []listed{}
	for _, r := range rows {
		items = append(items, listed{r.ID, r.Version, r.Hash, r.Title.In(c.lang), r.Source, r.Proved, r.Current})
	}
	if c.format == "json" {
		return c.printJSON(map[string]any{"items": items})
	}
	table := [][]string{strings.Split(texts.ListHead.In(c.lang), "\t")}
	for _, item := range items {
		table = append(table, []string{item.ID, strconv.Itoa(item.Version), c.yes(item.Proved), c.yes(item.Current), item.Title})
	}
	return c.table(table)
}

func (c *call) versions() ([]routineRow, error) {
	if c.hasData() {
		answer, err := c.ask(order{Op: opRoutineList})
		return answer.Routines, err
	}
	var rows []routineRow
	for _, r := range routine.Shipped() {
		rows = append(rows, routineRow{r.ID, r.Version, r.Hash, r.Title, r.Source.File, true, proof.Require(r) == nil})
	}
	return rows, nil
}
