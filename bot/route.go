package bot

import (
	"slices"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// recentInterviews is how far back an edit of an answer is looked for; an answer waits for its grade a day at most.
const recentInterviews = 10

// recentPosts is how many questions of the day may be under way to a channel at once.
const recentPosts = 5

// concernsUs says whether an event is worth keeping. Messages of channels that have nothing to do with an interview or a
// question of the day are dropped here, before anything of them is stored or logged.
func (b *Bot) concernsUs(tx *store.Tx, in *inbound.Event) (bool, error) {
	if in.User == "" {
		return false, nil
	}
	switch in.Kind {
	case inbound.KindSlash, inbound.KindAction, inbound.KindSubmit, inbound.KindForm:
		return true, nil
	}
	if in.Direct || (in.Mention && in.Kind == inbound.KindMessage) {
		return true, nil
	}
	if in.ThreadTS == "" {
		return false, nil
	}
	if _, found, err := tx.InterviewByThread(in.Channel, in.ThreadTS); err != nil || found {
		return found, err
	}
	if _, found, err := tx.DailyPostByThread(in.Channel, in.ThreadTS); err != nil || found {
		return found, err
	}
	return threadOnItsWay(tx, in)
}

// threadOnItsWay says whether the person's own opening message, or a question of the day, was sent to this channel and
// Slack's answer with its place has not been read yet. That lasts as long as the message is in the outbox, which a crash
// and any downtime may draw out.
func threadOnItsWay(tx *store.Tx, in *inbound.Event) (bool, error) {
	row, found, err := tx.OpenInterview(in.User, in.Conversation())
	if err != nil || (found && row.ThreadTS == "" && tx.Pending(interview.OpeningID(row.ID))) {
		return err == nil, err
	}
	posts, err := tx.DailyPostsOf(in.Channel, recentPosts)
	return slices.ContainsFunc(posts, func(p store.DailyPost) bool { return p.TS == "" && tx.Pending(p.EffectID) }), err
}

// route handles one inbound event.
func (s *step) route() error {
	if err := s.meet(); err != nil {
		return err
	}
	if err := s.findPlace(); err != nil {
		return err
	}
	switch s.in.Kind {
	case inbound.KindMessage:
		return s.message()
	case inbound.KindEdited:
		return s.change(interview.Edited{Key: messageKey(s.in.Channel, s.in.TS), Text: s.in.Text})
	case inbound.KindDeleted:
		return s.change(interview.Deleted{Key: messageKey(s.in.Channel, s.in.TS)})
	case inbound.KindSlash:
		word, rest := inbound.Words(s.in.Text)
		return s.command(word, rest)
	case inbound.KindSubmit:
		return s.submitted()
	case inbound.KindForm:
		return s.form()
	case inbound.KindAction:
		return s.action()
	}
	return nil
}

// findPlace finds out in whose direct message something was typed or pressed: in one between two people the bot can post
// nothing. Where ours is not known yet, that one is taken for it, and what Slack refuses there goes another way.
func (s *step) findPlace() error {
	switch s.in.Kind {
	case inbound.KindSlash, inbound.KindSubmit, inbound.KindAction:
	default:
		return nil
	}
	if !s.in.Direct || !strings.HasPrefix(s.in.Channel, "D") {
		return nil
	}
	m, _, err := s.tx.Member(s.in.User)
	if err != nil || m.DMChannel == "" || m.DMChannel == s.in.Channel {
		return err
	}
	s.typedIn = s.in.Channel
	s.in.Channel, s.in.ThreadTS = s.directChannel(), ""
	return nil
}

// meet remembers a person on first contact, and the channel of their direct message.
func (s *step) meet() error {
	m, found, err := s.tx.Member(s.in.User)
	if err != nil {
		return err
	}
	dm := m.DMChannel
	if s.in.Direct && s.in.Kind == inbound.KindMessage {
		dm = s.in.Channel
	}
	if !found && (s.in.Kind == inbound.KindEdited || s.in.Kind == inbound.KindDeleted) {
		return nil // whoever was forgotten and tidies up after it is not met anew
	}
	if !found {
		m = store.Member{User: s.in.User, FirstSeenAt: s.now}
	}
	s.met = askZone(m, s.now)
	if found && dm == m.DMChannel && !s.met {
		return nil
	}
	if s.met {
		m.ZoneAskedAt = s.now
	}
	m.DMChannel = dm
	return s.tx.PutMember(m)
}

// How long a person's time zone holds: people move. Where Slack did not tell it, it is asked again sooner.
const (
	zoneHolds     = 7 * 24 * time.Hour
	zoneAskedAnew = time.Hour
)

// askZone says whether it is time to ask Slack for a person's time zone.
func askZone(m store.Member, now time.Time) bool {
	after := zoneHolds
	if m.TZ == "" {
		after = zoneAskedAnew
	}
	return now.Sub(m.ZoneAskedAt) >= after
}

func (s *step) message() error {
	if s.in.Clip != nil {
		return s.spoken()
	}
	if s.in.Direct {
		return s.directMessage()
	}
	if s.in.ThreadTS == "" {
		word, rest := inbound.Words(s.in.Text)
		return s.command(word, rest)
	}
	post, found, err := s.tx.DailyPostByThread(s.in.Channel, s.in.ThreadTS)
	if err != nil {
		return err
	}
	if found {
		return s.inDaily(post)
	}
	row, found, err := s.tx.InterviewByThread(s.in.Channel, s.in.ThreadTS)
	if err != nil {
		return err
	}
	if found {
		return s.inThread(row)
	}
	if s.in.Mention {
		word, rest := inbound.Words(s.in.Text)
		return s.command(word, rest)
	}
	s.notYet, err = threadOnItsWay(s.tx, s.in)
	return err
}

// inThread handles a message in an interview's thread. Only the interviewee's count.
func (s *step) inThread(row store.Interview) error {
	if row.User != s.in.User {
		return nil
	}
	if s.in.Unseen {
		return s.tell(nothingToRead)
	}
	row, state, found, err := s.b.states.read(row)
	if err != nil || !found {
		return err
	}
	if event := spokenCommand(s.in.Text, &state); event != nil {
		if s.meantForAnother(&state) {
			return nil
		}
		return s.handle(row, state, event)
	}
	if s.promptOnItsWay(&state) {
		s.notYet = true
		return nil
	}
	if s.wasOvertaken(&state) {
		return s.handle(row, state, interview.Overtaken{Key: messageKey(s.in.Channel, s.in.TS), Text: s.in.Text})
	}
	return s.handle(row, state, interview.Said{Key: messageKey(s.in.Channel, s.in.TS), Text: s.in.Text})
}

// spokenCommand reads a message that is nothing but one of the interview's words; any longer message is an answer.
func spokenCommand(text string, state *interview.State) interview.Event {
	word, rest := inbound.Words(text)
	if rest != "" {
		return nil
	}
	last := len(state.Items) - 1
	switch word {
	case "hint":
		return interview.Hint{}
	case "skip":
		return interview.Skip{}
	case "stop":
		return interview.Stop{}
	case "answer":
		return interview.ShowAnswer{Item: last}
	case "next":
		return interview.Next{Item: last}
	}
	return nil
}

// change brings an edit or deletion to the interview that holds the message.
func (s *step) change(event interview.Event) error {
	rows, err := s.interviewsHere()
	if err != nil {
		return err
	}
	for _, row := range rows {
		row, state, found, err := decodeState(row)
		if err != nil {
			return err
		}
		if found && row.User == s.in.User && concerns(&state, messageKey(s.in.Channel, s.in.TS)) {
			return s.handle(row, state, event)
		}
	}
	return s.changedBefore()
}

// concerns says whether a message is part of an answer, or was refused as one and may now be taken.
func concerns(state *interview.State, key string) bool {
	for _, item := range state.Items {
		if item.Refused == key {
			return true
		}
		for _, a := range item.Answers {
			if slices.ContainsFunc(a.Parts, func(p interview.Part) bool { return p.Key == key }) {
				return true
			}
		}
	}
	return false
}

// interviewsHere are the person's interviews of the place that the event came from, newest first.
func (s *step) interviewsHere() ([]store.Interview, error) {
	if s.in.Direct {
		return s.tx.InterviewsOf(s.in.User, recentInterviews)
	}
	row, found, err := s.tx.InterviewInThread(s.in.Channel, s.in.ThreadTS, s.in.User)
	if err != nil || !found {
		return nil, err
	}
	return []store.Interview{row}, nil
}

// answer sends something to the person who asked, and to nobody else.
func (s *step) answer(m blocks.Message) error {
	e := s.toPerson(m)
	s.did.says = append(s.did.says, e.ID)
	return s.tx.Enqueue(e)
}

func (s *step) toPerson(m blocks.Message) store.OutboxEntry {
	e := store.OutboxEntry{
		ID: s.effectID(), Kind: string(interview.SayNotice), Conversation: s.in.Conversation(), Action: store.ActionEphemeral,
		Channel: s.in.Channel, User: s.in.User, ThreadTS: s.in.ThreadTS, ResponseURL: s.in.ResponseURL,
		Message: blocks.Encode(m), CreatedAt: s.now, ExpiresAt: s.now.Add(answerLives),
	}
	switch {
	case s.typedIn != "":
		e.Channel, e.ThreadTS = s.typedIn, ""
	case s.in.Direct:
		e.Action = store.ActionPost
		e.ExpiresAt = s.now.Add(dmAnswerLives)
	}
	if e.Channel == "" {
		e.Action, e.Channel = store.ActionPost, s.directChannel()
	}
	return e
}

// directChannel is where to write to the person: their direct message, or their id, which Slack takes for it.
func (s *step) directChannel() string { return s.directTo(s.in.User) }

func (s *step) directTo(user string) string {
	m, found, err := s.tx.Member(user)
	if err == nil && found && m.DMChannel != "" {
		return m.DMChannel
	}
	return user
}

// tell says a sentence to the person who asked. Commands in it are written as they work in this place.
func (s *step) tell(sentence string) error {
	return s.answer(blocks.Plain(inPlace(sentence, s.in.Direct && s.typedIn == "")))
}

// inPlace puts the slash command before the words that stand alone in a direct message, and only there.
func inPlace(sentence string, direct bool) string {
	if direct {
		return sentence
	}
	parts := strings.Split(sentence, "`")
	for i := 1; i < len(parts); i += 2 {
		switch word, _ := inbound.Words(parts[i]); word {
		case "difficulty", "remind", "away", "easy", "daily", "digest", "leaderboard", "export", "start":
			parts[i] = "/mock-interview " + parts[i]
		}
	}
	return strings.Join(parts, "`")
}

func (s *step) apologise() error { return s.tell(wentWrong) }

// messageKey names a message for an interview.
func messageKey(channel, ts string) string { return channel + "/" + ts }
