package web_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store/storetest"
	"kjentvei/web"
	chromium "kjentvei/web/browser"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// What scripts add, in Chromium: a search while one types, text that outlives the page,
// deadlines that count down, what others record, and presses without a connection.
func TestBrowserScripts(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if _, err := engine.AddUser(t.Context(), p.user, p.name, p.role, p.school, encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	for id, name := range map[string]string{"s1": "Lin Berg", "s2": "Linus Dal", "s3": "Ask Lund"} {
		err := engine.PutStudent(t.Context(), &workflow.Student{
			ID: workflow.StudentID(id), School: "rogn", Name: name, Class: "2STA", BirthDate: calendar.On(2010, time.March, 4),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	config := web.Config{Engine: engine, Log: zerolog.Nop(), DefaultRoutine: "kjentmann", Demo: true}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: web.New(t.Context(), config)}}
	server.Start()
	t.Cleanup(server.Close)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	base := "http://localhost:" + port // which Chromium takes for as good as TLS
	chromium.Play(t, "scripts.mjs", map[string]any{"app": base, "password": password})
}

// All that a page loads of scripts is small: it is read on the phone in the corridor.
func TestScriptsAreSmall(t *testing.T) {
	size := 0
	for _, name := range web.Scripts() {
		data, err := os.ReadFile(filepath.Join("static", name))
		if err != nil {
			t.Fatal(err)
		}
		size += len(data)
	}
	if t.Logf("%d bytes", size); size == 0 || size > 15<<10 {
		t.Errorf("%d bytes of scripts", size)
	}
}
