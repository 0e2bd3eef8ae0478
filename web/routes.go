package web

import "net/http"

// access is who may ask for a route.
type access int

const (
	anybody access = iota // without logging in
	staff                 // logged in; the engine narrows what somebody without a second factor sees
)

// route is one thing that can be asked for. Beside these there are only the files
// under /static/.
type route struct {
	method, path string
	who          access
	page         string // templates/PAGE.html; "" when it answers with none
	do           func(*server, *visit) (any, error)
}

var routes = []route{
	{http.MethodGet, "/", staff, "home", (*server).showHome},
	{http.MethodGet, "/login", anybody, "login", (*server).showLogin},
	{http.MethodPost, "/login", anybody, "login", (*server).logIn},
	{http.MethodPost, "/logout", anybody, "", (*server).logOut},
	{http.MethodPost, "/language", anybody, "", (*server).chooseLanguage},
}
