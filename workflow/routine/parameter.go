package routine

// Accepts reports whether a parameter can have these values.
func (p *Parameter) Accepts(values []string) bool { return len(p.judge(values)) == 0 }

// Counts reports whether the value of a parameter is a whole number.
func (p *Parameter) Counts() bool {
	return p.Type == "days" || p.Type == "minutes" || p.Type == "number"
}
