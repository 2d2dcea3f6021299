package recall_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
)

// answered are cards of answers to different questions of one difficulty and level, oldest first.
func answered(d, level questions.Difficulty, scores ...int) []recall.Card {
	var out []recall.Card
	for i, score := range scores {
		id := fmt.Sprintf("%s-%s-%d", d, level, i)
		out = append(out, recall.Card{Question: id, Sittings: []recall.Sitting{
			{Session: id, At: monday().Add(days(i)), Score: score, Difficulty: d, Level: level, Rating: fsrs.Good},
		}})
	}
	return out
}

func TestTheDifficultyFollowsTheLastFiveAnswers(t *testing.T) {
	t.Parallel()
	const easy, medium, hard = questions.Easy, questions.Medium, questions.Hard
	tests := map[string]struct {
		cards []recall.Card
		want  recall.Level
	}{
		"nobody starts at medium":       {nil, recall.Level{Difficulty: medium}},
		"four good ones are not enough": {answered(medium, medium, 90, 90, 90, 90), recall.Level{Difficulty: medium, Answers: 4, Average: 90}},
		"75 goes up":                    {answered(medium, medium, 75, 75, 75, 75, 75), recall.Level{Difficulty: hard}},
		"74 stays":                      {answered(medium, medium, 74, 74, 74, 74, 74), recall.Level{Difficulty: medium, Answers: 5, Average: 74}},
		"50 stays":                      {answered(medium, medium, 50, 50, 50, 50, 50), recall.Level{Difficulty: medium, Answers: 5, Average: 50}},
		"49 goes down":                  {answered(medium, medium, 49, 49, 49, 49, 49), recall.Level{Difficulty: easy}},
		"only the last five count":      {answered(medium, medium, 0, 0, 0, 90, 90, 90, 90, 90), recall.Level{Difficulty: hard}},
		"there is nothing above hard":   {answered(hard, hard, 99, 99, 99, 99, 99), recall.Level{Difficulty: hard, Answers: 5, Average: 99}},
		"there is nothing below easy":   {answered(easy, easy, 9, 9, 9, 9, 9), recall.Level{Difficulty: easy, Answers: 5, Average: 9}},
		"easy answers say nothing":      {answered(easy, medium, 99, 99, 99, 99, 99, 99), recall.Level{Difficulty: medium}},
		"what was answered before a change says nothing": {
			append(answered(hard, medium, 99, 99, 99, 99), later(answered(hard, hard, 80))...), recall.Level{Difficulty: hard, Answers: 1, Average: 80},
		},
		"after a change counting is anew": {append(answered(medium, medium, 90, 90, 90, 90, 90), later(answered(hard, hard, 80))...), recall.Level{Difficulty: hard, Answers: 1, Average: 80}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := recall.LevelOf(tt.cards, everyLevel); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func later(cards []recall.Card) []recall.Card {
	for i := range cards {
		cards[i].Sittings[0].At = cards[i].Sittings[0].At.Add(days(100))
	}
	return cards
}

func TestALevelWithoutQuestionsIsPassedOver(t *testing.T) {
	t.Parallel()
	noMedium := func(d questions.Difficulty) bool { return d != questions.Medium }
	if got := recall.LevelOf(answered(questions.Easy, questions.Easy, 90, 90, 90, 90, 90), noMedium); got.Difficulty != questions.Hard {
		t.Errorf("up from easy: %+v", got)
	}
	onlyMedium := func(d questions.Difficulty) bool { return d == questions.Medium }
	if got := recall.LevelOf(answered(questions.Medium, questions.Medium, 90, 90, 90, 90, 90), onlyMedium); got.Difficulty != questions.Medium {
		t.Errorf("a guide of medium questions: %+v", got)
	}
}

func TestDueComesFirstThenWeakCategoriesThenNew(t *testing.T) {
	t.Parallel()
	now := monday()
	due := func(id string, day int, r fsrs.Rating) recall.Card {
		return recall.Card{Question: id, FSRS: fsrs.Card{Due: now.Add(days(day))}, Sittings: []recall.Sitting{{Session: "i", At: now, Rating: r}}}
	}
	qs := []*questions.Question{
		question("ahead", "Technical", questions.Medium),
		question("new", "Technical", questions.Medium),
		question("easy", "Technical", questions.Easy),
		question("weak", "Behavioral", questions.Medium),
		question("weaker", "Situational", questions.Medium),
		question("due", "Technical", questions.Hard),
		question("overdue", "Technical", questions.Medium),
		question("missed", "Technical", questions.Medium),
		question("skipped", "Technical", questions.Medium),
	}
	c := recall.Choice{
		Questions: qs, Now: now, Zone: time.UTC, Level: recall.Level{Difficulty: questions.Medium},
		Cards: []recall.Card{
			due("ahead", 3, fsrs.Good), due("due", 0, fsrs.Good), due("overdue", -5, fsrs.Good), due("missed", 0, fsrs.Again), due("skipped", -9, fsrs.Again),
		},
		Asked:    map[string]time.Time{"skipped": now.Add(-time.Minute), "missed": now.Add(-days(1))},
		Averages: map[string]int{"Technical": 90, "Behavioral": 65, "Situational": 40},
	}
	want := []string{"missed", "overdue", "due", "weaker", "weak", "new", "easy", "ahead", "skipped"}
	if got := ids(c.Order()); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	c.Level.Pinned = true
	want = []string{"missed", "overdue", "due", "weaker", "weak", "new", "ahead", "easy", "skipped"}
	if got := ids(c.Order()); !slices.Equal(got, want) {
		t.Errorf("pinned: got  %v\nwant %v", got, want)
	}
}

// sat is a card of question g-N with a sitting for each day on which "tell" was missed (true) or made (false).
func sat(n int, outcomes map[int]bool) recall.Card {
	c := recall.Card{Question: fmt.Sprintf("g-%d", n)}
	for _, day := range slices.Sorted(maps.Keys(outcomes)) {
		s := recall.Sitting{Session: fmt.Sprintf("i-%d", day), At: monday().Add(days(day)), Made: []string{"plan"}}
		if outcomes[day] {
			s.Missed = []string{"tell"}
		} else {
			s.Made = append(s.Made, "tell")
		}
		c.Sittings = append(c.Sittings, s)
	}
	return c
}

func TestWhatWasMissedInTwoSessionsIsAPatternAndOnceIsNot(t *testing.T) {
	t.Parallel()
	qs := []*questions.Question{
		question("g-1", "Technical", questions.Medium), question("g-2", "Technical", questions.Medium),
		question("g-3", "Behavioral", questions.Medium),
	}
	tests := map[string]struct {
		cards []recall.Card
		want  int // misses of the one pattern; 0 for none
	}{
		"once":                            {[]recall.Card{sat(1, map[int]bool{0: true})}, 0},
		"twice in one session":            {[]recall.Card{sat(1, map[int]bool{0: true}), sat(2, map[int]bool{0: true})}, 0},
		"twice in two sessions":           {[]recall.Card{sat(1, map[int]bool{0: true, 2: true})}, 2},
		"two questions of a category":     {[]recall.Card{sat(1, map[int]bool{0: true}), sat(2, map[int]bool{3: true})}, 2},
		"two categories":                  {[]recall.Card{sat(1, map[int]bool{0: true}), sat(3, map[int]bool{3: true})}, 0},
		"made since":                      {[]recall.Card{sat(1, map[int]bool{0: true, 2: true, 4: false})}, 0},
		"made, and missed again":          {[]recall.Card{sat(1, map[int]bool{0: true, 2: false, 4: true})}, 2},
		"one of them longer ago than 90d": {[]recall.Card{sat(1, map[int]bool{0: true, 91: true})}, 0},
		"a question the guide lost":       {[]recall.Card{sat(9, map[int]bool{0: true, 2: true})}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := monday()
			for _, c := range tt.cards {
				if at := c.Last().At; at.After(now) {
					now = at
				}
			}
			got := recall.Patterns(tt.cards, finder(qs), now)
			if tt.want == 0 {
				if len(got) != 0 {
					t.Errorf("got %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Label != "Communication" || got[0].Category != "Technical" || len(got[0].Misses) != tt.want {
				t.Fatalf("got %+v, want one pattern of %d", got, tt.want)
			}
			if !got[0].Misses[0].At.After(got[0].Misses[1].At) {
				t.Error("the newest does not come first")
			}
		})
	}
}

func TestAStreakSurvivesWeekendsHolidaysAndTimeOff(t *testing.T) {
	t.Parallel()
	off := recall.Away{From: "2026-01-19", To: "2026-01-30"}
	rest := func(day time.Time) bool {
		d := day.Format(time.DateOnly)
		return d == "2026-01-06" || off.Covers(d)
	}
	tests := map[string]struct {
		days  []string
		today string
		want  [2]int
	}{
		"none":                        {nil, "2026-01-05", [2]int{0, 0}},
		"today is not over":           {[]string{"2026-01-12"}, "2026-01-13", [2]int{1, 1}},
		"a missed day ends it":        {[]string{"2026-01-12"}, "2026-01-14", [2]int{0, 1}},
		"over a weekend":              {[]string{"2026-01-09", "2026-01-12"}, "2026-01-12", [2]int{2, 2}},
		"a practised weekend counts":  {[]string{"2026-01-09", "2026-01-10", "2026-01-12"}, "2026-01-12", [2]int{3, 3}},
		"over a holiday":              {[]string{"2026-01-05", "2026-01-07"}, "2026-01-07", [2]int{2, 2}},
		"over a fortnight off":        {[]string{"2026-01-15", "2026-01-16", "2026-02-02"}, "2026-02-02", [2]int{3, 3}},
		"the best one is behind":      {[]string{"2026-01-12", "2026-01-13", "2026-01-14", "2026-02-03"}, "2026-02-03", [2]int{1, 3}},
		"what is no date is no day":   {[]string{"", "soon", "2026-01-12"}, "2026-01-12", [2]int{1, 1}},
		"over a leap day":             {[]string{"2028-02-28", "2028-02-29", "2028-03-01"}, "2028-03-01", [2]int{3, 3}},
		"a day in the future is none": {[]string{"2026-01-12", "2026-01-20"}, "2026-01-12", [2]int{1, 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			current, best := recall.Streak(tt.days, tt.today, rest)
			if got := [2]int{current, best}; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
