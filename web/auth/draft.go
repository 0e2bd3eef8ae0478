package auth

import (
	"crypto/hmac"
	"crypto/sha256"

	"kjentvei/workflow"
)

// DraftKey is the key, of 32 bytes, with which scripts seal what somebody types until it
// is saved. It is on the pages of that person alone, and another after the server has
// started again.
func (d *Desk) DraftKey(staff workflow.ActorID) []byte {
	mac := hmac.New(sha256.New, d.drafts)
	mac.Write([]byte(staff))
	return mac.Sum(nil)
}
