package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"image"
	"image/color"
	"net/url"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// A code is good for so long, and so long before and after: clocks differ.
const (
	stepTime = 30 * time.Second
	drift    = 1 // steps
)

// secretBytes is the length that RFC 4226 recommends.
const secretBytes = 20

func newSecret() []byte {
	secret := make([]byte, secretBytes)
	rand.Read(secret) // never fails
	return secret
}

var base32Text = base32.StdEncoding.WithPadding(base32.NoPadding)

// codeStep finds the time step that a code belongs to, now or one step to either
// side. Which codes were used before is for the engine to know.
func codeStep(secret []byte, code string, now time.Time) (step uint64, ok bool) {
	code = strings.Map(func(r rune) rune {
		if r == ' ' {
			return -1
		}
		return r
	}, code)
	current := uint64(now.Unix()) / uint64(stepTime.Seconds())
	for offset := range uint64(2*drift + 1) {
		at := current - drift + offset
		want, err := hotp.GenerateCodeCustom(base32Text.EncodeToString(secret), at, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

// App is what somebody needs to have an app make codes: to scan, or to type.
type App struct {
	QR   string // the dark squares, as the path of an SVG
	Size int    // of the drawing, in squares
	Text string // the secret in groups of four
}

// appFor describes a secret to an app, under the names that it then shows.
func appFor(secret []byte, user, site string) (App, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Kjentvei " + site, AccountName: user, Secret: secret})
	if err != nil {
		return App{}, fmt.Errorf("app: %w", err)
	}
	code, err := qr.Encode(key.URL(), qr.M, qr.Auto)
	if err != nil {
		return App{}, fmt.Errorf("drawing: %w", err)
	}
	text := base32Text.EncodeToString(secret)
	var groups []string
	for ; len(text) > 4; text = text[4:] {
		groups = append(groups, text[:4])
	}
	return App{QR: squares(code), Size: code.Bounds().Dx() + 8, Text: strings.Join(append(groups, text), " ")}, nil
}

// squares draws an image of black and white squares with the margin of four that
// scanners need.
func squares(code image.Image) string {
	var path strings.Builder
	for y := range code.Bounds().Dy() {
		for x := range code.Bounds().Dx() {
			if color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 128 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+4, y+4)
			}
		}
	}
	return path.String()
}

// hostOf is the host of an origin, without its port.
func hostOf(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
