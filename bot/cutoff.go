package bot

import (
	"fmt"
	"slices"
	"strings"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// cutOff deals with a message that has no place any more: the bot was removed from its channel, that was archived, or the
// thread is gone. Its interview ends, and the person is told once, however many messages were on their way. What their
// answers came to is brought to their direct message.
func (b *Bot) cutOff(tx *store.Tx, e store.OutboxEntry, code string) error {
	if e.InterviewID == "" || isDirect(e.Channel) || (!channelIsShut(code) && !threadIsShut(code)) {
		return nil
	}
	row, found, err := tx.Interview(e.InterviewID)
	if err != nil || !found || row.Mode == string(interview.Daily) {
		return err
	}
	if row.Open {
		if err := b.moveOut(tx, row, code); err != nil {
			return err
		}
	}
	if result, err := b.isResult(row, e); err != nil || !result {
		return err
	}
	e.Seq, e.Attempts, e.MaybeSent = 0, 0, false
	e.ID, e.Action, e.Channel, e.ThreadTS, e.ThreadOf, e.UpdateOf = e.ID+".dm", store.ActionPost, row.User, "", "", ""
	return tx.Enqueue(e)
}

// isDirect says whether an id is that of a direct message, or of the person whose it is.
func isDirect(channel string) bool {
	return inbound.IsPerson(channel) || strings.HasPrefix(channel, "D")
}

// showsResult says whether an entry shows what answers came to.
func showsResult(e store.OutboxEntry) bool {
	return e.Kind == string(interview.SayScorecard) || e.Kind == string(interview.SaySummary)
}

// isResult is showsResult, or says whether an entry holds the place of a summary that a panel holds back.
func (b *Bot) isResult(row store.Interview, e store.OutboxEntry) (bool, error) {
	if showsResult(e) {
		return true, nil
	}
	_, state, found, err := b.states.read(row)
	return found && e.ID == state.SummaryID, err
}

// channelIsShut says whether a code of Slack's is about the channel rather than about one message.
func channelIsShut(code string) bool {
	switch code {
	case "channel_not_found", "not_in_channel", "is_archived", "team_access_not_granted", "restricted_action",
		"restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel":
		return true
	}
	return false
}

// threadIsShut says whether a code of Slack's is about the thread.
func threadIsShut(code string) bool {
	switch code {
	case "thread_not_found", "restricted_action_thread_locked", "cannot_reply_to_message":
		return true
	}
	return false
}

// moveOut stops an interview that cannot go on where it was begun. Its summary, which follows once every answer is graded,
// comes in the person's direct message, and so does everything after it.
func (b *Bot) moveOut(tx *store.Tx, row store.Interview, code string) error {
	if err := dropRest(tx, row.ID); err != nil {
		return err
	}
	row, state, found, err := b.states.read(row)
	if err != nil || !found {
		return err
	}
	s := b.stepFor(tx, "off-"+row.ID, b.now(), &inbound.Event{User: row.User, At: b.now()})
	row.Channel, row.ThreadTS, state.Place.Opening = s.directTo(row.User), "", ""
	if err := b.tellOff(tx, row, cannotGoOn(code)); err != nil {
		return err
	}
	next, effects := interview.Handle(state, interview.Stop{At: s.madeAt()}, s.deskOf(&state, questions.Filter{}))
	effects = slices.DeleteFunc(effects, func(e interview.Effect) bool { // that it has stopped is told
		say, ok := e.(interview.Say)
		return ok && say.Kind == interview.SayNotice
	})
	return s.save(row, next, effects)
}

// cannotGoOn says why an interview has ended, and what helps.
func cannotGoOn(code string) string {
	switch {
	case threadIsShut(code):
		return endedThread
	case code == "is_archived":
		return endedShut
	case strings.HasPrefix(code, "restricted_action"), code == "team_access_not_granted":
		return endedRule
	}
	return fmt.Sprintf(endedOut, "mock-interviewer")
}
