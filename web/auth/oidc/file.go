package oidc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// fileJSON is the file of login providers:
//
//	{
//	  "url": "https://kjentvei.fylke.no",
//	  "providers": [
//	    {"id": "feide", "preset": "feide", "client_id": "…", "secret_file": "feide.secret", "owners": ["fc:org:fylke.no"]}
//	  ]
//	}
//
// The addresses to register at the provider are url/login/callback/id and, for
// coming back from a logout, url/login.
type fileJSON struct {
	URL       string         `json:"url"`
	Providers []providerJSON `json:"providers"`
}

type providerJSON struct {
	ID     string `json:"id"`
	Preset string `json:"preset"` // "feide", "entra" or none
	Name   string `json:"name"`
	Issuer string `json:"issuer"`
	Tenant string `json:"tenant"` // of entra: the directory's id

	ClientID         string `json:"client_id"`
	SecretFile       string `json:"secret_file"`       // beside this file unless absolute; mode 0600 or less
	SecretCredential string `json:"secret_credential"` // of systemd: LoadCredential=

	Scopes       []string `json:"scopes"`
	SubjectClaim string   `json:"subject_claim"`
	UserClaims   []string `json:"user_claims"`
	NameClaim    string   `json:"name_claim"`

	ACR           []string `json:"acr"`
	FactorClaim   string   `json:"factor_claim"`
	FactorTrusted bool     `json:"factor_trusted"`
	OneFactor     bool     `json:"one_factor"`

	GroupsURL   string   `json:"groups_url"`
	Owners      []string `json:"owners"`
	StaffClaim  string   `json:"staff_claim"`
	StaffValues []string `json:"staff_values"`

	NoLogout bool     `json:"no_logout"`
	Hosts    []string `json:"hosts"`
}

// maxFile bounds the file, and a secret.
const maxFile = 1 << 20

// ReadFile reads the file of login providers, and the secrets that it names. The
// error tells everything that is wrong with it, and no secret.
func ReadFile(path string) ([]Config, error) {
	data, err := readSmall(path)
	if err != nil {
		return nil, err
	}
	var file fileJSON
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if dec.More() {
		return nil, fmt.Errorf("%s: goes on beyond its end", path)
	}
	base := strings.TrimSuffix(file.URL, "/")
	if !safeURL(base) || strings.ContainsAny(base, "?#") {
		return nil, fmt.Errorf("%s: url %q: want the https address at which people reach Kjentvei", path, file.URL)
	}
	var configs []Config
	var errs []error
	for i, p := range file.Providers {
		c, err := p.config(base, filepath.Dir(path))
		if err == nil && slices.ContainsFunc(configs, func(other Config) bool { return other.ID == c.ID || other.Issuer == c.Issuer }) {
			err = errors.New("its id or issuer is another provider's too")
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: provider %d (%s): %w", path, i+1, or(p.ID, p.Preset), err))
		}
		configs = append(configs, c)
	}
	if len(configs) == 0 {
		errs = append(errs, fmt.Errorf("%s: names no provider", path))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return configs, nil
}

// config is the provider with its preset filled in, and its secret read.
func (p providerJSON) config(base, dir string) (Config, error) {
	preset, ok := presets[p.Preset]
	if !ok {
		return Config{}, fmt.Errorf("preset %q: want feide or entra, or none", p.Preset)
	}
	if preset != nil {
		if err := preset(&p); err != nil {
			return Config{}, err
		}
	}
	secret, err := p.secret(dir)
	if err != nil {
		return Config{}, err
	}
	c := Config{
		ID: p.ID, Name: p.Name, Issuer: p.Issuer, ClientID: p.ClientID, ClientSecret: secret,
		RedirectURL: base + "/login/callback/" + p.ID, LoggedOutURL: base + "/login",
		Scopes: p.Scopes, SubjectClaim: p.SubjectClaim, UserClaims: p.UserClaims, NameClaim: p.NameClaim,
		ACR: p.ACR, FactorClaim: p.FactorClaim, FactorTrusted: p.FactorTrusted, OneFactor: p.OneFactor,
		Staff: StaffRule{GroupsURL: p.GroupsURL, Owners: p.Owners, Claim: p.StaffClaim, Values: p.StaffValues},
		Hosts: p.Hosts,
	}
	if p.NoLogout {
		c.LoggedOutURL = ""
	}
	return c.withDefaults()
}

// secret reads the client secret from where it is kept.
func (p providerJSON) secret(dir string) (string, error) {
	path := p.SecretFile
	switch {
	case (p.SecretFile == "") == (p.SecretCredential == ""):
		return "", errors.New("want secret_file or secret_credential, one of them")
	case p.SecretCredential != "":
		credentials := os.Getenv("CREDENTIALS_DIRECTORY")
		if credentials == "" || p.SecretCredential != filepath.Base(p.SecretCredential) {
			return "", fmt.Errorf("secret_credential %q: no such credential was given by systemd (LoadCredential=)", p.SecretCredential)
		}
		path = filepath.Join(credentials, p.SecretCredential)
	default:
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		info, err := os.Stat(path)
		if err != nil {
			return "", err
		}
		if mode := info.Mode().Perm(); mode&0o077 != 0 {
			return "", fmt.Errorf("%s: others may read it (mode %04o); chmod 600 it", path, mode)
		}
	}
	data, err := readSmall(path)
	return strings.TrimSpace(string(data)), err
}

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: is too large", path)
	}
	return data, err
}
