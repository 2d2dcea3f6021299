package bot

import (
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// sealed says whether the grades of an interview are held back: a mock interview shows none before its summary, not in
// the thread, and neither by the way of history, statistics or the next practice.
func sealed(state *interview.State) bool {
	return state.Settings.Mode == interview.Mock && state.Open()
}

// unseal lets the grades of a mock interview that is over count and be seen.
func (s *step) unseal(row store.Interview, state *interview.State) error {
	if state.Settings.Mode != interview.Mock {
		return nil
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
