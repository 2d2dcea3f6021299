package bot

import (
	"encoding/json"
	"fmt"
	"testing"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

func stateRow(t *testing.T, id string, phase interview.Phase, answers int) (interview.State, store.Interview) {
	t.Helper()
	state := interview.State{ID: id, Owner: "U1", Phase: phase, Answers: answers}
	body, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	return state, store.Interview{ID: id, State: body}
}

func TestTheFileDecidesWhatAStateIs(t *testing.T) {
	t.Parallel()
	s := newStates()
	read := func(row store.Interview) int {
		_, state, found, err := s.read(row)
		if err != nil || !found {
			t.Fatalf("found %v: %v", found, err)
		}
		return state.Answers
	}
	old, oldRow := stateRow(t, "i1", interview.Asking, 1)
	next, nextRow := stateRow(t, "i1", interview.Asking, 2)
	old.Answers = 11 // what is remembered says so: it was not taken out of the row
	s.remember(old, oldRow.State)
	if got := read(oldRow); got != 11 {
		t.Errorf("read %d answers of a row that is known: it was taken apart again", got)
	}
	if got := read(nextRow); got != 2 {
		t.Errorf("read %d answers of a row that somebody else wrote, want its own 2", got)
	}
	s.remember(next, nextRow.State)
	if got := read(oldRow); got != 1 {
		t.Errorf("read %d answers of a row that came back with a transaction undone, want its own 1", got)
	}
	if _, _, _, err := s.read(store.Interview{ID: "i1", State: []byte(`{`)}); err == nil {
		t.Error("a damaged row is read from memory")
	}
}

func TestOnlySomeStatesAreRemembered(t *testing.T) {
	t.Parallel()
	s := newStates()
	check := func(what string, most int) {
		t.Helper()
		size := 0
		for _, k := range s.known {
			size += len(k.row)
		}
		if size != s.size || size > mostRemembered || len(s.known) > most {
			t.Errorf("%s: %d states of %d bytes are remembered, counted as %d, want at most %d", what, len(s.known), size, s.size, most)
		}
	}
	open, row := stateRow(t, "i0", interview.Asking, 0)
	s.remember(open, row.State)
	s.remember(open, row.State)
	check("one twice", 1)
	over, row := stateRow(t, "i0", interview.Done, 0)
	s.remember(over, row.State)
	check("one that is over", 0)
	s.remember(open, make([]byte, mostRemembered+1))
	check("one that is too large", 0)
	for i := range 100 {
		open.ID = fmt.Sprint("i", i)
		s.remember(open, make([]byte, mostRemembered/10))
		check("many", 10)
	}
	s.clear()
	check("none after somebody was forgotten", 0)
}
