package bot

import (
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// sealed says whether the grades of an interview are held back: a mock interview shows none before its summary, not in
// the thread, and neither by the way of history, statistics or the next practice.
func (s *step) sealed(state *interview.State) (bool, error) {
	switch {
	case state.Settings.Mode != interview.Mock:
		return false, nil
	case state.Open():
		return true, nil
	}
	_, held, err := s.heldPanel(state.ID)
	return held, err
}

// unseal lets the grades of a mock interview whose summary is said count and be seen.
func (s *step) unseal(row store.Interview, state *interview.State) error {
	if state.Settings.Mode != interview.Mock {
		return nil
	}
	if held, err := s.sealed(state); held || err != nil {
		return err
	}
	for i := range state.Items {
		for j := range state.Items[i].Answers {
			a := &state.Items[i].Answers[j]
			answer, found, err := s.tx.Answer(a.ID)
			if err != nil {
				return err
			}
			if !found || !answer.Sealed {
				continue
			}
			answer.Sealed = false
			if err := s.tx.PutAnswer(answer); err != nil {
				return err
			}
			if err := s.remember(row, state, i, a); err != nil {
				return err
			}
		}
	}
	return nil
}
