package recall_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
)

// learner practises on Mondays, Wednesdays and Fridays: everything that is due, and up to `fresh` other questions.
type learner struct {
	t        *rapid.T
	rng      *rand.Rand
	schedule recall.Schedule
	guide    []*questions.Question
	cards    map[string]recall.Card
	asked    map[string]time.Time
	scores   map[string][]int // by category
	fresh    int
	zone     *time.Location
	// promised says for each question with a missed criterion when its interval ends.
	promised map[string]time.Time
	kept     int
}

func (l *learner) list() []recall.Card {
	var out []recall.Card
	for _, q := range l.guide {
		if c, ok := l.cards[q.ID]; ok {
			out = append(out, c)
		}
	}
	return out
}

func (l *learner) averages() map[string]int {
	out := map[string]int{}
	for category, scores := range l.scores {
		sum := 0
		for _, s := range scores {
			sum += s
		}
		out[category] = sum / len(scores)
	}
	return out
}

// practise holds one session and checks the promise at its end: no missed criterion whose interval had ended by this
// day is still waiting.
func (l *learner) practise(session string, now time.Time) {
	fresh := 0
	for n := 0; ; n++ {
		level := recall.LevelOf(l.list(), everyLevel)
		pick := recall.Choice{
			Questions: l.guide, Cards: l.list(), Asked: l.asked, Averages: l.averages(), Level: level, Now: now, Zone: l.zone, Rand: l.rng,
		}.Order()[0]
		if pick.Why != recall.IsDue {
			if fresh++; fresh > l.fresh {
				break
			}
		}
		if n > len(l.guide)+l.fresh {
			l.t.Fatalf("%s does not end", session)
		}
		l.answer(session, pick.Question, level, now)
		now = now.Add(5 * time.Minute)
	}
	for id, by := range l.promised {
		if recall.Day(by, l.zone) <= recall.Day(now, l.zone) {
			l.t.Fatalf("%s: %s was missed, its interval ended on %v, and it did not come", session, id, by)
		}
	}
}

func (l *learner) answer(session, id string, level recall.Level, now time.Time) {
	q := finder(l.guide)(id)
	l.asked[id] = now
	if _, owed := l.promised[id]; owed {
		delete(l.promised, id)
		l.kept++
	}
	if l.rng.IntN(20) == 0 {
		return // skipped, or never graded: rates nothing
	}
	verdicts := []questions.Verdict{questions.Met, questions.Partial, questions.Missed}
	var judged []questions.Judgement
	for _, c := range q.Rubric.Criteria {
		judged = append(judged, questions.Judgement{Criterion: c.ID, Verdict: verdicts[min(l.rng.IntN(5)/2, 2)]})
	}
	g, err := q.Rubric.Grade(judged, nil)
	if err != nil {
		l.t.Fatal(err)
	}
	sat := recall.NewSitting(session, now, q, g)
	sat.Level = level.Difficulty
	card := l.cards[id]
	card.Question = id
	if card, err = l.schedule.Record(card, sat); err != nil {
		l.t.Fatal(err)
	}
	if !card.FSRS.Due.After(now) {
		l.t.Fatalf("%s: due again at once", id)
	}
	l.cards[id] = card
	l.scores[q.Category] = append(l.scores[q.Category], g.Score)
	if len(sat.Missed) > 0 {
		l.promised[id] = card.FSRS.Due
	}
}

// A missed criterion comes back in the first session on or after the day its question's interval ends. The sessions
// are at any hours, over a change of the clocks, and the person goes away for a fortnight.
func TestThreeTimesAWeekForMonthsMeetsEveryMissedCriterionAgain(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		l := &learner{
			t: t, rng: rand.New(rand.NewPCG(seed, 1)), schedule: recall.NewSchedule(), zone: zone,
			guide: guide(rapid.IntRange(1, 30).Draw(t, "questions")), fresh: rapid.IntRange(1, 3).Draw(t, "fresh"),
			cards: map[string]recall.Card{}, asked: map[string]time.Time{}, scores: map[string][]int{}, promised: map[string]time.Time{},
		}
		away := rapid.IntRange(3, 20).Draw(t, "away")
		for week := range 26 {
			if week == away || week == away+1 {
				continue
			}
			for _, day := range []int{0, 2, 4} {
				hour := 7 + l.rng.IntN(14)
				at := time.Date(2026, 1, 5+7*week+day, hour, l.rng.IntN(60), 0, 0, zone)
				l.practise(fmt.Sprintf("i-%d-%d", week, day), at)
			}
		}
		if len(l.guide) > 5 && l.kept < 20 {
			t.Fatalf("only %d missed criteria came back in half a year: the test tests nothing", l.kept)
		}
	})
}

// With a fixed number of questions a session more may be due than fits. Then what was missed the last time goes before
// what was passed, so it waits for one session more at the very most.
func TestInShortSessionsWhatWasMissedGoesBeforeWhatWasPassed(t *testing.T) {
	t.Parallel()
	late, came := 0, 0
	rng := rand.New(rand.NewPCG(7, 7))
	s, qs := recall.NewSchedule(), guide(40)
	cards, asked := map[string]recall.Card{}, map[string]time.Time{}
	promised := map[string]int{} // the first session that could bring it
	session := 0
	for week := range 26 {
		for _, day := range []int{0, 2, 4} {
			now := monday().Add(days(7*week + day))
			session++
			for range 5 {
				var list []recall.Card
				for _, q := range qs {
					if c, ok := cards[q.ID]; ok {
						list = append(list, c)
					}
				}
				id := recall.Choice{Questions: qs, Cards: list, Asked: asked, Now: now, Level: recall.LevelOf(list, everyLevel), Rand: rng}.Order()[0].Question
				asked[id] = now
				if first, ok := promised[id]; ok {
					delete(promised, id)
					came++
					if session > first+1 {
						late++
					}
				}
				q := finder(qs)(id)
				verdict := questions.Met
				if rng.IntN(3) == 0 {
					verdict = questions.Missed
				}
				g, err := q.Rubric.Grade([]questions.Judgement{
					{Criterion: "plan", Verdict: questions.Met}, {Criterion: "tell", Verdict: verdict}, {Criterion: "example", Verdict: questions.Met},
				}, nil)
				if err != nil {
					t.Fatal(err)
				}
				c := cards[id]
				c.Question = id
				c = record(t, s, c, recall.NewSitting(fmt.Sprint(session), now, q, g))
				cards[id] = c
				if verdict == questions.Missed {
					promised[id] = session + sessionsUntil(now, c.FSRS.Due)
				}
				now = now.Add(5 * time.Minute)
			}
		}
	}
	t.Logf("%d came back, %d of them more than a session late", came, late)
	if came < 60 || late > 0 {
		t.Errorf("%d came back, %d of them more than a session late", came, late)
	}
}

// sessionsUntil counts the sessions from now (a day of practice) to the first on or after due.
func sessionsUntil(now, due time.Time) int {
	n := 0
	for day := now; recall.Day(day, nil) < recall.Day(due, nil); {
		day = day.Add(days(1))
		switch day.Weekday() {
		case time.Monday, time.Wednesday, time.Friday:
			n++
		default:
			if recall.Day(day, nil) >= recall.Day(due, nil) {
				for day.Weekday() != time.Monday && day.Weekday() != time.Wednesday && day.Weekday() != time.Friday {
					day = day.Add(days(1))
				}
				return n + 1
			}
		}
	}
	return n
}
