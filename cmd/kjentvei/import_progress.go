package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"kjentvei/workflow"
)

// progressEvery is how often people see how far it is.
const progressEvery = 200 * time.Millisecond

// showProgress draws on the terminal how far an import is, until stop is called,
// which clears what was drawn. Where errors do not go to a terminal it does
// nothing.
func (c *call) showProgress(progress *workflow.Progress) (stop func()) {
	if f, ok := c.stderr.(*os.File); !ok || !isTerminal(f) {
		return func() {}
	}
	ended := make(chan struct{})
	var drawing sync.WaitGroup
	drawing.Go(func() {
		ticks := time.NewTicker(progressEvery)
		defer ticks.Stop()
		for {
			select {
			case <-ended:
				fmt.Fprint(c.stderr, "\r\x1b[K")
				return
			case <-ticks.C:
				fmt.Fprintf(c.stderr, "\r\x1b[K%s", c.progressBar(progress.Of()))
			}
		}
	})
	return sync.OnceFunc(func() { close(ended); drawing.Wait() })
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

const barCells = 30

// progressBar is one line; before the first change, and after the last, it says
// what is being done instead.
func (c *call) progressBar(done, total int) string {
	switch {
	case total == 0:
		return importTexts.Reading.In(c.lang)
	case done >= total:
		return importTexts.Storing.In(c.lang)
	}
	full := barCells * done / total
	return fmt.Sprintf("[%s%s] %3d %%  %d / %d", strings.Repeat("#", full), strings.Repeat("·", barCells-full), 100*done/total, done, total)
}
