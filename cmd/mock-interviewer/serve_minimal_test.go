package main

import (
	"testing"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
)

func TestWithoutChannelHistoryPeopleAnswerByMentionAndInDirectMessages(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Minimal)
	w.set("MOCK_INTERVIEWER_DAILY_CRON", "@every 2s")
	said, stop := w.serving()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("serve said:\n%s", said)
		}
	})
	v := visit(t, w.space)
	channel := w.space.ChannelID("team")

	post := v.await(channel, "daily", 1)
	v.said(v.ben.MentionIn(channel, post.TS, visitReply))
	_, err := w.space.WaitEphemeral(v.patience(), v.ben.ID(), func(m workspace.Message) bool { return m.ThreadTS == post.TS })
	v.ok(err)

	dm := v.ada.DM()
	v.said(v.ada.Say(dm, "practice"))
	v.await(dm, "question", 1)
	v.said(v.ada.Say(dm, visitReply))
	v.await(dm, "scorecard", 1)

	v.ok(v.ada.Slash(channel, "/mock-interview", "start 1"))
	first := v.await(channel, "question", 1)
	asked := func() int { return len(v.all(channel, "question")) + len(v.all(channel, "follow_up")) }
	for n := 1; len(v.all(channel, "summary")) == 0; n++ {
		v.said(v.ada.MentionIn(channel, first.ThreadTS, visitReply))
		if err := w.space.Wait(v.patience(), func() bool { return asked() > n || len(v.all(channel, "summary")) > 0 }); err != nil {
			t.Fatalf("the interview does not go on:\n%s", v.transcript(channel))
		}
	}
	if code := stop(); code != exitDone {
		t.Errorf("exit %d", code)
	}
}
