package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
)

//go:embed static
var staticFiles embed.FS

// stylesheets and scripts are what every page loads, in this order.
var (
	stylesheets = []string{"base.css"}
	scripts     = []string{"app.js"}
)

// types of the files in static/. Nothing else can be there.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png",
}

// assets are the files in static/, under names that change with their content, so
// that a browser can keep them for ever.
type assets struct {
	files map[string]asset  // by the name that is asked for
	names map[string]string // the path of each, by its own name
}

type asset struct {
	content []byte
	kind    string
}

// newAssets panics when a file is of no known type: a mistake in the program.
func newAssets() *assets {
	a := &assets{files: map[string]asset{}, names: map[string]string{}}
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		content, err := staticFiles.ReadFile("static/" + entry.Name())
		extension := path.Ext(entry.Name())
		kind, known := assetTypes[extension]
		if err != nil || !known {
			panic(fmt.Sprintf("web: static/%s: %v, type known: %t", entry.Name(), err, known))
		}
		sum := sha256.Sum256(content)
		name := strings.TrimSuffix(entry.Name(), extension) + "." + hex.EncodeToString(sum[:6]) + extension
		a.files[name] = asset{content, kind}
		a.names[entry.Name()] = "/static/" + name
	}
	return a
}

// path is where to ask for a file; templates call it.
func (a *assets) path(name string) (string, error) {
	if p, ok := a.names[name]; ok {
		return p, nil
	}
	return "", fmt.Errorf("there is no static/%s", name)
}

func (a *assets) serve(c echo.Context) error {
	file, ok := a.files[c.Param("name")]
	if !ok {
		return workflow.ErrNotFound
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, file.kind, file.content)
}
