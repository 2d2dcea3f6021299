package outbox

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// lost carries a call out and cuts the connection before the answer.
func lost(d *desk, rw http.ResponseWriter, channel, effect string) {
	d.mu.Lock()
	d.said = append(d.said, said{channel: channel, text: effect, effect: effect, ts: "1700000000.000001"})
	d.mu.Unlock()
	hangUp(rw)
}

func hangUp(rw http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(rw).Hijack(); err == nil {
		_ = conn.Close()
	}
}

func TestAConversationKeepsItsOrderWhateverFails(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(d *desk, rw http.ResponseWriter){
		"nothing was done": func(_ *desk, rw http.ResponseWriter) { rw.WriteHeader(http.StatusBadGateway) },
		"a lost answer":    func(d *desk, rw http.ResponseWriter) { lost(d, rw, "C1", "one") },
		"a cut before":     func(_ *desk, rw http.ResponseWriter) { hangUp(rw) },
		"a limit": func(_ *desk, rw http.ResponseWriter) {
			rw.Header().Set("Retry-After", "1")
			rw.WriteHeader(http.StatusTooManyRequests)
		},
		"an error of next year": func(_ *desk, rw http.ResponseWriter) { refuse(rw, "telepathy_failed") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.fail = func(rw http.ResponseWriter, method, channel string, nth int) bool {
				if method != "chat.postMessage" || channel != "C1" || nth > 1 {
					return false
				}
				fail(d, rw)
				return true
			}
			d.send(post("one", "a", "C1"), post("two", "a", "C1"), post("three", "a", "C1"), post("other", "b", "C2"))
			d.empty()
			d.want("C1", "one", "two", "three")
			d.want("C2", "other")
			if got := d.owner.placed; got != 5 { // with the first, see send
				t.Errorf("the owner learns of %d", got)
			}
		})
	}
}

func TestARefusalIsItsOwnersAndBlocksNobody(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.fail = func(rw http.ResponseWriter, method, channel string, _ int) bool {
		if method == "chat.postMessage" && channel == "C1" {
			refuse(rw, "not_in_channel")
			return true
		}
		return false
	}
	d.owner.instead = func(e store.OutboxEntry) []store.OutboxEntry {
		return []store.OutboxEntry{post(e.ID+" elsewhere", "b", "D1")}
	}
	d.send(post("one", "a", "C1"), post("two", "a", "D2"))
	d.empty()
	d.want("D2", "two")
	d.want("D1", "one elsewhere")
	if got := d.owner.refused; !slices.Equal(got, []string{"one not_in_channel"}) {
		t.Errorf("the owner is told %v", got)
	}
	if n := d.count("chat.postMessage"); n != 3 {
		t.Errorf("slack was asked %d times", n)
	}
}

// A process that died may have sent the oldest message of each conversation, and no other.
func TestAfterAStartOnlyTheOldestOfAConversationIsLookedFor(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.said = []said{{channel: "C1", text: "one", effect: "one", ts: "1700000000.000001"}}
	d.enqueue(post("one", "a", "C1"), post("two", "a", "C1"), post("three", "b", "C2"))
	d.run()
	d.empty()
	d.enqueue(post("four", "b", "C2"))
	d.empty()
	d.want("C1", "one", "two")
	d.want("C2", "three", "four")
	if n := d.count("conversations.history"); n != 2 {
		t.Errorf("slack was searched %d times, want once a conversation", n)
	}
}

func TestAThreadWaitsForItsRootInAnotherConversation(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.fail = func(rw http.ResponseWriter, method, channel string, nth int) bool {
		if method == "chat.postMessage" && channel == "C1" && nth == 1 {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	reply := post("reply", "b", "")
	reply.ThreadOf = "root"
	d.send(post("root", "a", "C1"), reply)
	d.empty()
	d.want("", "root", "reply")
	if got := d.messages(); len(got) == 2 && (got[1].thread != got[0].ts || got[1].channel != "C1") {
		t.Errorf("the reply went to %+v", got[1])
	}
}

func TestAnUpdateRewritesWhatItNamesAndIsAMessageWhereThatNeverWent(t *testing.T) {
	t.Parallel()
	for name, first := range map[string][]store.OutboxEntry{
		"it is there":      {post("word", "a", "C1")},
		"it never went":    nil,
		"it is older now":  {post("word", "a", "C1"), post("between", "a", "C1")},
		"it was not taken": {{ID: "word", Kind: "notice", Conversation: "a", Action: store.ActionPost, Channel: "C0", CreatedAt: time.Now(), Message: blocks.Encode(blocks.Plain("word"))}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.fail = func(rw http.ResponseWriter, method, channel string, _ int) bool {
				if method == "chat.postMessage" && channel == "C0" {
					refuse(rw, "is_archived")
					return true
				}
				return false
			}
			card := post("card", "a", "C1")
			card.Action, card.UpdateOf = store.ActionUpdate, "word"
			d.send(append(first, card)...)
			d.empty()
			got := d.texts("C1")
			if slices.Contains(got, "word") || !slices.Contains(got, "card") {
				t.Errorf("slack has %q", got)
			}
		})
	}
}

func TestWhatNobodyOwnsIsSentAndItsPlaceIsNotKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	kept, gone := post("kept", "a", "D1"), post("gone", "b", "D2")
	gone.Owner = Nobody
	d.send(kept, gone)
	d.empty()
	err := d.db.View(func(tx *store.Tx) error {
		if at, _ := tx.SentAs("kept"); at.Channel != "D1" {
			t.Errorf("kept stands at %+v", at)
		}
		if at, _ := tx.SentAs("gone"); at.Channel != "" || at.TS != "" {
			t.Errorf("what nobody owns is kept at %+v", at)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatWaitedTooLongIsDropped(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	late := post("late", "a", "C1")
	late.ExpiresAt = time.Now().Add(-time.Second)
	d.send(late, post("next", "a", "C1"))
	d.empty()
	d.want("", "next")
}

func TestRefusedBlocksLeaveTheWords(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.fail = func(rw http.ResponseWriter, method, _ string, nth int) bool {
		if method == "chat.postMessage" && nth == 1 {
			refuse(rw, "invalid_blocks")
			return true
		}
		return false
	}
	d.send(post("one", "a", "C1"))
	d.empty()
	d.want("", "one")
	if len(d.owner.refused) > 0 {
		t.Errorf("the owner is told %v", d.owner.refused)
	}
}

// The word that an answer is being read is not said where the card that would take its place is there by then.
func TestAWordHeldBackIsSparedWhereItsCardIsThere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		replaces bool
		kind     interview.Kind
		want     []string
	}{
		"the card is there":        {true, interview.SayScorecard, []string{"card"}},
		"it says that it goes on":  {true, interview.SayAcknowledgement, []string{"card"}}, // as an update of the word
		"the card is of another's": {false, interview.SayScorecard, []string{"word", "card"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			word, card := post("word", "a", "D1"), post("card", "a", "D1")
			word.NotBefore = time.Now().Add(20 * time.Millisecond)
			card.Action, card.Kind = store.ActionUpdate, string(c.kind)
			if c.replaces {
				card.UpdateOf = "word"
			}
			d.send(word, card)
			d.empty()
			d.want("D1", c.want...)
			updates := 0
			if c.kind == interview.SayAcknowledgement {
				updates = 1
			}
			if n := d.count("chat.update"); n != updates {
				t.Errorf("%d updates, want %d", n, updates)
			}
		})
	}
}

// A stop does not wait for what cannot go out now; the next start sends it.
func TestAStopKeepsWhatCannotGoOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	down := true
	d.fail = func(rw http.ResponseWriter, method, _ string, _ int) bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		if down && method == "chat.postMessage" {
			refuse(rw, "account_inactive")
			return true
		}
		return false
	}
	d.enqueue(post("one", "a", "C1"), post("two", "a", "C1"))
	d.run()
	for end := time.Now().Add(5 * time.Second); d.count("chat.postMessage") == 0 && time.Now().Before(end); time.Sleep(time.Millisecond) {
		continue
	}
	d.stop()
	d.want("")
	d.mu.Lock()
	down = false
	d.mu.Unlock()
	d.run()
	d.empty()
	d.want("C1", "one", "two")
	if len(d.owner.refused) > 0 {
		t.Errorf("given up: %v", d.owner.refused)
	}
}

// A question was asked for in a direct message between two people: it comes in the person's own.
func TestWhatCannotBeSaidBetweenTwoPeopleIsSaidToTheOneWhoAsked(t *testing.T) {
	t.Parallel()
	for name, known := range map[string]string{"ours is not known": "", "ours is known": "DU1", "that is ours, and shut": "D0PEOPLE"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.fail = func(rw http.ResponseWriter, method, channel string, _ int) bool {
				if method == "chat.postMessage" && channel == "D0PEOPLE" {
					refuse(rw, "channel_not_found")
					return true
				}
				return false
			}
			if err := d.db.Update(func(tx *store.Tx) error { return tx.PutMember(store.Member{User: "U1", DMChannel: known}) }); err != nil {
				t.Fatal(err)
			}
			question, answer := post("question", "a", "D0PEOPLE"), post("answer", "b", "D0PEOPLE")
			question.User, answer.User, answer.ResponseURL = "U1", "U1", "https://hooks/1"
			d.send(question, answer)
			d.empty()
			refused := []string{"answer channel_not_found"}
			if known == "D0PEOPLE" {
				refused = append(refused, "question channel_not_found")
				d.want("DU1")
			} else {
				d.want("DU1", "question")
			}
			d.owner.mu.Lock()
			defer d.owner.mu.Unlock()
			slices.Sort(d.owner.refused)
			if !slices.Equal(d.owner.refused, refused) {
				t.Errorf("given up: %v, want %v", d.owner.refused, refused)
			}
		})
	}
}

// A limit on the calls that go before a message holds those calls back, and after it everything goes out.
func TestALimitOnLookingAndOpeningIsHonouredToo(t *testing.T) {
	t.Parallel()
	for method, entry := range map[string]func(n string) store.OutboxEntry{
		"conversations.history": func(n string) store.OutboxEntry {
			e := post("look"+n, "c"+n, "C"+n)
			e.MaybeSent = true
			return e
		},
		"conversations.open": func(n string) store.OutboxEntry { return post("open"+n, "c"+n, "U"+n) },
	} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			var mu sync.Mutex
			var first time.Time
			early := 0
			d.fail = func(rw http.ResponseWriter, called, _ string, _ int) bool {
				if called != method {
					return false
				}
				mu.Lock()
				defer mu.Unlock()
				switch {
				case first.IsZero():
					first = time.Now()
				case time.Since(first) > time.Second:
					return false
				default:
					early++
				}
				rw.Header().Set("Retry-After", "1")
				rw.WriteHeader(http.StatusTooManyRequests)
				return true
			}
			const people = 2 * AtOnce
			var entries []store.OutboxEntry
			for n := range people {
				entries = append(entries, entry(strconv.Itoa(n)))
			}
			d.send(entries...)
			d.empty()
			if n := len(d.messages()); n != people {
				t.Errorf("slack has %d messages, want %d", n, people)
			}
			mu.Lock()
			defer mu.Unlock()
			if early >= AtOnce {
				t.Errorf("%d calls came before the time that slack asked for, want those alone that were under way", early)
			}
		})
	}
}

// Slack no longer rewrites the word that the card was to take the place of: the card comes by itself.
func TestACardWhoseWordIsGoneIsAMessageOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"message_not_found", "edit_window_closed", "cant_update_message"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.fail = func(rw http.ResponseWriter, method, _ string, nth int) bool {
				if method == "chat.update" && nth == 1 {
					refuse(rw, code)
					return true
				}
				return false
			}
			word, card, later := post("word", "a", "C1"), post("card", "a", "C1"), post("later", "a", "C1")
			for _, e := range []*store.OutboxEntry{&word, &card, &later} {
				e.InterviewID, e.ThreadTS = "i1", "1700000000.000009"
			}
			card.Action, card.UpdateOf, card.Kind = store.ActionUpdate, "word", string(interview.SayScorecard)
			later.Action, later.UpdateOf, later.Kind = store.ActionUpdate, "card", string(interview.SayScorecard)
			d.send(word, card, later)
			d.empty()
			d.want("C1", "word", "later")
			if at := d.messages()[1]; at.thread != "1700000000.000009" || len(d.owner.refused) > 0 {
				t.Errorf("it stands at %+v; given up: %v", at, d.owner.refused)
			}
		})
	}
}
