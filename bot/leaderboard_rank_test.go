package bot

import (
	"fmt"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

func tally(count, mean int) store.Tally { return store.Tally{Count: count, Sum: count * mean} }

func TestARankIsMadeOfPracticeScoreAndProgress(t *testing.T) {
	t.Parallel()
	standing := func(days int, before, recent store.Tally) store.Standing {
		return store.Standing{Days: days, Recent: recent, All: store.Tally{Count: before.Count + recent.Count, Sum: before.Sum + recent.Sum}}
	}
	tests := map[string]struct {
		s      store.Standing
		points int
		change int
	}{
		"full practice, best score, nothing before":   {standing(12, store.Tally{}, tally(12, 100)), (100 + 100 + 50 + 1) / 3, 0},
		"more days than twelve make no more":          {standing(28, store.Tally{}, tally(28, 100)), (100 + 100 + 50 + 1) / 3, 0},
		"one good answer is not practice kept up":     {standing(1, store.Tally{}, tally(1, 100)), (8 + 100 + 50 + 1) / 3, 0},
		"a weak scorer who practises and gets better": {standing(12, tally(5, 30), tally(12, 50)), (100 + 50 + 90 + 1) / 3, 20},
		"a strong scorer who rests on it":             {standing(1, tally(50, 90), tally(1, 90)), (8 + 90 + 50 + 1) / 3, 0},
		"progress is bounded above":                   {standing(12, tally(5, 0), tally(12, 80)), (100 + 80 + 100 + 1) / 3, 80},
		"and below":                                   {standing(12, tally(5, 100), tally(12, 20)), (100 + 20 + 0 + 1) / 3, -80},
	}
	for name, tt := range tests {
		r, ok := rankOf(tt.s, "Anna")
		if !ok || r.Points != tt.points || r.Change != tt.change {
			t.Errorf("%s: got %d points, change %d; want %d, %d", name, r.Points, r.Change, tt.points, tt.change)
		}
	}
	if _, ok := rankOf(standing(0, tally(5, 90), store.Tally{}), "Anna"); ok {
		t.Error("who has not practised in four weeks has a place")
	}
}

func TestEqualPointsShareAPlace(t *testing.T) {
	t.Parallel()
	rows := []blocks.Rank{{Name: "dora", Points: 50}, {Name: "Ben", Points: 70}, {Name: "cy", Points: 70}, {Name: "Ada", Points: 90}, {Name: "eve", Points: 50}}
	place(rows)
	got := ""
	for _, r := range rows {
		got += fmt.Sprint(r.Place, r.Name, " ")
	}
	if want := "1Ada 2Ben 2cy 4dora 4eve "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFourWeeksAreTwentyEightDaysWithToday(t *testing.T) {
	t.Parallel()
	if got := boardFrom(time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)); got != "2026-11-01" {
		t.Errorf("got %s", got)
	}
}
