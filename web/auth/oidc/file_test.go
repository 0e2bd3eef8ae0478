package oidc_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kjentvei/web/auth/oidc"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// write puts a file of providers, and a secret beside it, into a folder.
func write(t *testing.T, content string) (path string) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, "login.json")
	for name, data := range map[string]string{"login.json": content, "feide.secret": "hush-hush\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

const tenant = "11111111-2222-3333-4444-555555555555"

func TestReadFile(t *testing.T) {
	credentials := t.TempDir()
	if err := os.WriteFile(filepath.Join(credentials, "entra"), []byte("psst"), 0o440); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", credentials)
	path := write(t, `{"url": "https://kjentvei.fylke.no/", "providers": [
		{"preset": "feide", "client_id": "f", "secret_file": "feide.secret", "owners": ["fc:org:fylke.no"]},
		{"preset": "entra", "client_id": "e", "secret_credential": "entra", "tenant": "`+tenant+`"},
		{"id": "other", "name": "Annet", "issuer": "https://login.example/realm", "client_id": "o", "secret_file": "feide.secret",
		 "factor_trusted": true, "staff_claim": "groups", "staff_values": ["teachers"], "no_logout": true}]}`)
	got, err := oidc.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []oidc.Config{{
		ID: "feide", Name: "Feide", Issuer: "https://auth.dataporten.no", ClientID: "f", ClientSecret: "hush-hush",
		RedirectURL: "https://kjentvei.fylke.no/login/callback/feide", LoggedOutURL: "https://kjentvei.fylke.no/login",
		Scopes:       []string{"openid", "userid-feide", "userinfo-name", "email", "groups-org", "groups-edu"},
		SubjectClaim: "sub", NameClaim: "name",
		UserClaims: []string{"https://n.feide.no/claims/eduPersonPrincipalName", "https://n.feide.no/claims/userid_sec"},
		ACR:        []string{"urn:mace:feide.no:auth:level:fad08:3"}, FactorClaim: "acr",
		Staff: oidc.StaffRule{GroupsURL: "https://groups-api.dataporten.no/groups/me/groups", Owners: []string{"fc:org:fylke.no"}},
	}, {
		ID: "entra", Name: "Microsoft", Issuer: "https://login.microsoftonline.com/" + tenant + "/v2.0", ClientID: "e", ClientSecret: "psst",
		RedirectURL: "https://kjentvei.fylke.no/login/callback/entra", LoggedOutURL: "https://kjentvei.fylke.no/login",
		Scopes:       []string{"openid", "profile", "email"},
		SubjectClaim: "oid", NameClaim: "name", UserClaims: []string{"upn", "preferred_username"},
		ACR: []string{"c1"}, FactorClaim: "acrs",
		Staff: oidc.StaffRule{Claim: "roles", Values: []string{"staff"}}, Hosts: []string{"graph.microsoft.com"},
	}, {
		ID: "other", Name: "Annet", Issuer: "https://login.example/realm", ClientID: "o", ClientSecret: "hush-hush",
		RedirectURL: "https://kjentvei.fylke.no/login/callback/other",
		Scopes:      []string{"openid"}, SubjectClaim: "sub", NameClaim: "name", UserClaims: []string{"preferred_username"},
		FactorTrusted: true, FactorClaim: "acr",
		Staff: oidc.StaffRule{Claim: "groups", Values: []string{"teachers"}},
	}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(oidc.Config{}, "Now")); diff != "" {
		t.Error(diff)
	}
	for _, c := range got {
		if _, err := oidc.New(c); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
	}
}

// Every mistake is told with the provider it is in, and never with a secret.
func TestReadFileMistakes(t *testing.T) {
	one := func(rest string) string {
		return `{"url": "https://kjentvei.fylke.no", "providers": [{"preset": "feide", "client_id": "f", ` + rest + `}]}`
	}
	for want, content := range map[string]string{
		"unknown field":          one(`"secret_file": "feide.secret", "secret": "hush-hush"`),
		"beyond its end":         one(`"secret_file": "feide.secret"`) + "{}",
		"EOF":                    ``,
		"names no provider":      `{"url": "https://kjentvei.fylke.no"}`,
		"https address at":       `{"url": "http://kjentvei.fylke.no"}`,
		"preset \"fiede\"":       `{"url": "https://kjentvei.fylke.no", "providers": [{"preset": "fiede"}]}`,
		"one of them":            one(`"name": "x"`),
		"no such file":           one(`"secret_file": "none.secret"`),
		"no such credential":     one(`"secret_credential": "feide"`),
		"id \"Feide!\"":          one(`"id": "Feide!", "secret_file": "feide.secret"`),
		"tenant \"common\"":      `{"url": "https://kjentvei.fylke.no", "providers": [{"preset": "entra", "tenant": "common", "client_id": "e", "secret_file": "feide.secret"}]}`,
		"provider 1 (feide)":     one(`"issuer": "http://auth.dataporten.no", "secret_file": "feide.secret"`),
		"another provider's":     `{"url": "https://kjentvei.fylke.no", "providers": [{"preset": "feide", "client_id": "f", "secret_file": "feide.secret"}, {"id": "f2", "preset": "feide", "client_id": "f", "secret_file": "feide.secret"}]}`,
		"want groups_url or":     `{"url": "https://kjentvei.fylke.no", "providers": [{"id": "o", "name": "O", "issuer": "https://o.example", "client_id": "o", "factor_trusted": true, "secret_file": "feide.secret"}]}`,
		"what does the provider": `{"url": "https://kjentvei.fylke.no", "providers": [{"id": "o", "name": "O", "issuer": "https://o.example", "client_id": "o", "staff_claim": "a", "staff_values": ["b"], "secret_file": "feide.secret"}]}`,
	} {
		configs, err := oidc.ReadFile(write(t, content))
		if configs != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		} else if strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: tells the secret: %v", want, err)
		}
	}
}

// A secret that others may read is no secret.
func TestSecretFileMode(t *testing.T) {
	path := write(t, `{"url": "https://kjentvei.fylke.no", "providers": [{"preset": "feide", "client_id": "f", "secret_file": "feide.secret"}]}`)
	secret := filepath.Join(filepath.Dir(path), "feide.secret")
	for _, tt := range []struct {
		mode os.FileMode
		ok   bool
	}{{0o600, true}, {0o400, true}, {0o640, false}, {0o604, false}, {0o660, false}} {
		if err := os.Chmod(secret, tt.mode); err != nil {
			t.Fatal(err)
		}
		if _, err := oidc.ReadFile(path); (err == nil) != tt.ok || !tt.ok && !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("%04o: %v", tt.mode, err)
		}
	}
	if _, err := oidc.ReadFile(filepath.Join(t.TempDir(), "none.json")); err == nil {
		t.Error("read a file that is not there")
	}
}
