package interview_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"

	"pgregory.net/rapid"
)

// TestAnyCourseOfEventsKeepsThePromises holds interviews of all modes with events in any order: sensible, duplicated,
// stale and hostile ones. What must hold after each of them is in promises_test.go.
func TestAnyCourseOfEventsKeepsThePromises(t *testing.T) {
	t.Parallel()
	for _, mode := range []interview.Mode{interview.Practice, interview.Mock, interview.Daily} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				w := newWorld(rt, mode)
				rt.Repeat(w.actions())
			})
		})
	}
}

// actions are what may happen; those that move an interview on stand there twice, so that it gets somewhere.
func (w *world) actions() map[string]func(*rapid.T) {
	answer := func(rt *rapid.T) { w.do(rt, w.message(rt)) }
	judge := func(rt *rapid.T) { w.do(rt, w.judged(rt)) }
	return map[string]func(*rapid.T){
		"said": answer, "said more": answer, "judged": judge, "judged more": judge,
		"unjudged": func(rt *rapid.T) { w.do(rt, w.unjudged(rt)) },
		"overtaken": func(rt *rapid.T) {
			m := w.message(rt)
			w.do(rt, interview.Overtaken{Key: m.Key, Text: m.Text})
		},
		"edited":   func(rt *rapid.T) { w.do(rt, interview.Edited{Key: w.oldKey(rt), Text: w.text(rt)}) },
		"deleted":  func(rt *rapid.T) { w.do(rt, interview.Deleted{Key: w.oldKey(rt)}) },
		"word":     func(rt *rapid.T) { w.do(rt, rapid.SampledFrom(wordsOfAPerson()).Draw(rt, "word")) },
		"next":     func(rt *rapid.T) { w.do(rt, interview.Next{Item: w.item(rt)}) },
		"show":     func(rt *rapid.T) { w.do(rt, interview.ShowAnswer{Item: w.item(rt)}) },
		"again":    func(rt *rapid.T) { w.do(rt, interview.TryAgain{Item: w.item(rt)}) },
		"stop":     func(rt *rapid.T) { w.rarely(rt, func() { w.do(rt, interview.Stop{}) }) },
		"revealed": func(rt *rapid.T) { w.rarely(rt, func() { w.do(rt, interview.Revealed{}) }) },
		"twice": func(rt *rapid.T) {
			if len(w.past) > 0 {
				w.do(rt, rapid.SampledFrom(w.past).Draw(rt, "event"))
			}
		},
		"lost": func(rt *rapid.T) {
			w.rarely(rt, func() { delete(w.bank, rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(rt, "question")) })
		},
		"": func(rt *rapid.T) { w.endsWhenAsked(rt) },
	}
}

// wordsOfAPerson are the events that carry nothing; nil stands for an event that nobody knows.
func wordsOfAPerson() []interview.Event {
	return []interview.Event{interview.Hint{}, interview.Skip{}, interview.Repeat{}, nil}
}

// text is most often a reply that can be taken.
func (w *world) text(rt *rapid.T) string {
	if rapid.IntRange(0, 7).Draw(rt, "odd text") == 0 {
		return rapid.SampledFrom([]string{
			"no", " ", strings.Repeat("x", interview.MaxReply/2), strings.Repeat("é", interview.MaxReply+1),
		}).Draw(rt, "text")
	}
	return rapid.SampledFrom([]string{"a reply of more than a handful of words", "another reply with quite a few words"}).Draw(rt, "text")
}

// world is an interview with the parts of the bot that it relies on: a guide, a queue of gradings, an outbox.
type world struct {
	s       interview.State
	bank    map[string]*questions.Question
	desk    interview.Desk
	keys    []string
	past    []interview.Event
	queue   map[string]int           // gradings under way: the revision by answer
	said    map[string]interview.Say // by effect id
	records map[string]bool
	follows map[int]int  // follow-ups asked, by item
	partial map[int]bool // items whose card keeps something back
	asked   int
}

func newWorld(rt *rapid.T, mode interview.Mode) *world {
	w := &world{
		bank: guide(), queue: map[string]int{}, said: map[string]interview.Say{}, records: map[string]bool{},
		follows: map[int]int{}, partial: map[int]bool{},
	}
	w.desk = desk(w.bank)
	w.desk.Slow, w.desk.Seen = rapid.Bool().Draw(rt, "slow"), rapid.Bool().Draw(rt, "seen")
	w.desk.Pick = func() (string, bool) { return string(rune('a' + w.asked%4)), w.asked < 8 }
	if mode == interview.Daily {
		w.s = interview.BeginDaily("iv", "U1", interview.Place{Channel: "C1", ThreadTS: "1.1"}, "a", w.desk)
		return w
	}
	settings := interview.Settings{Mode: mode, FollowUps: rapid.IntRange(0, 1).Draw(rt, "follow-ups")}
	settings.Count = rapid.IntRange(0, 3).Draw(rt, "count")
	planned := []string{"a", "b", "c"}[:max(settings.Count, 1)]
	place := interview.Place{Channel: "C1"}
	if rapid.Bool().Draw(rt, "thread") {
		place.Opening = interview.OpeningID("iv")
	}
	s, out, err := interview.Begin("iv", "U1", settings, place, planned, w.desk)
	if err != nil {
		rt.Fatal(err)
	}
	w.s = s
	w.follow(rt, nil, interview.State{}, out)
	return w
}

// oldKey is a message of late, or one that nobody has heard of.
func (w *world) oldKey(rt *rapid.T) string {
	back := rapid.IntRange(0, 4).Draw(rt, "back")
	if back >= len(w.keys) {
		return "C1/unheard-of"
	}
	return w.keys[len(w.keys)-1-back]
}

func (w *world) message(rt *rapid.T) interview.Said {
	w.keys = append(w.keys, fmt.Sprintf("C1/%d", len(w.keys)))
	return interview.Said{Key: w.keys[len(w.keys)-1], Text: w.text(rt)}
}

// item is most often the current one; it may be any, and none.
func (w *world) item(rt *rapid.T) int {
	last := len(w.s.Items) - 1
	if rapid.IntRange(0, 2).Draw(rt, "stale") > 0 {
		return last
	}
	return rapid.IntRange(-1, last+1).Draw(rt, "item")
}

// grading is most often the newest answer as it stands; it may be any answer, and an older or unheard-of revision.
func (w *world) grading(rt *rapid.T) (answer string, revision int) {
	n := w.s.Answers
	if rapid.IntRange(0, 3).Draw(rt, "other answer") == 0 {
		n = rapid.IntRange(0, n+1).Draw(rt, "n")
	}
	_, a := w.s.AnswerByID(answerID(n))
	if a == nil {
		return answerID(n), 0
	}
	if rapid.IntRange(0, 5).Draw(rt, "other revision") == 0 {
		return a.ID, rapid.IntRange(0, a.Revision+1).Draw(rt, "revision")
	}
	return a.ID, a.Revision
}

func (w *world) judged(rt *rapid.T) interview.Judged {
	id, revision := w.grading(rt)
	verdicts := rapid.SampledFrom([]string{"met met", "met missed", "missed partial", "missed missed", "met unclear"}).Draw(rt, "verdicts")
	r := result(verdicts, rapid.SampledFrom([]string{"", "And then?"}).Draw(rt, "follow-up"))
	r.Pitfalls = rapid.SampledFrom([][]questions.PitfallJudgement{
		nil, {{Pitfall: "pitfall-2", Present: true}}, {{Pitfall: "pitfall-1"}, {Pitfall: "pitfall-2"}},
	}).Draw(rt, "pitfalls")
	if rapid.IntRange(0, 9).Draw(rt, "useless") == 0 {
		r = rapid.SampledFrom([]scorer.Result{{}, result("met splendid", ""), result("met met", "", "unheard-of")}).Draw(rt, "result")
	}
	return interview.Judged{Answer: id, Revision: revision, Result: r}
}

func (w *world) unjudged(rt *rapid.T) interview.Unjudged {
	id, revision := w.grading(rt)
	return interview.Unjudged{Answer: id, Revision: revision, Final: rapid.Bool().Draw(rt, "final")}
}

// rarely is for events after which not much can happen.
func (w *world) rarely(rt *rapid.T, f func()) {
	if rapid.IntRange(0, 9).Draw(rt, "rarely") == 0 {
		f()
	}
}

// do handles an event as the bot would, and as it would again after a crash.
func (w *world) do(rt *rapid.T, e interview.Event) {
	before := encode(rt, w.s)
	next, out := interview.Handle(w.s, e, w.desk)
	after := encode(rt, next)
	same(rt, "the state that Handle was given", before, encode(rt, w.s))

	again, outAgain := interview.Handle(w.s, e, w.desk)
	same(rt, "the state after the same event once more", after, encode(rt, again))
	sameEffects(rt, out, outAgain)

	restored, outRestored := interview.Handle(decode(rt, before), e, w.desk)
	same(rt, "the state after the event on the stored state", after, encode(rt, restored))
	sameEffects(rt, out, outRestored)

	interview.Handle(w.s, interview.Said{Key: "C1/other", Text: "on another branch of time"}, w.desk)
	same(rt, "the next state after another event on the one before", after, encode(rt, next))

	was := w.s
	w.s, w.past = next, append(w.past, e)
	w.follow(rt, e, was, out)
}

func encode(rt *rapid.T, s interview.State) string {
	body, err := json.Marshal(s)
	if err != nil {
		rt.Fatal(err)
	}
	return string(body)
}

func decode(rt *rapid.T, body string) (s interview.State) {
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		rt.Fatal(err)
	}
	return s
}

func same(rt *rapid.T, what, want, got string) {
	rt.Helper()
	if want != got {
		rt.Fatalf("%s has changed:\n  %s\n  %s", what, want, got)
	}
}

func sameEffects(rt *rapid.T, a, b []interview.Effect) {
	rt.Helper()
	if !reflect.DeepEqual(a, b) {
		rt.Fatalf("the same event has other effects:\n  %+v\n  %+v", a, b)
	}
}

// endsWhenAsked tries on the side whether the interview can still be brought to its end: what is being graded is judged,
// then the person says stop (or the day's answer is revealed).
func (w *world) endsWhenAsked(rt *rapid.T) {
	s := w.s
	for _, id := range slices.Sorted(maps.Keys(w.queue)) {
		s, _ = interview.Handle(s, interview.Judged{Answer: id, Revision: w.queue[id], Result: result("met missed", "And then?")}, w.desk)
	}
	var end interview.Event = interview.Stop{}
	if s.Settings.Mode == interview.Daily {
		end = interview.Revealed{}
	}
	if s, _ = interview.Handle(s, end, w.desk); s.Open() {
		rt.Fatalf("stuck in %s: %s", s.Phase, encode(rt, s))
	}
}
