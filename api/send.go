package api

import (
	"strconv"
	"sync"

	"github.com/labstack/echo/v4"
)

// buffers are those in which long answers are put together.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxKeptBytes bounds the buffers that wait to be used again.
const maxKeptBytes = 1 << 20

// letter is a long answer that is written and not yet sent.
type letter struct {
	text *[]byte // of buffers; nil: none is written
	err  error   // why it cannot be sent
}

// compose writes an answer of JSON that write appends to an empty buffer.
func compose(write func([]byte) ([]byte, error)) letter {
	l := letter{text: buffers.Get().(*[]byte)}
	text, err := write((*l.text)[:0])
	if err != nil {
		return letter{err: err}
	}
	*l.text = append(text, '\n')
	return l
}

// send sends it, in one piece. It is gone then.
func (l letter) send(c echo.Context, status int) error {
	if l.err != nil {
		return l.err
	}
	defer l.discard()
	c.Response().Header().Set(echo.HeaderContentLength, strconv.Itoa(len(*l.text)))
	return c.Blob(status, echo.MIMEApplicationJSON, *l.text)
}

// discard gives back what it is written on.
func (l letter) discard() {
	if l.text != nil && cap(*l.text) <= maxKeptBytes {
		buffers.Put(l.text)
	}
}
