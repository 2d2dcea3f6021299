package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestABoardHoldsWhoJoinedIt(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	update(t, db, func(tx *Tx) error {
		for _, who := range [][2]string{{"C1", "U2"}, {"C1", "U1"}, {"C12", "U3"}, {"C2", "U1"}, {"C1", "U2"}} {
			if err := tx.JoinBoard(who[0], who[1], at); err != nil {
				return err
			}
		}
		return tx.LeaveBoard("C1", "U9")
	})
	view(t, db, func(tx *Tx) error {
		if diff := cmp.Diff([]string{"U1", "U2"}, tx.Board("C1")); diff != "" {
			t.Errorf("C1 (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"C1", "C2"}, tx.BoardsOf("U1")); diff != "" {
			t.Errorf("U1 (-want +got):\n%s", diff)
		}
		return nil
	})
	update(t, db, func(tx *Tx) error { return tx.LeaveBoard("C1", "U1") })
	view(t, db, func(tx *Tx) error {
		equal(t, "U1 after leaving", tx.OnBoard("C1", "U1"), false)
		equal(t, "U1 elsewhere", tx.OnBoard("C2", "U1"), true)
		return nil
	})
}

func TestAStandingPartsWhatIsRecentFromAll(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	day := func(n int) time.Time { return at.AddDate(0, 0, -n) }
	put1(t, db, answer("a1", "U1", day(40), 20), answer("a2", "U1", day(3), 60), answer("a3", "U1", day(3).Add(time.Minute), 80), answer("a4", "U1", day(0), 70))
	view(t, db, func(tx *Tx) error {
		all, err := tx.Standings([]string{"U0", "U1"}, day(28).Format(time.DateOnly))
		if err != nil {
			return err
		}
		equal(t, "nobody's", all[0], Standing{User: "U0"})
		s := all[1]
		equal(t, "all", [2]int{s.All.Count, s.All.Sum}, [2]int{4, 230})
		equal(t, "recent", [2]int{s.Recent.Count, s.Recent.Sum}, [2]int{3, 210})
		equal(t, "days", s.Days, 2)
		return nil
	})
}

func TestWhatIsTurnedOnInAChannelIsKept(t *testing.T) {
	t.Parallel()
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	update(t, db, func(tx *Tx) error {
		c, err := tx.Channel("C1")
		if err != nil {
			return err
		}
		c.Digest = &TurnedOn{By: "U1", At: at, TZ: "Europe/Berlin"}
		return tx.PutChannel(c)
	})
	update(t, db, func(tx *Tx) error { _, err := tx.Erase("U1"); return err })
	view(t, db, func(tx *Tx) error {
		all, err := tx.Channels()
		if len(all) != 1 || all[0].Digest == nil || all[0].Digest.By != "erased" || all[0].Leaderboard != nil {
			t.Errorf("got %+v", all)
		}
		return err
	})
}

// BenchmarkStandings reads what a leaderboard of a thousand people needs, where there are very many answers.
func BenchmarkStandings(b *testing.B) {
	db, _ := manyAnswers(b, *benchAnswers)
	defer db.Close()
	var users []string
	var newest time.Time
	view(b, db, func(tx *Tx) error {
		return tx.EachTotals(func(t Totals) error {
			users = append(users, t.User)
			if t.LastAt.After(newest) {
				newest = t.LastAt
			}
			return nil
		})
	})
	from := newest.AddDate(0, 0, -27).Format(time.DateOnly)
	for b.Loop() {
		n := 0
		view(b, db, func(tx *Tx) error {
			all, err := tx.Standings(users, from)
			for _, s := range all {
				n += s.Recent.Count
			}
			return err
		})
		if n == 0 {
			b.Fatal("nothing is recent")
		}
	}
}
