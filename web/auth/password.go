package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"
)

// costs is what a password costs to try.
type costs struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

// ours are the costs of new passwords (OWASP, 2025). An encoded password names
// its own, so that these can be raised: Outdated tells which are to be encoded anew.
var ours = costs{memory: 19 * 1024, time: 2, threads: 1}

// What an encoded password may ask for at most. One that asks for more was not
// written by us, and would take the memory of everybody else.
var highest = costs{memory: 256 * 1024, time: 16, threads: 8}

const (
	saltBytes = 16
	hashBytes = 32
)

// Encode hashes a password as $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func Encode(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails
	return encode(password, salt, ours)
}

func encode(password string, salt []byte, c costs) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.time, c.threads,
		b64.EncodeToString(salt), b64.EncodeToString(c.hash(password, salt)))
}

func (c costs) hash(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(password), salt, c.time, c.memory, c.threads, hashBytes)
}

// decode reads what Encode wrote.
func decode(encoded string) (c costs, salt, hash []byte, ok bool) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return costs{}, nil, nil, false
	}
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.time, &c.threads); n != 3 || err != nil {
		return costs{}, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil || len(salt) < 8 {
		return costs{}, nil, nil, false
	}
	if hash, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(hash) != hashBytes {
		return costs{}, nil, nil, false
	}
	ok = c.time >= 1 && c.threads >= 1 && c.memory >= 8*uint32(c.threads) &&
		c.time <= highest.time && c.threads <= highest.threads && c.memory <= highest.memory
	return c, salt, hash, ok
}

// nobodys stands in for the password of somebody who is not there or has none,
// so that trying it takes as long. NewDesk makes it, before anybody tries.
var nobodys = sync.OnceValue(func() string { return encode("", make([]byte, saltBytes), ours) })

// matches reports whether a password is the encoded one. It takes as long for an
// encoded password that is empty or unreadable, and is then false.
func matches(encoded, password string) bool {
	c, salt, hash, ok := decode(encoded)
	if !ok {
		c, salt, hash, _ = decode(nobodys())
	}
	same := subtle.ConstantTimeCompare(c.hash(password, salt), hash) == 1
	return same && ok
}

// Outdated reports whether a password was encoded at lower costs than ours, and
// should be encoded anew when it is next known.
func Outdated(encoded string) bool {
	c, _, _, ok := decode(encoded)
	return ok && (c.memory < ours.memory || c.time < ours.time)
}
