package bot

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

const mostCourses = 30

// TestWhateverIsCutAndComesAgainEverybodyIsToldTheSameOnce handles what three people do twice. Once in order and without a
// fault. Then with deliveries doubled at any later time, people's events mixed differently, and the process dying at any
// point between its commits. Everybody must have been told the same, in the same order, and each reply be graded once.
func TestWhateverIsCutAndComesAgainEverybodyIsToldTheSameOnce(t *testing.T) {
	t.Parallel()
	bank, err := questions.Load(filepath.Join("testdata", "small.md"))
	if err != nil {
		t.Fatal(err)
	}
	judge := scorer.NewOffline(bank.Questions())
	courses, failed := 0, false // each course costs two files: a few dozen will do, unless one has failed and is being cut down
	rapid.Check(t, func(rt *rapid.T) {
		if courses++; courses > mostCourses && !failed {
			return
		}
		did := map[string][]inbound.Event{}
		for _, user := range []string{"U1", "U2", "U3"} {
			did[user] = eventsOf(rt, user)
		}
		calm := newReplay(t, bank, judge)
		for _, user := range []string{"U1", "U2", "U3"} {
			for _, in := range did[user] {
				calm.arrive(in)
				calm.work(rt, false)
			}
		}
		rough := newReplay(t, bank, judge)
		var seen []inbound.Event
		for left := len(did["U1"]) + len(did["U2"]) + len(did["U3"]); left > 0; left-- {
			user := rapid.SampledFrom(haveMore(did)).Draw(rt, "who is next")
			in := did[user][0]
			did[user] = did[user][1:]
			seen = append(seen, in)
			rough.arrive(in)
			for range rapid.IntRange(0, 2).Draw(rt, "twins") {
				rough.arrive(rapid.SampledFrom(seen).Draw(rt, "comes again"))
			}
			rough.work(rt, true)
		}
		rough.work(rt, false)
		if want, got := calm.told(), rough.told(); want != got {
			failed = true
			rt.Fatalf("without faults:\n%s\nwith:\n%s", want, got)
		}
		calm.close()
		rough.close()
	})
}

func haveMore(did map[string][]inbound.Event) (users []string) {
	for user, events := range did {
		if len(events) > 0 {
			users = append(users, user)
		}
	}
	slices.Sort(users)
	return users
}

// eventsOf are the messages of a person in their direct message.
func eventsOf(rt *rapid.T, user string) (events []inbound.Event) {
	texts := []string{"practice behavioral", "stop", "hint", "skip", "next", "answer", "help", "a reply that has more than a handful of words in it"}
	for i := range rapid.IntRange(1, 10).Draw(rt, "events") {
		ts := fmt.Sprintf("17000000%02d.000001", i)
		text := rapid.SampledFrom(texts).Draw(rt, "text")
		if i == 0 {
			text = texts[0]
		}
		events = append(events, inbound.Event{
			Kind: inbound.KindMessage, Team: "T1", Channel: "D" + user, User: user, Direct: true, TS: ts, Text: text,
			Keys: []string{"event:Ev" + user + ts, "message:" + user + ts},
		})
	}
	return events
}

// replay is a bot without a Slack: what it says is taken off the outbox and noted.
type replay struct {
	t     *testing.T
	bank  *questions.Bank
	judge scorer.Scorer
	db    *store.DB
	b     *Bot
	lines map[string][]string // what was said, by conversation
	posts int
}

func newReplay(t *testing.T, bank *questions.Bank, judge scorer.Scorer) *replay {
	db, err := store.Open(filepath.Join(t.TempDir(), "replay.db"), store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	r := &replay{t: t, bank: bank, judge: judge, db: db, lines: map[string][]string{}}
	r.begin()
	return r
}

// begin begins a process.
func (r *replay) begin() {
	var err error
	r.b, err = New(Config{
		APIURL: "http://127.0.0.1:1/api/", Store: r.db, Bank: r.bank, Scorer: r.judge, ScorerName: "offline",
		Log: slog.New(slog.DiscardHandler), NoPacing: true, Now: func() time.Time { return time.Unix(1_700_000_000, 0) },
	})
	r.ok(err)
}

func (r *replay) close() {
	r.b.asides.Wait()
	r.ok(r.db.Close())
}

// dies ends a process between two commits: what it had in memory is gone.
func (r *replay) dies(rt *rapid.T, may bool) bool {
	if !may || rapid.IntRange(0, 5).Draw(rt, "dies") > 0 {
		return false
	}
	r.b.asides.Wait()
	r.begin()
	return true
}

func (r *replay) arrive(in inbound.Event) {
	a := arrival{in: in}
	r.ok(a.encode())
	r.ok(r.db.Update(func(tx *store.Tx) error { _, err := r.b.receiver.receive(tx, &a); return err }))
}

// work does what there is to do, and may die after each piece of it.
func (r *replay) work(rt *rapid.T, may bool) {
	for busy := true; busy; {
		if r.dies(rt, may) {
			continue
		}
		busy = r.handleOne() || r.gradeOne() || r.sendOne()
	}
}

func (r *replay) handleOne() bool {
	var entries []store.InboxEntry
	r.ok(r.db.View(func(tx *store.Tx) (err error) { entries, err = tx.Inbox(0, 1); return err }))
	if len(entries) > 0 {
		r.ok(r.b.workers.attempt(entries[0], r.b.log))
	}
	return len(entries) > 0
}

func (r *replay) gradeOne() bool {
	var jobs []store.Grading
	r.ok(r.db.View(func(tx *store.Tx) (err error) { jobs, err = tx.Gradings(time.Time{}, 1); return err }))
	if len(jobs) > 0 {
		r.b.grader.try(context.Background(), jobs[0])
	}
	return len(jobs) > 0
}

func (r *replay) sendOne() bool {
	var entries []store.OutboxEntry
	r.ok(r.db.View(func(tx *store.Tx) (err error) { entries, err = tx.Outbox(0, 1); return err }))
	for _, e := range entries {
		r.posts++
		ts := fmt.Sprintf("1700001000.%06d", r.posts)
		r.ok(r.db.Update(func(tx *store.Tx) error { return tx.Sent(e, e.Channel, ts, time.Now()) }))
		r.lines[e.Conversation] = append(r.lines[e.Conversation], e.Kind+" "+e.Action+" "+e.QuestionID)
	}
	return len(entries) > 0
}

func (r *replay) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// told is all that was said, and all that was graded, whatever the ids.
func (r *replay) told() string {
	var b strings.Builder
	for _, user := range []string{"U1", "U2", "U3"} {
		fmt.Fprintln(&b, user, strings.Join(r.lines["dm:"+user], ", "))
	}
	var graded []string
	r.ok(r.db.View(func(tx *store.Tx) error {
		return tx.EachAnswer(func(a store.Answer) error {
			graded = append(graded, fmt.Sprintln(a.User, a.TS, a.QuestionID, a.Score))
			return nil
		})
	}))
	slices.Sort(graded)
	return b.String() + strings.Join(graded, "")
}
