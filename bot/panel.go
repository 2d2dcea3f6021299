package bot

import (
	"errors"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// invitationLives is how long an invitation to be interviewed can be accepted.
const invitationLives = 7 * 24 * time.Hour

// namesNobody says whether "start" was followed by a name that Slack passed on as mere text.
func namesNobody(rest string) bool { return strings.HasPrefix(rest, "@") }

// invite asks a colleague, in the channel, to be interviewed with the person of this step as their panelist.
func (s *step) invite(rest string) error {
	switch {
	case s.in.Direct || s.in.Channel == "":
		return s.tell(panelElsewhere)
	case s.in.Named == s.in.User:
		return s.tell(panelSelf)
	}
	choice, err := s.parseStart(interview.Mock, rest)
	if sentence, ok := errors.AsType[plainError](err); ok {
		return s.tell(string(sentence))
	}
	if err != nil {
		return err
	}
	if waiting, err := s.invitedHere(); err != nil || waiting {
		return errors.Join(err, s.tell(panelWaiting))
	}
	p := store.Panel{
		ID: "i-" + s.key, Channel: s.in.Channel, Panelist: s.in.User, Interviewee: s.in.Named, Category: choice.Category,
		Count: choice.Count, State: store.PanelInvited, CreatedAt: s.now,
	}
	if err := s.tx.PutPanel(p); err != nil {
		return err
	}
	return s.tx.Enqueue(store.OutboxEntry{
		ID: panelInviteID(p.ID), Kind: string(interview.SayNotice), Conversation: "daily:" + p.Channel, Action: store.ActionPost, Channel: p.Channel,
		User: p.Panelist, Binds: encodeBinds(binds{Tell: p.Panelist, Undo: undoPanel, Panel: p.ID}), CreatedAt: s.now, ExpiresAt: s.now.Add(announcementLives),
		Message: blocks.Encode(blocks.PanelInvitation(panelView(p))),
	})
}

// invitedHere says whether the same two have an invitation open in this channel, so that nobody is called twice.
func (s *step) invitedHere() (bool, error) {
	panels, err := s.tx.PanelsOf(s.in.User)
	for _, p := range panels {
		if p.Panelist == s.in.User && p.Interviewee == s.in.Named && p.Channel == s.in.Channel && s.answerablePanel(p) {
			return true, nil
		}
	}
	return false, err
}

func (s *step) answerablePanel(p store.Panel) bool {
	return p.State == store.PanelInvited && s.now.Sub(p.CreatedAt) < invitationLives
}

func panelInviteID(panel string) string { return "panel-" + panel }

func panelView(p store.Panel) blocks.Panel {
	return blocks.Panel{
		ID: p.ID, Panelist: p.Panelist, Interviewee: p.Interviewee, Category: p.Category, Count: p.Count,
		Accepted: p.State == store.PanelAccepted, Declined: p.State == store.PanelDeclined, Until: p.HeldUntil,
	}
}

// answerPanel takes the answer to an invitation. Accepted, the interview begins, and is the interviewee's.
func (s *step) answerPanel(id string, accepts bool) error {
	p, found, err := s.tx.Panel(id)
	switch {
	case err != nil:
		return err
	case !found || !s.answerablePanel(p):
		return s.tell(panelOver)
	case p.Interviewee != s.in.User:
		return s.tell(panelNotYours)
	}
	if !accepts {
		p.State = store.PanelDeclined
		return s.settlePanel(p)
	}
	s.in.ThreadTS = ""
	if _, open, err := s.tx.OpenInterview(s.in.User, s.in.Conversation()); err != nil || open {
		return errors.Join(err, s.tell(panelBusy))
	}
	p.State = store.PanelAccepted
	if err := s.settlePanel(p); err != nil {
		return err
	}
	s.begins = p.ID
	return s.begin(blocks.StartChoice{Mode: interview.Mock, Category: p.Category, Count: p.Count, Where: "here"})
}

// settlePanel keeps an invitation that was answered, and says so in its place.
func (s *step) settlePanel(p store.Panel) error {
	if err := s.tx.PutPanel(p); err != nil {
		return err
	}
	return s.tx.Enqueue(store.OutboxEntry{
		ID: panelInviteID(p.ID) + ".answered", Kind: string(interview.SayNotice), Conversation: "daily:" + p.Channel, Action: store.ActionUpdate,
		UpdateOf: panelInviteID(p.ID), Channel: p.Channel, User: p.Interviewee, CreatedAt: s.now, ExpiresAt: s.now.Add(announcementLives),
		Message: blocks.Encode(blocks.PanelInvitation(panelView(p))),
	})
}

// toPanel is a message to one of the two of a panel, in their direct message.
func (s *step) toPanel(user, id string, m blocks.Message) store.OutboxEntry {
	return store.OutboxEntry{
		ID: id, Kind: string(interview.SayNotice), Conversation: "dm:" + user, Action: store.ActionPost, Channel: s.directTo(user), User: user,
		CreatedAt: s.now, ExpiresAt: s.now.Add(invitationLives), Message: blocks.Encode(m),
	}
}
