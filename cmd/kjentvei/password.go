package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"time"

	"kjentvei/web/auth"
)

// askPassword reads a password from standard input; "" when there is none:
// when it is a terminal or the null device, or empty. about are words that others
// know of the person. An auth.Unfit says why it will not do.
func (c *call) askPassword(about ...string) (string, error) {
	if f, ok := c.stdin.(*os.File); ok {
		if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice != 0 {
			return "", nil
		}
	}
	waiting := time.AfterFunc(2*time.Second, func() { c.complain("%s", opsTexts.AwaitPassword.In(c.lang)) })
	defer waiting.Stop()
	data, err := io.ReadAll(io.LimitReader(c.stdin, auth.MaxPassword+3))
	if err != nil {
		return "", err
	}
	password := strings.TrimSuffix(string(bytes.TrimSuffix(data, []byte("\n"))), "\r")
	if password == "" {
		return "", nil
	}
	return password, auth.Fit(password, about...)
}
