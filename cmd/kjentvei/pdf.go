package main

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// browsers are what a page can be printed with, as systems call it; the shell has no
// windows to draw, and takes least.
var browsers = []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"}

// printTime is how long printing may take.
const printTime = 2 * time.Minute

// printFolder is what the folder is called in which a page is printed.
const printFolder = "kjentvei-print-"

// pdf prints a page that needs nothing beside it, by an installed browser.
func pdf(page []byte) ([]byte, error) {
	browser := findBrowser()
	if browser == "" {
		return nil, failed(auditTexts.NoBrowser)
	}
	ctx, stop := interruptible()
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	data, said, err := printer{browser, os.TempDir()}.print(ctx, page)
	if err != nil {
		return nil, failed(fill(auditTexts.NotPrinted, browser, lastLine(said, err)))
	}
	return data, nil
}

// findBrowser finds a browser of the Chromium family; "" where none is installed.
func findBrowser() string {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// printer prints by a browser. Each page lies in a folder of its own, in a folder,
// while that runs. Only this user can read it, and all that the browser writes is in it.
type printer struct{ browser, in string }

// printer is how a server prints; nil without a browser. Pages lie beside its
// database, on the disk that is to be encrypted. What a server that was killed has left
// is removed. The log is told how the browser ended, and nothing that it says: it may
// say what it reads.
func (s *service) printer() func(context.Context, []byte) ([]byte, error) {
	beside, _ := os.ReadDir(s.dir) // where that fails, nothing is printed either
	for _, entry := range beside {
		if !strings.HasPrefix(entry.Name(), printFolder) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.dir, entry.Name())); err != nil {
			s.log.Error().Err(err).Msg("a page that was printed is still there")
		}
	}
	browser := findBrowser()
	if browser == "" {
		return nil
	}
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return nil
	}
	return func(ctx context.Context, page []byte) ([]byte, error) {
		data, _, err := printer{browser, dir}.print(ctx, page)
		return data, err
	}
}

// print gives the page as PDF, and what the browser said last. When ctx ends, so do
// the browser and all that it has started.
func (p printer) print(ctx context.Context, page []byte) (data, said []byte, err error) {
	folder, err := os.MkdirTemp(p.in, printFolder)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if left := removed(folder); left != nil {
			data, err = nil, errors.Join(err, left)
		}
	}()
	from, to := filepath.Join(folder, "page.html"), filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(from, page, 0o600); err != nil {
		return nil, nil, err
	}
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic", "--disable-component-update",
		"--disable-background-networking", "--disable-extensions", "--disable-crash-reporter", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + filepath.Join(folder, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + to, (&url.URL{Scheme: "file", Path: from}).String(),
	}
	if os.Getuid() == 0 {
		args = append([]string{"--no-sandbox"}, args...) // which Chromium cannot do for root
	}
	said, ended := runIn(ctx, folder, p.browser, args)
	data, err = os.ReadFile(to)
	if ctx.Err() != nil || err != nil || len(data) == 0 {
		return nil, said, errors.Join(ctx.Err(), ended, err, errors.New("no page"))
	}
	return data, said, nil
}

// runIn runs a program with a folder for all that it keeps, and ends whatever it leaves
// running. It says the end of what that said.
func runIn(ctx context.Context, folder, program string, args []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = folder
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "TMPDIR=" + folder, "XDG_RUNTIME_DIR=" + folder, "LANG=C.UTF-8"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	end := func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Cancel = end
	said, err := os.Create(filepath.Join(folder, "said.txt")) // a file, so that nobody waits for whoever still has it open
	if err != nil {
		return nil, err
	}
	defer said.Close()
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := cmd.Wait()
	_ = end() // mostly there is nobody left
	words := make([]byte, 4<<10)
	size, err := said.Seek(0, io.SeekEnd)
	n, _ := said.ReadAt(words, max(0, size-int64(len(words)))) // less than there is room for is all there is
	return words[:n], errors.Join(ended, err)
}

// removed removes a folder, into which something that has just been ended may still
// be writing.
func removed(folder string) (err error) {
	for range 20 {
		if err = os.RemoveAll(folder); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
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
