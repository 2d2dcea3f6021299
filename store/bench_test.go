package store

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/questions"
)

// BenchmarkReceive has 200 people send at once, every commit synced, and reports how long they waited for it.
func BenchmarkReceive(b *testing.B) {
	db, err := Open(tempPath(b), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	body := raw(`{"text":"` + strings.Repeat("reply ", 100) + `"}`)
	const people = 200
	waits := make([][]time.Duration, people)
	b.ResetTimer()
	var wg sync.WaitGroup
	for p := range people {
		wg.Go(func() {
			for i := p; i < b.N; i += people {
				start := time.Now()
				err := db.Batch(func(tx *Tx) error {
					_, err := tx.Receive(Inbound{
						Keys: []string{fmt.Sprint("Ev", i), fmt.Sprint("T/C/", i)}, Conversation: fmt.Sprint("dm:U", p), Body: body,
					})
					return err
				})
				if err != nil {
					b.Error(err)
					return
				}
				waits[p] = append(waits[p], time.Since(start))
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	all := slices.Concat(waits...)
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "receives/s")
}

// BenchmarkStep is what one event of an interview costs: state, two effects, a grading and the inbox in one commit.
func BenchmarkStep(b *testing.B) {
	db, err := Open(tempPath(b), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	state := raw(`{"items":"` + strings.Repeat("x", 4000) + `"}`)
	i := 0
	for b.Loop() {
		i++
		err := db.Update(func(tx *Tx) error {
			if err := tx.PutInterview(Interview{ID: fmt.Sprint(i % 1000), User: fmt.Sprint("U", i%1000), Open: true, State: state}); err != nil {
				return err
			}
			if err := tx.PutGrading(Grading{AnswerID: fmt.Sprint(i)}); err != nil {
				return err
			}
			return tx.Enqueue(OutboxEntry{ID: fmt.Sprint(i, ".1")}, OutboxEntry{ID: fmt.Sprint(i, ".2")})
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// manyAnswers fills a file with answers of a thousand people.
func manyAnswers(b *testing.B, n int) (*DB, string) {
	b.Helper()
	path, start := tempPath(b), newClock().now()
	db := open(b, path, nil)
	for from := 0; from < n; from += 5000 {
		update(b, db, func(tx *Tx) error {
			for i := from; i < min(from+5000, n); i++ {
				a := answer(fmt.Sprint("a", i), fmt.Sprintf("U%04d", i%1000), start.Add(time.Duration(i)*time.Minute), i%101)
				a.QuestionID, a.Category = fmt.Sprint("sre-", i/1000%60), fmt.Sprint("c", i%5)
				a.Criteria = []questions.CriterionGrade{{ID: "x", Label: "X", Weight: 1, Verdict: questions.Met, Credit: 1}}
				if err := tx.PutAnswer(a); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return db, path
}

var benchAnswers = flag.Int("answers", 100_000, "how many answers BenchmarkTotals is to work with")

// BenchmarkTotals reads one person's totals, and everybody's for a leaderboard, where there are very many answers.
func BenchmarkTotals(b *testing.B) {
	db, path := manyAnswers(b, *benchAnswers)
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			equal(b, "count", totals(b, db, "U0500").Count, *benchAnswers/1000)
		}
	})
	b.Run("leaderboard", func(b *testing.B) {
		for b.Loop() {
			n := 0
			view(b, db, func(tx *Tx) error { return tx.EachTotals(func(Totals) error { n++; return nil }) })
			equal(b, "members", n, 1000)
		}
	})
	b.Run("history", func(b *testing.B) {
		for b.Loop() {
			view(b, db, func(tx *Tx) error { _, _, err := tx.AnswersOf("U0500", 20, ""); return err })
		}
	})
	b.Run("erase", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i++
			update(b, db, func(tx *Tx) error { _, err := tx.Erase(fmt.Sprintf("U%04d", i%1000)); return err })
		}
	})
	b.Run("compact", func(b *testing.B) {
		for b.Loop() {
			if err := db.Compact(); err != nil {
				b.Fatal(err)
			}
		}
	})
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			db, err := Open(path, Options{})
			if err != nil {
				b.Fatal(err)
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if err := VerifyFile(path); err != nil {
				b.Fatal(err)
			}
		}
	})
}
