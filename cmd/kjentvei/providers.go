package main

import (
	"kjentvei/web/auth/oidc"
)

// readProviders reads the file of login providers, such as Feide: none where no
// file is named.
func (c *call) readProviders() ([]*oidc.Provider, error) {
	path := c.options["login"]
	if path == "" {
		return nil, nil
	}
	bad := func(err error) error { return malformed(fill(serveTexts.BadLogin, path, err.Error())) }
	configs, err := oidc.ReadFile(path)
	if err != nil {
		return nil, bad(err)
	}
	var providers []*oidc.Provider
	for _, config := range configs {
		provider, err := oidc.New(config)
		if err != nil {
			return nil, bad(err)
		}
		providers = append(providers, provider)
	}
	return providers, nil
}
