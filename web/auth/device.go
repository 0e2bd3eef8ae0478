package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"kjentvei/workflow"
)

// DeviceCookie is the cookie that holds what KnownDevice gave a browser.
const DeviceCookie = "__Host-known"

// devices recognises the browsers that somebody has logged in with. It opens
// nothing: it only says whose failures are counted together. The key is made when
// the server starts; after that every browser is new.
type devices struct{ key []byte }

func newDevices() devices {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return devices{key}
}

// KnownDevice is a mark for a browser that somebody has logged in with, fully.
func (d *Desk) KnownDevice(staff workflow.ActorID) string {
	id := rand.Text()
	return id + "." + d.devices.sign(id, staff)
}

func (d devices) sign(id string, staff workflow.ActorID) string {
	mac := hmac.New(sha256.New, d.key)
	mac.Write([]byte(id + "\x00" + string(staff)))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (d devices) knows(device string, staff workflow.ActorID) bool {
	id, signature, ok := strings.Cut(device, ".")
	return ok && subtle.ConstantTimeCompare([]byte(signature), []byte(d.sign(id, staff))) == 1
}
