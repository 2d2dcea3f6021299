package questions

import (
	"errors"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func TestNoQuestionRepeatsUntilAllWereAsked(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	rapid.Check(t, func(t *rapid.T) {
		rng := seeded(rapid.Uint64().Draw(t, "seed"))
		times := map[string]int{}
		for round := 1; round <= 3; round++ {
			for range b.Questions() {
				q, err := b.Pick(rng, Filter{}, func(id string) int { return times[id] })
				if err != nil {
					t.Fatal(err)
				}
				times[q.ID]++
			}
			for id, n := range times {
				if n != round {
					t.Fatalf("after round %d %s was asked %d times", round, id, n)
				}
			}
		}
	})
}

func TestLeastAskedQuestionsAreEquallyLikely(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	rng, got := seeded(7), map[string]int{}
	const draws = 4000
	for range draws {
		q, err := b.Pick(rng, Filter{}, func(id string) int {
			if id == "bakery-7" {
				return 1
			}
			return 0
		})
		if err != nil {
			t.Fatal(err)
		}
		got[q.ID]++
	}
	for _, id := range []string{"bakery-1", "bakery-2", "bakery-3", "bakery-4"} {
		if n := got[id]; n < draws/4*85/100 || n > draws/4*115/100 {
			t.Errorf("%s came %d times of %d", id, n, draws)
		}
	}
	diff(t, 0, got["bakery-7"])
}

func TestFilterNarrowsDown(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	for name, tc := range map[string]struct {
		filter Filter
		want   []string
	}{
		"everything":        {Filter{}, []string{"bakery-1", "bakery-2", "bakery-3", "bakery-4", "bakery-7"}},
		"category":          {Filter{Categories: Only("tech")}, []string{"bakery-1", "bakery-2", "bakery-7"}},
		"difficulty":        {Filter{Difficulty: Easy}, []string{"bakery-1"}},
		"one that is gone":  {Filter{Categories: []string{"cooking", "tech"}}, []string{"bakery-1", "bakery-2", "bakery-7"}},
		"two categories":    {Filter{Categories: []string{"tech", "behavioural"}}, []string{"bakery-1", "bakery-2", "bakery-3", "bakery-4", "bakery-7"}},
		"both":              {Filter{Categories: Only("Technical"), Difficulty: Medium}, []string{"bakery-2", "bakery-7"}},
		"any of two tags":   {Filter{Tags: []string{"ovens", "Sourdough"}}, []string{"bakery-1"}},
		"category and tags": {Filter{Categories: Only("behavioural")}, []string{"bakery-3", "bakery-4"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			qs, err := b.Select(tc.filter)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, q := range qs {
				ids = append(ids, q.ID)
			}
			diff(t, tc.want, ids)
		})
	}
}

func TestAFilterThatMatchesNothingSaysSo(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	_, err := b.Pick(seeded(1), Filter{Categories: Only("Behavioral"), Difficulty: Hard, Tags: []string{"x"}}, nil)
	if !errors.Is(err, ErrNoQuestion) {
		t.Fatal(err)
	}
	diff(t, "no question matches category Behavioral, difficulty hard, tags x", err.Error())
	if _, err := b.Pick(nil, Filter{Categories: Only("cooking")}, nil); !errors.Is(err, ErrNoQuestion) || !errors.Is(err, ErrNoCategory) {
		t.Errorf("unknown category: %v", err)
	}
	if _, err := b.PickN(nil, Filter{}, nil, 0); !errors.Is(err, ErrNoQuestion) {
		t.Errorf("none wanted: %v", err)
	}
}

func TestPickNGivesDifferentQuestionsTheFreshOnesFirst(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	asked := func(id string) int { return map[string]int{"bakery-1": 2, "bakery-2": 1}[id] }
	qs, err := b.PickN(seeded(3), Filter{}, asked, 99)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, 5, len(qs))
	diff(t, []string{"bakery-2", "bakery-1"}, []string{qs[3].ID, qs[4].ID})
	diff(t, 5, len(b.Questions()))
}

func TestTheSameSeedPicksTheSame(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t))
	one, _ := b.PickN(seeded(5), Filter{}, nil, 5)
	two, _ := b.PickN(seeded(5), Filter{}, nil, 5)
	diff(t, one, two)
}
