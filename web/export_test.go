package web

// Routes are all that can be asked for, as "METHOD path".
func Routes() (list []string) {
	for _, r := range routes {
		list = append(list, r.method+" "+r.path)
	}
	return list
}

// Weighty are those that ask for a second factor again.
func Weighty() (list []string) {
	for r := range weighty {
		list = append(list, r)
	}
	return list
}

// Keeping are the routes whose forms outlive a session, as "METHOD path".
func Keeping() (list []string) {
	for route := range keeping {
		list = append(list, route)
	}
	return list
}

// Scripts are the files that every page loads.
func Scripts() []string { return scripts }
