package store

import (
	"slices"
)

// symbols numbers the names that come again and again (schools, states, people),
// from 1; 0 is the empty name. A name once given a number keeps it.
type symbols struct {
	numbers map[string]uint32
	names   []string
}

func newSymbols() symbols { return symbols{numbers: map[string]uint32{}, names: []string{""}} }

// add gives the number of a name, a new one if need be.
func (s *symbols) add(name string) uint32 {
	if name == "" {
		return 0
	}
	n, ok := s.numbers[name]
	if !ok {
		n = uint32(len(s.names))
		s.names = append(s.names, name)
		s.numbers[name] = n
	}
	return n
}

// find gives the number of a name, unknownName when it has none.
func (s *symbols) find(name string) uint32 {
	if name == "" {
		return 0
	}
	if n, ok := s.numbers[name]; ok {
		return n
	}
	return unknownName
}

const unknownName = ^uint32(0)

// intern gives raw as a string, without a new one if the name is known.
func (s *symbols) intern(raw []byte) string {
	if n, ok := s.numbers[string(raw)]; ok {
		return s.names[n]
	}
	return string(raw)
}

// postings lists case numbers by symbol, each list ascending and without doubles.
type postings map[uint32][]uint32

func (p postings) add(symbol, number uint32) {
	list := p[symbol]
	if len(list) == 0 || list[len(list)-1] < number {
		p[symbol] = append(list, number)
		return
	}
	if i, found := slices.BinarySearch(list, number); !found {
		p[symbol] = slices.Insert(list, i, number)
	}
}
