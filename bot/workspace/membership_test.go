package workspace_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"mock-interviewer/bot/workspace"
)

// told is a workspace whose app subscribes to who joins and leaves.
func told(t *testing.T) *bench {
	t.Helper()
	return start(t, func(c *workspace.Config) {
		m, err := workspace.ParseManifest(c.ManifestFile)
		if err != nil {
			t.Fatal(err)
		}
		m.OAuthConfig.Scopes.Bot = append(m.OAuthConfig.Scopes.Bot, "channels:read")
		m.Settings.EventSubscriptions.BotEvents = append(m.Settings.EventSubscriptions.BotEvents, "member_joined_channel", "member_left_channel")
		c.Manifest = m
	})
}

func (b *bench) last(t *testing.T, channel string) workspace.Message {
	t.Helper()
	all := b.Messages(channel)
	if len(all) == 0 {
		t.Fatalf("nothing is said in %s", channel)
	}
	return all[len(all)-1]
}

func TestInvitingTheAppLetsItPost(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"@mock-interviewer", "mock-interviewer", "@Mock Interviewer", "@MOCK-interviewer "} {
		b := told(t)
		a := b.connect(t, nil)
		general := b.ChannelID("general")
		if _, _, err := b.api.PostMessage(general, slack.MsgOptionText("hello", false)); err == nil || err.Error() != "not_in_channel" {
			t.Fatalf("before the invitation: %v", err)
		}
		if err := b.ada.Slash(general, "/invite", name); err != nil {
			t.Fatalf("/invite %s: %v", name, err)
		}
		m := b.last(t, general)
		if m.Text != "Mock Interviewer was added to #general by Ada Moreno" || m.Subtype != "channel_join" || m.User != b.App().UserID || m.Inviter != b.ada.ID() {
			t.Errorf("%s: the channel shows %+v", name, m)
		}
		events := a.wait(t, 2)
		joined, ok := inner(events[0]).(*slackevents.MemberJoinedChannelEvent)
		if !ok || joined.User != b.App().UserID || joined.Channel != general || joined.Inviter != b.ada.ID() {
			t.Errorf("%s: the app is told first of %#v", name, inner(events[0]))
		}
		shown, ok := inner(events[1]).(*slackevents.MessageEvent)
		if !ok || shown.SubType != "channel_join" || shown.Message == nil || len(shown.Blocks.BlockSet) != 0 {
			t.Errorf("%s: and then of %#v", name, inner(events[1]))
		}
		if _, _, err := b.api.PostMessage(general, slack.MsgOptionText("hello", false)); err != nil {
			t.Errorf("%s: after the invitation: %v", name, err)
		}
	}
}

func TestRemovingTheAppTakesTheChannelFromIt(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"/remove", "/kick"} {
		b := told(t)
		a := b.connect(t, nil)
		channel := b.ChannelID("sre-practice")
		if err := b.ben.Slash(channel, command, "@mock-interviewer"); err != nil {
			t.Fatalf("%s: %v", command, err)
		}
		m := b.last(t, channel)
		if m.Text != "Mock Interviewer was removed from #sre-practice by Ben Okafor" || m.Subtype != "channel_leave" || m.User != b.App().UserID {
			t.Errorf("%s: the channel shows %+v", command, m)
		}
		left, ok := inner(a.wait(t, 1)[0]).(*slackevents.MemberLeftChannelEvent)
		if !ok || left.User != b.App().UserID || left.Channel != channel {
			t.Errorf("%s: the app is told of %#v", command, left)
		}
		if _, _, err := b.api.PostMessage(channel, slack.MsgOptionText("hello", false)); err == nil || err.Error() != "not_in_channel" {
			t.Errorf("%s: after it the app posts: %v", command, err)
		}
	}
}

func TestAPersonCanLoseAChannelAndGetItBack(t *testing.T) {
	t.Parallel()
	b := told(t)
	channel := b.ChannelID("sre-practice")
	stream := changes(t, b, b.ben.ID())
	if err := b.ada.Slash(channel, "/remove", "Ben Okafor"); err != nil {
		t.Fatal(err)
	}
	if c := <-stream; c.Type != "reload" {
		t.Errorf("ben's page hears %+v", c)
	}
	if _, err := b.ben.Say(channel, "still here?"); err == nil {
		t.Error("ben still speaks there")
	}
	if n := len(state(t, b, b.ben.ID()).Channels); n != 2 {
		t.Errorf("ben sees %d conversations, want 2", n)
	}
	if err := b.ada.Slash(channel, "/invite", "@ben"); err != nil {
		t.Fatal(err)
	}
	if m := b.last(t, channel); m.Text != "Ben Okafor was added to #sre-practice by Ada Moreno" || m.User != b.ben.ID() {
		t.Errorf("the channel shows %+v", m)
	}
	if n := len(state(t, b, b.ben.ID()).Channels); n != 3 {
		t.Errorf("ben sees %d conversations, want 3", n)
	}
}

func TestTheAppHearsOfPeopleOnlyWhereItIs(t *testing.T) {
	t.Parallel()
	b := told(t)
	a := b.connect(t, nil)
	for _, c := range []struct{ channel, command string }{{"general", "/remove"}, {"general", "/invite"}, {"sre-practice", "/remove"}} {
		if err := b.ada.Slash(b.ChannelID(c.channel), c.command, "@ben"); err != nil {
			t.Fatal(err)
		}
	}
	left, ok := inner(a.wait(t, 1)[0]).(*slackevents.MemberLeftChannelEvent)
	if !ok || left.User != b.ben.ID() || left.Channel != b.ChannelID("sre-practice") {
		t.Errorf("the app is told first of %#v", left)
	}
}

func TestWhatSlacksOwnCommandsRefuseTheySayInASentence(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	practice, general := b.ChannelID("sre-practice"), b.ChannelID("general")
	root, err := b.ada.Say(practice, "root")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ channel, thread, command, text, want string }{
		{practice, "", "/invite", "@mock-interviewer", "Mock Interviewer is already in #sre-practice."},
		{practice, "", "/invite", "@ben", "Ben Okafor is already in #sre-practice."},
		{general, "", "/invite", "@nobody", `Nobody here is called "@nobody". Type @ to choose from the names.`},
		{general, "", "/invite", " ", "/invite wants a name: /invite @mock-interviewer."},
		{general, "", "/kick", "", "/kick wants a name: /kick @mock-interviewer."},
		{general, "", "/remove", "@mock-interviewer", "Mock Interviewer is not in #general."},
		{general, "", "/remove", "@ada", "You cannot remove yourself. Somebody else in #general can."},
		{b.ada.DM(), "", "/invite", "@ben", "/invite works in channels only. Open one and type it there."},
		{practice, root, "/invite", "@ben", "/invite: slash commands are not supported in threads."},
		{practice, "", "/invitation", "@ben", "/invitation is not a valid command."},
	} {
		before := len(b.AllMessages())
		r := act(t, b, map[string]any{
			"user": b.ada.ID(), "action": "slash", "channel": c.channel, "thread_ts": c.thread, "command": c.command, "text": c.text,
		})
		if r.OK || r.Error != c.want {
			t.Errorf("%s %s: %+v, want %q", c.command, c.text, r, c.want)
		}
		if n := len(b.AllMessages()) - before; n != 0 {
			t.Errorf("%s %s: %d messages were posted", c.command, c.text, n)
		}
	}
}

func TestThePageOffersSlacksOwnCommandsAfterTheApps(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	var names []string
	for _, c := range state(t, b, b.ada.ID()).Commands {
		names = append(names, c.Command)
		if c.Description == "" || c.UsageHint == "" {
			t.Errorf("%s says nothing of itself", c.Command)
		}
	}
	if got := strings.Join(names, " "); got != "/mock-interview /invite /remove" {
		t.Errorf("the page offers %s", got)
	}
}

func TestWhoJoinsOrLeavesMakesNothingUnread(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	general := b.ChannelID("general")
	if err := b.ada.Slash(general, "/invite", "@mock-interviewer"); err != nil {
		t.Fatal(err)
	}
	for _, c := range state(t, b, b.ben.ID()).Channels {
		if c.ID == general && (c.Unread != 0 || !c.IsMemberBot) {
			t.Errorf("%+v", c)
		}
	}
}
