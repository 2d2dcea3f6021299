package bot_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"mock-interviewer/store"
)

// A delivery that got lost comes again minutes later, when the person has said more. Their reply is graded all the same, as
// the reply to what was asked when they wrote it.
func TestAReplyThatComesAfterTheStopItWasWrittenBeforeIsGraded(t *testing.T) {
	t.Parallel()
	for name, later := range map[string]string{"and nothing else": "", "and a new practice": "practice technical"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newRawSlack(t)
			run := f.run(1)
			eventually(t, 5*time.Second, "the socket", run.Ready)
			now := time.Now().Add(-time.Minute) // before anything that the bot dates itself
			at := func(after time.Duration) string { return slackTS(now.Add(after)) }
			posts := 0
			say := func(id, ts, text string, answers int) {
				t.Helper()
				posts += answers
				f.frames <- messageFrame("e"+id, "Ev"+id, ts, text, 0)
				eventually(t, 5*time.Second, "the answers to "+text, func() bool { return f.acked("e"+id) && f.called("chat.postMessage") >= posts })
			}
			say("1", at(time.Second), "practice technical", 2) // where answers go, and a question
			say("3", at(3*time.Second), "stop", 1)
			if later != "" {
				say("4", at(4*time.Second), later, 1)
			}
			say("2", at(2*time.Second), good, 2) // a scorecard and a summary
			answers := 0
			eventually(t, 5*time.Second, "the grade", func() bool {
				answers = 0
				_ = run.db.View(func(tx *store.Tx) error {
					return tx.EachAnswer(func(store.Answer) error { answers++; return nil })
				})
				return answers > 0
			})
			f.frames <- messageFrame("e5", "Ev5", at(5*time.Second), "thanks", 0)
			eventually(t, 5*time.Second, "the last ack", func() bool { return f.acked("e5") })
			if later == "" && answers != 1 {
				t.Errorf("%d answers are recorded", answers)
			}
		})
	}
}

// Somebody says stop twice, and the second gets lost on its way. By the time it comes again they have begun anew.
func TestAStopFromBeforeAnInterviewDoesNotEndIt(t *testing.T) {
	t.Parallel()
	f := newRawSlack(t)
	run := f.run(1)
	eventually(t, 5*time.Second, "the socket", run.Ready)
	now := time.Now().Add(-time.Minute)
	say := func(id string, after time.Duration, text string) {
		t.Helper()
		f.frames <- messageFrame("e"+id, "Ev"+id, slackTS(now.Add(after)), text, 0)
		eventually(t, 5*time.Second, "an ack of "+text, func() bool { return f.acked("e" + id) })
	}
	open := func(want int) {
		t.Helper()
		eventually(t, 5*time.Second, fmt.Sprint(want, " open interviews and an empty inbox"), func() (so bool) {
			_ = run.db.View(func(tx *store.Tx) error { so = tx.CountOpenInterviews() == want && tx.InboxLen() == 0; return nil })
			return so
		})
	}
	say("1", time.Second, "practice technical")
	open(1)
	say("2", 2*time.Second, "stop")
	open(0)
	say("4", 4*time.Second, "practice technical")
	open(1)
	say("3", 3*time.Second, "stop")
	open(1)
	say("5", 5*time.Second, "stop")
	open(0)
}

// The person says stop while a question is on its way to them; it reaches them all the same, and they reply to it before they
// can know that the interview is over.
func TestAReplyToAQuestionThatCameAfterTheStopIsGraded(t *testing.T) {
	t.Parallel()
	var p proxy
	h := newHouse(t, throughProxy(&p))
	ada := h.space.Person("ada")
	var may atomic.Int64 // how many messages Slack lets through
	p.set(func(rw http.ResponseWriter, c callTo) bool {
		if c.method != "chat.postMessage" || may.Add(-1) >= 0 {
			return false
		}
		limited(rw, "1")
		return true
	})
	must(ada.Say(ada.DM(), "practice technical"))(t)
	must(ada.Say(ada.DM(), "stop"))(t)
	h.within(10*time.Second, "the end in the outbox", func() bool { return h.outbox() >= 3 && h.inbox() == 0 })
	may.Store(2) // where answers go, and the question
	h.patient(ada.DM(), "question", 1)
	must(ada.Say(ada.DM(), good))(t)
	p.set(nil)
	h.eachGradedOnce([]string{good})
	h.patient(ada.DM(), "scorecard", 1)
	h.within(10*time.Second, "an empty outbox", func() bool { return h.outbox() == 0 })
	must(ada.Say(ada.DM(), "thanks, that is all"))(t)
	h.within(10*time.Second, "an empty inbox", func() bool { return h.space.Unacked() == 0 && h.inbox() == 0 && h.gradings() == 0 })
	h.eachGradedOnce([]string{good})
	if n := len(h.answers()); n != 1 {
		t.Errorf("%d answers are recorded", n)
	}
}
