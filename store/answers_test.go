package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mock-interviewer/questions"
)

func answer(id, user string, at time.Time, score int) Answer {
	return Answer{
		AnswerID: id, InterviewID: "iv-" + user, User: user, Channel: "C1", QuestionID: "sre-7", Category: "Technical", Mode: "practice",
		AnsweredAt: at, Reply: "I would shed load.", Scorer: "llm", Graded: true, Score: score, Band: questions.Solid,
	}
}

func put1(t testing.TB, db *DB, answers ...Answer) {
	t.Helper()
	update(t, db, func(tx *Tx) error {
		for _, a := range answers {
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
		}
		return nil
	})
}

func totals(t testing.TB, db *DB, user string) (got Totals) {
	t.Helper()
	view(t, db, func(tx *Tx) (err error) {
		got, err = tx.Totals(user)
		return err
	})
	return got
}

func TestAnswerComesBackAsItWasPut(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	final := 90
	a := answer("a1", "U1", c.now().Add(123456789), 80)
	a.Criteria = []questions.CriterionGrade{{ID: "x", Label: "X", Weight: 1, Verdict: questions.Met, Quote: "shed <load>", QuoteVerified: true, Credit: 1}}
	a.Pitfalls = []questions.PitfallGrade{{ID: "pitfall-1", Label: "P", Verdict: "absent"}}
	a.FinalScore, a.Usage, a.Extra = &final, Usage{PromptTokens: 9}, raw(`{"human":1.50}`)
	put1(t, db, a)
	view(t, db, func(tx *Tx) error {
		got, ok, err := tx.Answer("a1")
		equal(t, "found", ok, true)
		if diff := cmp.Diff(a, got); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

func TestOnlyGradedFirstAnswersCountInTotals(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	estimate, ungraded, followUp := answer("e", "U1", c.now(), 10), answer("u", "U1", c.now(), 0), answer("f", "U1", c.now(), 30)
	estimate.Estimate, ungraded.Graded, followUp.FollowUpOf = true, false, "a"
	put1(t, db, answer("a", "U1", c.now(), 60), estimate, ungraded, followUp)
	equal(t, "count", totals(t, db, "U1").Count, 1)
	equal(t, "sum", totals(t, db, "U1").Sum, 60)

	estimate.Estimate, estimate.Score = false, 70 // graded for real at last
	put1(t, db, estimate)
	equal(t, "count", totals(t, db, "U1").Count, 2)
	equal(t, "best", totals(t, db, "U1").Best, 70)

	merged := answer("a", "U1", c.now(), 60)
	final := 75
	merged.FinalScore = &final // the follow-up's points
	put1(t, db, merged)
	got := totals(t, db, "U1")
	equal(t, "count", got.Count, 2)
	equal(t, "mean", got.Mean(), 72.5)
	equal(t, "best", got.Best, 75)
}

func TestTotalsGoByCategoryQuestionAndDay(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	a, b := answer("a", "U1", c.now(), 60), answer("b", "U1", c.now().Add(time.Hour), 40)
	b.Category, b.QuestionID, b.Day = "Behavioral", "sre-2", "2026-11-25"
	put1(t, db, a, b, answer("x", "U12", c.now(), 100))
	got := totals(t, db, "U1")
	equal(t, "categories", len(got.ByCategory), 2)
	equal(t, "technical", got.ByCategory["Technical"].Sum, 60)
	equal(t, "sre-2", got.ByQuestion["sre-2"].Last, 40)
	equal(t, "last", got.Last, 40)
	equal(t, "first", got.First, 60)
	equal(t, "first at", got.FirstAt, c.now())
	view(t, db, func(tx *Tx) error {
		days, err := tx.Days("U1", "")
		if len(days) != 2 || days[0].Day != "2026-11-24" || days[1].Day != "2026-11-25" {
			t.Errorf("days: %+v", days)
		}
		days, _ = tx.Days("U1", "2026-11-25")
		equal(t, "days from the 25th", len(days), 1)
		all := map[string]int{}
		if err := tx.EachTotals(func(t Totals) error { all[t.User] = t.Sum; return nil }); err != nil {
			return err
		}
		if diff := cmp.Diff(map[string]int{"U1": 100, "U12": 100}, all); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

func TestAnswersOfAPersonComeInPagesNewestFirst(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	for i := range 7 {
		put1(t, db, answer(fmt.Sprint(i), "U1", c.now().Add(time.Duration(i)*time.Minute), i))
	}
	put1(t, db, answer("x", "U0", c.now(), 1), answer("y", "U12", c.now(), 1), answer("z", "U2", c.now(), 1))
	page := func(user, cursor string, limit int) (s, next string) {
		view(t, db, func(tx *Tx) error {
			as, n, err := tx.AnswersOf(user, limit, cursor)
			for _, a := range as {
				s += a.AnswerID
			}
			next = n
			return err
		})
		return s, next
	}
	got, next := page("U1", "", 3)
	equal(t, "page 1", got, "654")
	got, next = page("U1", next, 3)
	equal(t, "page 2", got, "321")
	got, next = page("U1", next, 3)
	equal(t, "page 3", got, "0")
	equal(t, "cursor at the end", next, "")
	got, next = page("U1", "", 7)
	equal(t, "exactly all", got+next, "6543210")
	got, _ = page("U12", "", 0)
	equal(t, "another person", got, "y")
	got, _ = page("U9", "", 0)
	equal(t, "nobody", got, "")
	wantErr(t, db.View(func(tx *Tx) error { _, _, err := tx.AnswersOf("U1", 1, "zz"); return err }), ErrInvalid)
}

func TestAnswersComeInTheOrderTheyWereGiven(t *testing.T) {
	t.Parallel()
	c := newClock()
	db := open(t, tempPath(t), c)
	for _, i := range []int{3, 1, 2} {
		put1(t, db, answer(fmt.Sprint(i), "U1", c.now().Add(time.Duration(i)*time.Hour), 1))
	}
	moved := answer("3", "U1", c.now(), 1) // the time was corrected
	put1(t, db, moved)
	view(t, db, func(tx *Tx) error {
		var s string
		each := func(a Answer) error { s += a.AnswerID; return nil }
		if err := tx.EachAnswer(each); err != nil {
			return err
		}
		equal(t, "all", s, "312")
		s = ""
		err := tx.AnswersBetween(c.now().Add(time.Hour), c.now().Add(2*time.Hour), each)
		equal(t, "in the second hour", s, "1")
		equal(t, "length", tx.AnswersLen(), 3)
		return err
	})
}

func TestAnswerWithoutTimeOrPersonIsRefused(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	for _, a := range []Answer{{}, answer("a", "", time.Now(), 1), answer("a", "U1", time.Time{}, 1), answer("", "U1", time.Now(), 1)} {
		wantErr(t, db.Update(func(tx *Tx) error { return tx.PutAnswer(a) }), ErrInvalid)
	}
}

// TestTotalsEqualARecount puts, changes, drops and erases at random and compares with a count from scratch.
func TestTotalsEqualARecount(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), nil)
	start := newClock().now()
	users := []string{"U1", "U12", "U2"}
	rapid.Check(t, func(rt *rapid.T) {
		model := map[string]Answer{}
		update(t, db, func(tx *Tx) error { return eraseAll(tx, users) })
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				a := drawAnswer(rt, users, start)
				model[a.AnswerID] = a
				put1(t, db, a)
			},
			"rescore": func(rt *rapid.T) {
				a, ok := model[fmt.Sprint("a", rapid.IntRange(0, 11).Draw(rt, "id"))]
				if !ok {
					rt.Skip("no such answer")
				}
				final := rapid.IntRange(0, 100).Draw(rt, "final")
				a.FinalScore = &final
				model[a.AnswerID] = a
				put1(t, db, a)
			},
			"drop": func(rt *rapid.T) {
				id := fmt.Sprint("a", rapid.IntRange(0, 11).Draw(rt, "id"))
				delete(model, id)
				update(t, db, func(tx *Tx) error { return tx.DropAnswer(id) })
			},
			"forget": func(rt *rapid.T) {
				user, before := rapid.SampledFrom(users).Draw(rt, "user"), start.Add(time.Duration(rapid.IntRange(0, 5).Draw(rt, "hours"))*time.Hour)
				gone := 0
				for id, a := range model {
					if a.User == user && a.AnsweredAt.Before(before) {
						delete(model, id)
						gone++
					}
				}
				update(t, db, func(tx *Tx) error {
					n, err := tx.DropAnswersOf(user, before)
					if n != gone {
						rt.Errorf("%d went, want %d", n, gone)
					}
					return err
				})
			},
			"erase": func(rt *rapid.T) {
				user := rapid.SampledFrom(users).Draw(rt, "user")
				for id, a := range model {
					if a.User == user {
						delete(model, id)
					}
				}
				update(t, db, func(tx *Tx) error { return eraseAll(tx, []string{user}) })
			},
			"": func(rt *rapid.T) {
				for _, user := range users {
					if diff := cmp.Diff(recounted(model, user), totals(t, db, user)); diff != "" {
						rt.Fatalf("totals of %s (-recount +kept):\n%s", user, diff)
					}
				}
			},
		})
	})
}

func eraseAll(tx *Tx, users []string) error {
	for _, user := range users {
		if _, err := tx.Erase(user); err != nil {
			return err
		}
	}
	return nil
}

func drawAnswer(rt *rapid.T, users []string, start time.Time) Answer {
	at := start.Add(time.Duration(rapid.IntRange(0, 4).Draw(rt, "hour")) * time.Hour)
	a := answer(fmt.Sprint("a", rapid.IntRange(0, 11).Draw(rt, "id")), rapid.SampledFrom(users).Draw(rt, "user"), at,
		rapid.IntRange(0, 100).Draw(rt, "score"))
	a.QuestionID = rapid.SampledFrom([]string{"sre-1", "sre-2", ""}).Draw(rt, "question")
	a.Category = rapid.SampledFrom([]string{"Technical", "Cultural"}).Draw(rt, "category")
	a.Graded = rapid.IntRange(0, 4).Draw(rt, "graded") > 0
	a.Estimate = rapid.IntRange(0, 4).Draw(rt, "estimate") == 0
	a.Sealed = rapid.IntRange(0, 4).Draw(rt, "sealed") == 0
	if rapid.IntRange(0, 4).Draw(rt, "follow-up") == 0 {
		a.FollowUpOf = "a0"
	}
	return a
}

// recounted says what totals should be, by another way than the store's: sorted out by hand from the definition.
func recounted(model map[string]Answer, user string) Totals {
	t := Totals{User: user, ByCategory: map[string]Tally{}, ByQuestion: map[string]Tally{}}
	byCategory, byQuestion := map[string][]Answer{}, map[string][]Answer{}
	var all []Answer
	for _, a := range model {
		if a.User != user || !a.Graded || a.Estimate || a.Sealed || a.FollowUpOf != "" {
			continue
		}
		all = append(all, a)
		byCategory[a.Category] = append(byCategory[a.Category], a)
		if a.QuestionID != "" {
			byQuestion[a.QuestionID] = append(byQuestion[a.QuestionID], a)
		}
	}
	t.Tally = tallied(all)
	for name, as := range byCategory {
		t.ByCategory[name] = tallied(as)
	}
	for name, as := range byQuestion {
		t.ByQuestion[name] = tallied(as)
	}
	return t
}

func tallied(all []Answer) Tally {
	t := Tally{Count: len(all)}
	for _, a := range all {
		if t.FirstAt.IsZero() || a.AnsweredAt.Before(t.FirstAt) {
			t.FirstAt = a.AnsweredAt
		}
		if a.AnsweredAt.After(t.LastAt) {
			t.LastAt = a.AnsweredAt
		}
	}
	for _, a := range all {
		score := a.Score
		if a.FinalScore != nil {
			score = *a.FinalScore
		}
		t.Sum += score
		t.Best = max(t.Best, score)
		if a.AnsweredAt.Equal(t.LastAt) {
			t.Last = max(t.Last, score)
		}
		if a.AnsweredAt.Equal(t.FirstAt) {
			t.First = max(t.First, score)
		}
	}
	return t
}
