package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"sync"
	"time"

	"kjentvei/workflow"
)

// A case as PDF is made by a browser, which takes much of the server: one at a time. All
// of it is shorter than a server that is told to stop waits for those who ask.
const (
	pdfTime = 12 * time.Second // to make one
	pdfTurn = 10 * time.Second // until it is somebody's turn
	pdfRoom = 6                // people who have one made or wait for it, each once
)

// What a browser lays out takes memory by its lines, 1 GB for 50,000, and anybody in a
// case can write so many: more is not tried. These are some 400 pages.
const (
	pdfLines = 20_000
	pdfBytes = 1 << 20
)

var (
	errPDFBusy = errors.New("too many PDFs at once")
	errPDFLong = errors.New("too much for a PDF")
	errNoPDF   = errors.New("no PDF was made")
)

// press makes PDFs of pages.
type press struct {
	print func(context.Context, []byte) ([]byte, error)
	turn  chan struct{} // has room for whose turn it is

	mu  sync.Mutex
	who map[workflow.ActorID]bool // those inside
}

func newPress(print func(context.Context, []byte) ([]byte, error)) *press {
	return &press{print: print, turn: make(chan struct{}, 1), who: map[workflow.ActorID]bool{}}
}

// enter lets somebody in; false where there is no room, or they are inside already.
func (p *press) enter(who workflow.ActorID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.who[who] || len(p.who) >= pdfRoom {
		return false
	}
	p.who[who] = true
	return true
}

func (p *press) leave(who workflow.ActorID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.who, who)
}

// pdf makes one when it is somebody's turn: errPDFBusy where that does not come or it
// takes too long, errNoPDF where none can be made.
func (p *press) pdf(ctx context.Context, who workflow.ActorID, page []byte) ([]byte, error) {
	if !p.enter(who) {
		return nil, errPDFBusy
	}
	defer p.leave(who)
	waits, cancel := context.WithTimeout(ctx, pdfTurn)
	defer cancel()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-waits.Done():
		return nil, errPDFBusy
	}
	ctx, cancel = context.WithTimeout(ctx, pdfTime)
	defer cancel()
	data, err := p.print(ctx, page)
	switch {
	case ctx.Err() != nil:
		return nil, errPDFBusy
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errNoPDF, err)
	}
	return data, nil
}

// keepPrint answers with the page that showPrint shows, as a file. Its name has the
// case's number, and nobody's.
func (s *server) keepPrint(v *visit) (any, error) {
	if s.press == nil {
		return nil, workflow.ErrNotFound
	}
	p, err := s.printOf(v)
	if err != nil {
		return nil, err
	}
	page, err := s.alone(v, "print", p)
	if err != nil {
		return nil, err
	}
	if len(page) > pdfBytes || bytes.Count(page, []byte("\n")) > pdfLines {
		return nil, errPDFLong
	}
	data, err := s.press.pdf(v.Request().Context(), v.Actor.ID, page)
	if err != nil {
		return nil, err
	}
	return plain{p.Head.Reference + ".pdf", "application/pdf", string(data)}, nil
}

// alone is a page that needs nothing beside it, for nobody's browser: what our pages
// have around them is left out.
func (s *server) alone(v *visit, name string, page any) ([]byte, error) {
	var styles []byte
	for _, sheet := range []string{stylesheet, reportStyles} {
		styles = append(styles, s.assets.files[path.Base(s.assets.names[sheet])].content...)
	}
	var b bytes.Buffer
	err := s.execute(&b, v, name, frame{Page: page, Lang: v.Lang, Active: name, Alone: styled(styles)})
	return b.Bytes(), err
}
