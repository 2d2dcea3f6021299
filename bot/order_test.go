package bot

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// askedInDM is a bot in whose direct message with U1 a question is open.
func askedInDM(t *testing.T) *replay {
	t.Helper()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		t.Fatal(err)
	}
	r := newReplay(t, bank, scorer.NewOffline(bank.Questions()))
	t.Cleanup(r.close)
	r.say("1700000000.000001", "practice technical")
	return r
}

// say has U1 say something in the direct message, and everything done that follows.
func (r *replay) say(ts, text string) {
	r.t.Helper()
	r.happens(inbound.Event{Kind: inbound.KindMessage, TS: ts, Text: text, Keys: []string{"event:Ev" + ts, inbound.PlaceKey("T1", "D1", ts)}})
}

func (r *replay) happens(in inbound.Event) {
	r.t.Helper()
	in.Team, in.Channel, in.User, in.Direct = "T1", "D1", "U1", true
	r.arrive(in)
	r.work(nil, false)
}

// queues has something arrive that waits to be handled.
func (r *replay) queues(in inbound.Event) {
	r.t.Helper()
	in.Team, in.Channel, in.User, in.Direct = "T1", "D1", "U1", true
	r.arrive(in)
}

// graded are the replies that have a grade.
func (r *replay) graded() (replies []string) {
	r.t.Helper()
	r.ok(r.db.View(func(tx *store.Tx) error {
		return tx.EachAnswer(func(a store.Answer) error { replies = append(replies, a.Reply); return nil })
	}))
	return replies
}

// Slack delivers again what got lost, minutes later: by then the message may have been edited or deleted.
func TestWhatWasChangedBeforeItCameIsTakenAsItIsNow(t *testing.T) {
	t.Parallel()
	const ts, first, better = "1700000001.000001", "I would restart it.", "I would roll back and watch the error rate."
	gone := inbound.Event{Kind: inbound.KindDeleted, TS: ts, Keys: []string{"event:EvGone"}}
	edited := inbound.Event{Kind: inbound.KindEdited, TS: ts, Text: better, Keys: []string{"event:EvEdit"}}
	for name, c := range map[string]struct {
		course func(r *replay)
		want   string
	}{
		"deleted before it came": {func(r *replay) { r.happens(gone); r.say(ts, first) }, ""},
		"edited before it came":  {func(r *replay) { r.happens(edited); r.say(ts, first) }, better},
		"edited, then deleted": {func(r *replay) {
			r.happens(edited)
			r.happens(gone)
			r.say(ts, first)
		}, better}, // it was graded by then
		"edited while both wait":  {func(r *replay) { r.queues(edited); r.say(ts, first) }, better},
		"deleted while both wait": {func(r *replay) { r.queues(gone); r.say(ts, first) }, ""},
		"its recording was listened to": {func(r *replay) {
			r.happens(inbound.Event{Kind: inbound.KindEdited, TS: ts, Keys: []string{"event:EvHeard"}})
			r.say(ts, first)
		}, first},
		"edited after its grade": {func(r *replay) { r.say(ts, first); r.happens(edited) }, first},
		"an old message that is none of ours": {func(r *replay) {
			r.happens(inbound.Event{Kind: inbound.KindEdited, TS: "1699990000.000001", Text: better, Keys: []string{"event:EvOld"}})
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := askedInDM(t)
			c.course(r)
			if got := strings.Join(r.graded(), "|"); got != c.want {
				t.Errorf("graded %q, want %q", got, c.want)
			}
		})
	}
}

// The edit comes before its message, and before the bot knows where the thread begins: it waits, and is not forgotten.
func TestAnEditThatMustWaitForItsThreadIsTakenInTheEnd(t *testing.T) {
	t.Parallel()
	for name, waits := range map[string]bool{"its message comes later": false, "its message waits, too": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			editWaits(t, waits)
		})
	}
}

func editWaits(t *testing.T, waits bool) {
	t.Helper()
	r := askedInDM(t)
	r.say("1700000000.000002", "stop")
	const root, ts, better = "1700000005.000001", "1700000006.000001", "I would roll back and watch the error rate."
	r.arrive(inbound.Event{Kind: inbound.KindSlash, Team: "T1", Channel: "C1", User: "U1", Text: "start technical 1", Keys: []string{"envelope:e9"}})
	for r.handleOne() {
		continue
	}
	edited := inbound.Event{Kind: inbound.KindEdited, Team: "T1", Channel: "C1", User: "U1", TS: ts, ThreadTS: root, Text: better, Keys: []string{"event:EvEdit"}}
	said := edited
	said.Kind, said.Text, said.Keys = inbound.KindMessage, "I would restart it.", []string{"event:EvSaid", inbound.PlaceKey("T1", "C1", ts)}
	r.arrive(edited)
	if waits {
		r.arrive(said)
	}
	close(r.b.workers.dealt) // what must wait is not brought back by itself
	r.handleOne()
	var opening store.OutboxEntry
	r.ok(r.db.View(func(tx *store.Tx) error {
		entries, err := tx.Outbox(0, 1)
		if len(entries) > 0 {
			opening = entries[0]
		}
		return err
	}))
	r.ok(r.db.Update(func(tx *store.Tx) error {
		return errors.Join(tx.Sent(opening, "C1", root, r.b.now()), outcomes{r.b}.Placed(tx, opening, "C1", root))
	}))
	r.work(nil, false)
	if !waits {
		r.arrive(said)
		r.work(nil, false)
	}
	if got := r.graded(); len(got) != 1 || got[0] != better {
		t.Errorf("graded %q, want %q", got, better)
	}
}

func TestWhoWasForgottenAndTidiesUpIsNotMetAnew(t *testing.T) {
	t.Parallel()
	r := askedInDM(t)
	r.ok(r.db.Update(func(tx *store.Tx) error { _, err := tx.Erase("U1"); return err }))
	for _, kind := range []inbound.Kind{inbound.KindDeleted, inbound.KindEdited} {
		r.happens(inbound.Event{Kind: kind, TS: "1700000000.000001", Text: "practice", Keys: []string{"event:Ev" + string(kind)}})
	}
	r.ok(r.db.View(func(tx *store.Tx) error {
		if _, found, err := tx.Member("U1"); found || err != nil {
			t.Errorf("U1 is known again: %v", err)
		}
		return nil
	}))
}

// What is posted to a direct message between two people comes back through the command that asked for it.
func TestWhatIsRefusedBetweenTwoPeopleIsAnsweredThroughTheCommand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		channel, code, url string
		again              bool
	}{
		{"D0PEOPLE", "channel_not_found", "https://hooks/1", true},
		{"D0PEOPLE", "channel_not_found", "", false},
		{"D0PEOPLE", "msg_too_long", "https://hooks/1", false},
		{"C1", "channel_not_found", "https://hooks/1", false},
	} {
		e := store.OutboxEntry{ID: "n1.1", Action: store.ActionPost, Channel: c.channel, User: "U1", ResponseURL: c.url}
		again, ok := otherWay(e, slack.SlackErrorResponse{Err: c.code})
		if ok != c.again || ok && (again.Action != store.ActionRespond || again.ID == e.ID) {
			t.Errorf("%+v: %v, %+v", c, ok, again)
		}
	}
}

// A reply may wait in memory for its thread to begin, when its person is forgotten.
func TestWhatWaitsInMemoryDoesNotBringBackWhoWasForgotten(t *testing.T) {
	t.Parallel()
	r := askedInDM(t)
	r.arrive(inbound.Event{
		Kind: inbound.KindMessage, Team: "T1", Channel: "D1", User: "U1", Direct: true, TS: "1700000002.000001", Text: "a reply",
		Keys: []string{"event:EvWaits"},
	})
	var waiting []store.InboxEntry
	r.ok(r.db.View(func(tx *store.Tx) (err error) { waiting, err = tx.Inbox(0, 0); return err }))
	r.ok(r.db.Update(func(tx *store.Tx) error { _, err := tx.Erase("U1"); return err }))
	for _, entry := range waiting {
		r.ok(r.b.workers.attempt(entry, r.b.log))
		r.ok(r.b.workers.putAside(entry))
	}
	r.ok(r.db.View(func(tx *store.Tx) error {
		if _, found, err := tx.Member("U1"); found || err != nil {
			t.Errorf("U1 is known again: %v", err)
		}
		if n := tx.OutboxLen(); n != 0 {
			t.Errorf("%d messages wait for somebody who was forgotten", n)
		}
		return nil
	}))
}

// A command typed in a direct message between two people: the bot can post nothing there, and answers through the command.
func TestACommandBetweenTwoPeopleIsAnsweredThereAndCarriedOutInOurDirectMessage(t *testing.T) {
	t.Parallel()
	for words, c := range map[string]struct {
		there, ours int
	}{
		"help":                 {1, 0},
		"stats":                {1, 0},
		"forget-me":            {1, 0},
		"export":               {1, 2},
		"practice technical":   {1, 1}, // offered to resume, for one is open in our direct message
		"start technical 1":    {1, 1},
		"nothing of the kind!": {1, 0},
	} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			r := askedInDM(t)
			before := r.outboxOf("D1")
			r.arrive(inbound.Event{
				Kind: inbound.KindSlash, Team: "T1", Channel: "D0PEOPLE", User: "U1", Direct: true, Text: words, ResponseURL: "https://hooks/1",
				Keys: []string{"envelope:e1"},
			})
			for r.handleOne() {
				continue
			}
			there, ours := r.outboxOf("D0PEOPLE"), r.outboxOf("D1")-before
			if there != c.there {
				t.Errorf("%d answers where it was typed, want %d", there, c.there)
			}
			if words == "export" && ours != c.ours {
				t.Errorf("%d messages in our direct message, want %d", ours, c.ours)
			}
		})
	}
}

// What a sentence says to type works where it is read.
func TestCommandsAreWrittenAsTheyWorkInTheirPlace(t *testing.T) {
	t.Parallel()
	r := askedInDM(t)
	for channel, want := range map[string]string{"D1": "Say remind 09:00", "D0PEOPLE": "Say /mock-interview remind 09:00"} {
		r.arrive(inbound.Event{
			Kind: inbound.KindSlash, Team: "T1", Channel: channel, User: "U1", Direct: true, Text: "remind", ResponseURL: "https://hooks/1",
			Keys: []string{"envelope:" + channel},
		})
		for r.handleOne() {
			continue
		}
		said := ""
		r.ok(r.db.View(func(tx *store.Tx) error {
			entries, err := tx.Outbox(0, 0)
			for _, e := range entries {
				if e.Channel == channel {
					said += string(e.Message)
				}
			}
			return err
		}))
		if !strings.Contains(said, want) {
			t.Errorf("in %s: no %q in %s", channel, want, said)
		}
	}
}

// outboxOf counts what waits to be said in a channel. In one that is not ours it must be for one person alone.
func (r *replay) outboxOf(channel string) (n int) {
	r.t.Helper()
	r.ok(r.db.View(func(tx *store.Tx) error {
		entries, err := tx.Outbox(0, 0)
		for _, e := range entries {
			if e.Channel != channel {
				continue
			}
			n++
			if channel == "D0PEOPLE" && (e.Action != store.ActionEphemeral || e.ResponseURL == "") {
				r.t.Errorf("said to everybody there: %+v", e)
			}
		}
		return err
	}))
	return n
}
