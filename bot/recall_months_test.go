package bot_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/recall"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
)

// learner practises in the direct message, by a clock that the test moves.
type learner struct {
	*house
	clock *hands
	who   *workspace.Person
	zone  *time.Location
	rng   *rand.Rand
	// asked and sat count the questions and the sessions so far.
	asked, sat int
}

// TestThreeTimesAWeekBringsBackWhatWasMissedInTime has a person practise on Mondays, Wednesdays and Fridays for three weeks.
// Package recall does it for half a year, many times; this is the whole way, from the message to the next question.
func TestThreeTimesAWeekBringsBackWhatWasMissedInTime(t *testing.T) {
	t.Parallel()
	l := &learner{clock: &hands{}, rng: rand.New(rand.NewPCG(6, 1))}
	l.house = newHouse(t, withClock(l.clock), func(h *house) {
		bank, err := questions.Load()
		h.ok(err)
		h.bank, h.cfg.Bank = bank, bank
	})
	l.who = l.space.Person("ada")
	must(l.who.Say(l.who.DM(), "help"))(t)
	l.zone = l.knowsZone(l.who)
	monday := l.clock.now().In(l.zone).AddDate(0, 0, 1)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, 1)
	}
	back := 0
	for week := range 3 {
		for _, day := range []int{0, 2, 4} {
			at := time.Date(monday.Year(), monday.Month(), monday.Day()+7*week+day, 8+l.rng.IntN(12), 0, 0, 0, l.zone)
			l.clock.move(at.Sub(l.clock.now()))
			back += l.session()
		}
	}
	if back < 4 {
		t.Errorf("only %d questions came back in three weeks: the test tests little", back)
	}
}

// due are the questions whose interval ends today, or has ended; true for those of which something was missed.
func (l *learner) due() map[string]bool {
	due := map[string]bool{}
	for id, c := range l.cards(l.who) {
		if recall.Day(c.FSRS.Due, l.zone) <= recall.Day(l.clock.now(), l.zone) {
			due[id] = len(c.Last().Missed) > 0
		}
	}
	return due
}

// session answers until nothing is due, and one new question. It fails where a question comes before one that is due, and
// says how many came back of which something had been missed.
func (l *learner) session() (back int) {
	l.t.Helper()
	due, word, fresh := l.due(), "practice", false
	for ; !fresh; word = "next" {
		must(l.who.Say(l.who.DM(), word))(l.t)
		l.asked++
		id := str(l.message(l.who.DM(), "question", l.asked), "question_id")
		missed, waited := due[id]
		if fresh = len(due) == 0; !fresh && !waited {
			l.t.Fatalf("on %s %s came before what is due: %v", recall.Day(l.clock.now(), l.zone), id, due)
		}
		if missed {
			back++
		}
		delete(due, id)
		must(l.who.Say(l.who.DM(), l.reply(id)))(l.t)
		l.message(l.who.DM(), "scorecard", l.asked)
	}
	must(l.who.Say(l.who.DM(), "stop"))(l.t)
	l.sat++
	l.message(l.who.DM(), "summary", l.sat)
	return back
}

// reply is the model answer, the beginning of it, or nothing to the point.
func (l *learner) reply(id string) string {
	q, err := l.bank.Find(id)
	l.ok(err)
	var said []string
	for _, p := range q.Answer {
		said = append(said, p.Label+": "+p.Text)
	}
	switch l.rng.IntN(3) {
	case 0:
		return missing
	case 1:
		said = said[:(len(said)+1)/2]
	}
	text := strings.Join(said, ". ")
	return text[:min(len(text), 2500)]
}
