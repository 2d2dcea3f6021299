package bot

import (
	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/outbox"
	"mock-interviewer/store"
)

// action handles a button.
func (s *step) action() error {
	switch s.in.Action {
	case blocks.ActionStartPractice:
		return s.start(blocks.StartChoice{Mode: interview.Practice, Where: "dm"})
	case blocks.ActionForget:
		return s.forget()
	case blocks.ActionKeep:
		return s.tell(keptData)
	case blocks.ActionUseHeard:
		return s.useHeard(s.in.Value, "")
	case blocks.ActionGiveUp:
		return s.giveUp(s.in.Value)
	case blocks.ActionPanelAccept, blocks.ActionPanelDecline:
		return s.answerPanel(s.in.Value, s.in.Action == blocks.ActionPanelAccept)
	case blocks.ActionPanelWaive:
		return s.waivePanel(s.in.Value)
	case blocks.ActionReplace:
		return s.replace()
	case blocks.ActionSnooze:
		return s.snooze()
	case blocks.ActionNoRemind:
		return s.stopReminding()
	case blocks.ActionOverview:
		return s.overview()
	case blocks.ActionHistory:
		return s.history(s.in.Value)
	}
	ref, ok := blocks.ParseRef(s.in.Value)
	if !ok {
		return s.tell(interviewGone)
	}
	row, state, found, err := s.load(ref.Interview)
	if err != nil {
		return err
	}
	if !found {
		return s.tell(interviewGone)
	}
	if row.User != s.in.User {
		return s.tell(notYours)
	}
	if s.in.Action == blocks.ActionShare || s.in.Action == blocks.ActionDailyShare {
		return s.share(row, state, ref.Item)
	}
	if !state.Open() && goesOn(s.in.Action) {
		return s.tell(interviewOver)
	}
	if event := pressed(s.in.Action, ref, &state); event != nil {
		return s.handle(row, state, event)
	}
	return s.tell(questionOver)
}

// goesOn says whether a button asks an interview to go on. Whoever presses one that is left from an interview long over
// is told so, rather than nothing.
func goesOn(action string) bool {
	switch action {
	case blocks.ActionNext, blocks.ActionAgain, blocks.ActionResume, blocks.ActionHint, blocks.ActionSkip:
		return true
	}
	return false
}

// pressed is the event behind an interview's button; nil for one of a question that is over.
func pressed(action string, ref blocks.Ref, state *interview.State) interview.Event {
	current := ref.Item == len(state.Items)-1
	switch action {
	case blocks.ActionNext:
		return interview.Next{Item: ref.Item}
	case blocks.ActionAnswer:
		return interview.ShowAnswer{Item: ref.Item}
	case blocks.ActionAgain:
		return interview.TryAgain{Item: ref.Item}
	case blocks.ActionStop:
		return interview.Stop{}
	case blocks.ActionResume:
		return interview.Repeat{}
	case blocks.ActionHint:
		if current {
			return interview.Hint{}
		}
	case blocks.ActionSkip:
		if current {
			return interview.Skip{}
		}
	}
	return nil
}

// replace ends the open interview and starts the one that was wanted.
func (s *step) replace() error {
	id, choice, ok := blocks.ParseReplace(s.in.Value)
	if !ok {
		return s.tell(interviewGone)
	}
	row, state, found, err := s.load(id)
	if err != nil {
		return err
	}
	if found && row.User != s.in.User {
		return s.tell(notYours)
	}
	if s.tooMuchWaits() {
		return s.tell(tooBusy)
	}
	if found && state.Open() {
		if err := s.handle(row, state, interview.Stop{}); err != nil {
			return err
		}
		if _, state, _, err = s.load(id); err != nil {
			return err
		}
		if state.Open() { // its last answer is still being graded; let go of it all the same
			if err := s.release(id); err != nil {
				return err
			}
		}
	}
	return s.startHere(choice)
}

// release takes an interview out of its place, so that another can begin there while its last grade is under way.
func (s *step) release(id string) error {
	row, found, err := s.tx.Interview(id)
	if err != nil || !found {
		return err
	}
	row.Conversation += ":closing"
	return s.tx.PutInterview(row)
}

// share puts the owner's scorecard into the thread, once.
func (s *step) share(row store.Interview, state interview.State, item int) error {
	if item < 0 || item >= len(state.Items) || state.Items[item].Grade == nil {
		return s.tell(nothingToShare)
	}
	id := shareID(state.ID)
	s.met = true // the reveal names who shared
	if _, sent := s.tx.SentAs(id); sent || s.tx.Pending(id) {
		return s.tell(alreadyShared)
	}
	return s.tx.Enqueue(store.OutboxEntry{
		ID: id, Kind: string(interview.SayScorecard), Conversation: row.Conversation, Action: store.ActionPost,
		Channel: row.Channel, User: row.User, ThreadTS: row.ThreadTS, InterviewID: row.ID,
		QuestionID: state.Items[item].Question, CreatedAt: s.now,
		Message: blocks.Encode(blocks.SharedCard(&state, item, s.look(row.User))),
	})
}

// forget removes everything about the person, then says so.
func (s *step) forget() error {
	counts, err := s.tx.Erase(s.in.User)
	if err != nil {
		return err
	}
	said := s.toPerson(blocks.Forgotten(counts.Answers, s.b.privacy()))
	said.Owner = outbox.Nobody // no row is to name them once it is sent
	s.erased = true
	return s.tx.Enqueue(said)
}
