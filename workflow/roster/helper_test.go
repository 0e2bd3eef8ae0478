package roster_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"kjentvei/workflow/roster/rostertest"
)

// remade is a zip with each of its files changed.
func remade(t testing.TB, data []byte, change func(name, content string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{}
	for _, file := range archive.File {
		from, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		contents[file.Name] = change(file.Name, string(content))
	}
	return rostertest.Pack(contents)
}
