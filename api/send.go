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

// send answers with JSON that write appends to an empty buffer, in one piece.
func send(c echo.Context, status int, write func([]byte) ([]byte, error)) error {
	buffer := buffers.Get().(*[]byte)
	data, err := write((*buffer)[:0])
	if err != nil {
		return err
	}
	data = append(data, '\n')
	c.Response().Header().Set(echo.HeaderContentLength, strconv.Itoa(len(data)))
	err = c.Blob(status, echo.MIMEApplicationJSON, data)
	if cap(data) <= maxKeptBytes {
		*buffer = data
		buffers.Put(buffer)
	}
	return err
}
