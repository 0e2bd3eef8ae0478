package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/audit/report"
)

// What is under static/ is served, but for three folders. Two are joined into one
// stylesheet: vendor/, which make brings from npm and which may be missing, and styles/,
// which is ours. reports/ is another, for pages that show a report of the audit, which
// brings its own styles, or a routine: what is opened on a telephone need not load it.
//
//go:embed static
var staticFiles embed.FS

const stylesheet, reportStyles, script = "kjentvei.css", "reports.css", "kjentvei.js"

// layers says which styles win, whatever their selectors: what makes bare elements
// presentable, then the design system, then what is our own, then what reports of the
// audit look like, which are written elsewhere.
const layers = "@layer base, ds, own, report;\n"

// scripts are joined into one, which every page loads: in this order.
var scripts = []string{"app.js", "sealed.js", "draft.js", "live.js", "clock.js", "queue.js"}

// types of the files in static/. Nothing else can be there.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png",
}

// HasDesignSystem reports whether the program was built with the design system's
// styles (make build). Without them the pages look plainer and work the same.
func HasDesignSystem() bool {
	found, _ := fs.Glob(staticFiles, "static/vendor/*.css")
	return len(found) > 0
}

// assets are the files in static/, under names that change with their content, so
// that a browser can keep them for ever.
type assets struct {
	files map[string]asset  // by the name that is asked for
	names map[string]string // the path of each, by its own name
}

type asset struct {
	content, zipped []byte
	kind            string
}

// newAssets panics when a file cannot be served: a mistake in the program.
func newAssets() *assets {
	a := &assets{files: map[string]asset{}, names: map[string]string{}}
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		if !entry.IsDir() && !slices.Contains(scripts, entry.Name()) {
			a.add(entry.Name(), read("static/"+entry.Name()))
		}
	}
	var all []byte
	for _, name := range scripts {
		all = append(all, read("static/"+name)...)
	}
	a.add(script, all)
	a.add(stylesheet, joined("", "static/vendor/*.css", "static/styles/*.css"))
	a.add(reportStyles, joined("@layer report {\n"+report.Style+"}\n", "static/reports/*.css"))
	return a
}

func read(name string) []byte {
	content, err := staticFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return content
}

// joined is one stylesheet of what is given and all the files that fit the patterns, in
// the order of the patterns and of the names.
func joined(first string, patterns ...string) []byte {
	b := bytes.NewBufferString(layers + first)
	for _, pattern := range patterns {
		found, err := fs.Glob(staticFiles, pattern)
		if err != nil {
			panic(err)
		}
		for _, name := range found {
			b.Write(read(name))
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

func (a *assets) add(file string, content []byte) {
	extension := path.Ext(file)
	kind, known := assetTypes[extension]
	if !known {
		panic(fmt.Sprintf("web: static/%s: of no known type", file))
	}
	sum := sha256.Sum256(content)
	name := strings.TrimSuffix(file, extension) + "." + hex.EncodeToString(sum[:6]) + extension
	a.files[name] = asset{content, zipped(content), kind}
	a.names[file] = "/static/" + name
}

// zipped is content compressed once. Pages themselves are not compressed: their
// length would tell of what is in them to who can make a browser ask (BREACH).
func zipped(content []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // memory does not fail to be written
	}
	return b.Bytes()
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
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
	h.Set(echo.HeaderVary, echo.HeaderAcceptEncoding)
	if len(file.zipped) < len(file.content) && strings.Contains(c.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip") {
		h.Set(echo.HeaderContentEncoding, "gzip")
		return c.Blob(http.StatusOK, file.kind, file.zipped)
	}
	return c.Blob(http.StatusOK, file.kind, file.content)
}
