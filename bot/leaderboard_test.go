package bot_test

import (
	"strings"
	"testing"

	"mock-interviewer/bot/workspace"
)

// practiseOnce practises one question in the direct message, for the figures of it.
func (h *house) practiseOnce(p *workspace.Person, reply string) {
	h.t.Helper()
	dm := p.DM()
	must(p.Say(dm, "practice technical"))(h.t)
	h.message(dm, "question", 1)
	must(p.Say(dm, reply))(h.t)
	h.message(dm, "scorecard", 1)
	must(p.Say(dm, "stop"))(h.t)
	h.message(dm, "summary", 1)
}

func TestTheLeaderboardIsOffUntilItIsTurnedOnAndHoldsOnlyWhoJoined(t *testing.T) {
	t.Parallel()
	h := newHouseIn(t, crowd(3))
	ada, ben, cleo := h.space.Person("ada"), h.space.Person("ben"), h.space.Person("cleo")
	channel := h.space.ChannelID("sre-practice")
	say := func(p *workspace.Person, words string) {
		h.t.Helper()
		h.ok(p.Slash(channel, "/mock-interview", words))
	}
	h.practiseOnce(ada, good)
	h.practiseOnce(ben, weak)
	h.practiseOnce(cleo, good)
	say(ada, "leaderboard join")
	h.private(ada, "is off in this channel")
	say(ada, "leaderboard on")
	h.told(channel, "turned the leaderboard on")
	say(ben, "leaderboard on")
	h.private(ben, "is on in this channel already")
	for _, p := range []*workspace.Person{ada, ben} {
		say(p, "leaderboard join")
		h.private(p, "You are on this channel")
		h.within(patienceHere, "the name", func() bool { return h.member(p).Name != "" })
	}
	say(ada, "leaderboard")
	board := everything(h.private(ada, "Only people who chose"))
	for _, part := range []string{`"text":"ada"`, `"text":"ben"`, "You: place ", "12 days or more"} {
		if !strings.Contains(board, part) {
			t.Errorf("the board does not hold %q:\n%s", part, board)
		}
	}
	for _, part := range []string{cleo.ID(), "cleo", "<@", `"type":"user"`} {
		if strings.Contains(board, part) {
			t.Errorf("the board holds %q:\n%s", part, board)
		}
	}
	say(cleo, "leaderboard")
	h.private(cleo, "You are not on it")
	say(ben, "leaderboard leave")
	h.private(ben, "no longer on the leaderboard")
	must(ada.Say(ada.DM(), "leaderboard"))(t)
	h.told(ada.DM(), "You are on those of")
	say(cleo, "leaderboard off")
	h.told(channel, "turned the leaderboard off")
	say(ada, "leaderboard")
	must(ada.Say(ada.DM(), "leaderboard"))(t)
	h.told(ada.DM(), "you are on none")
	say(cleo, "leaderboard on") // ada joined the one that was, not this one
	h.within(patienceHere, "the leaderboard to be on again", func() bool {
		return strings.Count(h.transcript(channel), "turned the leaderboard on") == 2
	})
	say(ada, "leaderboard")
	h.private(ada, "Nobody on the leaderboard")
	h.private(ada, "You are not on it")
	for _, m := range h.space.Messages(channel) {
		if strings.Contains(everything(m), "points") {
			t.Errorf("the board is in the channel: %s", everything(m))
		}
	}
}
