package oidctest

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/http"

	"github.com/go-jose/go-jose/v4"
)

// KeyID is what a provider calls its key.
const KeyID = "key-1"

func (p *Provider) jwks(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: p.Key.Public(), KeyID: KeyID, Algorithm: "RS256", Use: "sig"}}})
}

// Sign signs claims as a JWT, with whatever algorithm and key.
func Sign(algorithm jose.SignatureAlgorithm, key any, keyID string, claims []byte) string {
	options := &jose.SignerOptions{}
	if keyID != "" {
		options.WithHeader("kid", keyID)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, options.WithType("JWT"))
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(claims)
	if err != nil {
		panic(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return token
}

// Unsigned writes claims as a JWT that says that it is not signed (alg none).
func Unsigned(claims []byte) string {
	return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","kid":"`+KeyID+`"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims) + "."
}

// PublicPEM is the provider's public key as text, which everybody knows.
func (p *Provider) PublicPEM() []byte {
	der, err := x509.MarshalPKIXPublicKey(p.Key.Public())
	if err != nil {
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}
