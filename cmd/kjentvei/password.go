package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// What a password costs to try (OWASP, 2025): 19 MiB, twice over, one thread.
// An encoded password names its own costs, so that these can be raised.
const (
	argonMemory  = 19 * 1024 // KiB
	argonTime    = 2
	argonThreads = 1
)

// encodePassword hashes a password as $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func encodePassword(password string) string {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails
	hash := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, 32)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads, b64.EncodeToString(salt), b64.EncodeToString(hash))
}

// Passwords are at least so long, in characters, and at most so long, in bytes.
const (
	minPassword = 8
	maxPassword = 1024
)

var errPassword = errors.New("unfit password")

// askPassword reads a password from standard input; "" when there is none:
// when it is a terminal or the null device, or empty.
func (c *call) askPassword() (string, error) {
	if f, ok := c.stdin.(*os.File); ok {
		if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice != 0 {
			return "", nil
		}
	}
	waiting := time.AfterFunc(2*time.Second, func() { c.complain("%s", opsTexts.AwaitPassword.In(c.lang)) })
	defer waiting.Stop()
	data, err := io.ReadAll(io.LimitReader(c.stdin, maxPassword+3))
	if err != nil {
		return "", err
	}
	password := strings.TrimSuffix(string(bytes.TrimSuffix(data, []byte("\n"))), "\r")
	switch {
	case password == "":
		return "", nil
	case len(password) > maxPassword, !utf8.ValidString(password), utf8.RuneCountInString(password) < minPassword, strings.ContainsAny(password, "\r\n\x00"):
		return "", errPassword
	}
	return password, nil
}
