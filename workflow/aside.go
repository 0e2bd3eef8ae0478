package workflow

import (
	"fmt"
	"runtime/debug"
)

// aside is what a caller wants done on another goroutine while its steps are
// made durable: most of that time nobody needs the processor.
type aside struct {
	do       func(*View) // nil: nothing
	running  chan struct{}
	panicked string
}

// begin has it done. What was begun before, for the same request, is over first.
func (a *aside) begin(v *View) {
	if a.do == nil {
		return
	}
	a.end()
	running := make(chan struct{})
	a.running = running
	go func() {
		defer close(running)
		defer func() {
			if value := recover(); value != nil {
				a.panicked = fmt.Sprintf("%v\n%s", value, debug.Stack())
			}
		}()
		a.do(v)
	}()
}

// end waits until nothing is being done. A panic goes on here, where the caller
// can recover from it.
func (a *aside) end() {
	if a.running == nil {
		return
	}
	<-a.running
	a.running = nil
	if a.panicked != "" {
		panic(a.panicked)
	}
}
