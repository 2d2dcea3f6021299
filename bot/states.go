package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// mostRemembered bounds the states that are remembered, in bytes of their rows.
const mostRemembered = 2 << 20

// states remember the interviews under way, so that a step need not take apart what the step before has put together: that
// was a quarter of the file's one writer's work. A state is remembered with the bytes of its row and is used for these very bytes
// alone, so the file decides what is read. It is shared, and nobody changes it.
type states struct {
	mu    sync.Mutex
	known map[string]knownState // by interview
	size  int                   // bytes of all rows
}

type knownState struct {
	row   []byte
	state interview.State
}

func newStates() *states { return &states{known: map[string]knownState{}} }

// read is decodeState, of what is known already where the row is the same.
func (s *states) read(row store.Interview) (store.Interview, interview.State, bool, error) {
	s.mu.Lock()
	k, found := s.known[row.ID]
	s.mu.Unlock()
	if found && bytes.Equal(k.row, row.State) {
		return row, k.state, true, nil
	}
	return decodeState(row)
}

// remember notes how a state is written. An interview that is over is not read again soon.
func (s *states) remember(state interview.State, row []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget(state.ID)
	if !state.Open() || len(row) > mostRemembered {
		return
	}
	for id := range s.known { // any will do: whoever is forgotten is read from the file
		if s.size+len(row) <= mostRemembered {
			break
		}
		s.forget(id)
	}
	s.known[state.ID] = knownState{row, state}
	s.size += len(row)
}

func (s *states) forget(id string) {
	s.size -= len(s.known[id].row)
	delete(s.known, id)
}

// clear forgets all, since somebody wants to be forgotten.
func (s *states) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.known)
	s.size = 0
}

func decodeState(row store.Interview) (store.Interview, interview.State, bool, error) {
	var state interview.State
	if err := json.Unmarshal(row.State, &state); err != nil {
		return row, state, false, fmt.Errorf("interview %s: %w", row.ID, err)
	}
	return row, state, true, nil
}
