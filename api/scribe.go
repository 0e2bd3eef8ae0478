package api

import (
	"encoding/json"
	"sync"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// scribe writes the long answers, pages of cases and a case with its steps,
// byte for byte as encoding/json would write them, and remembers what repeats.
type scribe struct {
	items   *memo[itemKey, *workflow.Listed]
	words   sync.Map // of wordsKey to *words
	reasons *memo[reasonKey, struct{}]
	choices *memo[choicesKey, workflow.Made]
}

// How much is remembered at most: cases in lists, of 1–2 KB; reasons, of which
// routines have fewer; and lists of choices, of up to 10 KB.
const (
	maxItems   = 4096
	maxReasons = 20_000
	maxChoices = 500
)

func newScribe() *scribe {
	return &scribe{
		items:   newMemo[itemKey](maxItems, func(a, b **workflow.Listed) bool { return *a == *b }),
		reasons: newMemo[reasonKey](maxReasons, func(_, _ *struct{}) bool { return true }),
		choices: newMemo[choicesKey](maxChoices, (*workflow.Made).Same),
	}
}

// itemKey tells apart the ways in which one case is shown in lists.
type itemKey struct {
	id        workflow.CaseID
	lang      routine.Lang
	pseudonym bool
}

// page writes a list[caseJSON].
func (s *scribe) page(b []byte, page *workflow.Page, lang routine.Lang) ([]byte, error) {
	b = append(b, `{"items":[`...)
	for i, item := range page.Items {
		data, err := s.items.json(itemKey{item.ID, lang, item.Pseudonym != ""}, &item, func() ([]byte, error) {
			return json.Marshal(summaryJSON(item, lang))
		})
		if err != nil {
			return nil, err
		}
		b = append(comma(b, i), data...)
	}
	b = append(b, ']')
	if page.Next != "" {
		next, err := json.Marshal(page.Next)
		if err != nil {
			return nil, err
		}
		b = append(append(b, `,"next_cursor":`...), next...)
	}
	return append(b, '}'), nil
}

// comma separates the i-th member of a list from the one before.
func comma(b []byte, i int) []byte {
	if i == 0 {
		return b
	}
	return append(b, ',')
}
