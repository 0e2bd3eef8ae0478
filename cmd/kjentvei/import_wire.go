package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

// An import is sent to the server as the order, a line of JSON, and then the
// file as it is. It is answered with lines too: how far it is, and at last what
// it led to.
const importPath = "/import"

// importLine is one line of the answer: one of its members.
type importLine struct {
	Done    int          `json:"done,omitempty"`
	Total   int          `json:"total,omitempty"`
	Answer  *rosterReply `json:"answer,omitempty"`
	Trouble *trouble     `json:"trouble,omitempty"`
}

// request is the order on its way to a server.
func (o order) request(ctx context.Context) (*http.Request, error) {
	head, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	var body io.Reader = bytes.NewReader(head)
	path := "/"
	if o.Op == opImport {
		path, body = importPath, io.MultiReader(body, bytes.NewReader([]byte("\n")), bytes.NewReader(o.Roster.data))
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, "http://kjentvei"+path, body)
}

// maxHead bounds the line of JSON before the file.
const maxHead = 1 << 20

// serveImport does an order that came with a file.
func (d *desk) serveImport(w http.ResponseWriter, r *http.Request) {
	o, file, err := readImport(http.MaxBytesReader(w, r.Body, roster.MaxBytes+maxHead))
	if err != nil {
		answerOrder(w, reply{}, err)
		return
	}
	progress := &workflow.Progress{}
	finished := make(chan importLine, 1)
	go func() {
		defer func() {
			if value := recover(); value != nil { // of a request it would end the request alone
				finished <- importLine{Trouble: &trouble{Message: fmt.Sprint("panic: ", value)}}
			}
		}()
		answer, err := d.importRoster(r.Context(), o, file, progress)
		line := importLine{Answer: &answer}
		if err != nil {
			line = importLine{Trouble: troubleOf(err)}
		}
		finished <- line
	}()
	out := json.NewEncoder(w)
	ticks := time.NewTicker(progressEvery)
	defer ticks.Stop()
	for {
		select {
		case line := <-finished:
			_ = out.Encode(line) // fails when the command has gone
			return
		case <-ticks.C:
			done, total := progress.Of()
			_ = out.Encode(importLine{Done: done, Total: total})
			_ = http.NewResponseController(w).Flush()
		}
	}
}

// readImport reads the order and the file. The command has read the file before:
// one that is broken is not from it.
func readImport(body io.Reader) (o order, file *roster.File, err error) {
	buffered := bufio.NewReaderSize(body, maxHead)
	head, err := buffered.ReadSlice('\n')
	if err == nil {
		err = json.Unmarshal(head, &o)
	}
	if err == nil && o.Roster == nil {
		err = errors.New("no roster")
	}
	if err != nil {
		return o, nil, fmt.Errorf("order: %w: %w", workflow.ErrInvalid, err)
	}
	if o.Roster.data, err = io.ReadAll(buffered); err != nil {
		return o, nil, fmt.Errorf("order: %w: %w", workflow.ErrInvalid, err)
	}
	on := calendar.Of(time.Now(), calendar.Oslo)
	file, problems := roster.Read(bytes.NewReader(o.Roster.data), int64(len(o.Roster.data)), roster.Options{On: on})
	if len(problems) > 0 {
		return o, nil, fmt.Errorf("%w: %w", workflow.ErrInvalid, problems)
	}
	return o, file, nil
}

// followImport reads the lines that a server answers with.
func followImport(body io.Reader, progress *workflow.Progress) (rosterReply, error) {
	for lines := json.NewDecoder(body); ; {
		var line importLine
		if err := lines.Decode(&line); err != nil {
			return rosterReply{}, fmt.Errorf("the server went away: %w", err)
		}
		switch {
		case line.Trouble != nil:
			return rosterReply{}, line.Trouble
		case line.Answer != nil:
			return *line.Answer, nil
		}
		progress.Note(line.Done, line.Total)
	}
}
