package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// browsers are what a page can be printed with, as systems call it.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"}

// printTime is how long printing may take.
const printTime = 2 * time.Minute

// pdf prints a page that needs nothing beside it, by a browser of the Chromium
// family. The page lies in a folder of its own, which only this user can read,
// while that runs; the browser asks nothing of the network.
func pdf(page []byte) ([]byte, error) {
	browser := ""
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		return nil, failed(auditTexts.NoBrowser)
	}
	folder, err := os.MkdirTemp("", "kjentvei-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	from, to := filepath.Join(folder, "report.html"), filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(from, page, 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), printTime)
	defer cancel()
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic", "--disable-component-update",
		"--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + filepath.Join(folder, "profile"),
		"--no-pdf-header-footer", "--print-to-pdf=" + to, "file://" + from,
	}
	if os.Getuid() == 0 {
		args = append([]string{"--no-sandbox"}, args...) // which Chromium cannot do for root
	}
	said, err := exec.CommandContext(ctx, browser, args...).CombinedOutput()
	data, readErr := os.ReadFile(to)
	if readErr != nil || len(data) == 0 {
		return nil, failed(fill(auditTexts.NotPrinted, browser, lastLine(said, errors.Join(err, readErr))))
	}
	return data, nil
}

// lastLine is the last that a program said, or else what became of it.
func lastLine(said []byte, err error) string {
	for end := len(said); end > 0; end-- {
		if c := said[end-1]; c != '\n' && c != '\r' && c != ' ' {
			from := end
			for from > 0 && said[from-1] != '\n' {
				from--
			}
			return string(said[from:end])
		}
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
