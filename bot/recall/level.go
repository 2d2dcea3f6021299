package recall

import (
	"slices"

	"mock-interviewer/questions"
)

// The rule of the difficulty: the average of the last levelAnswers answers to questions of the present difficulty
// decides; from levelUp on it goes one up, below levelDown one down.
const (
	levelAnswers = 5
	levelUp      = 75
	levelDown    = 50
)

// Level is how hard new questions are for a person, and what that rests on.
type Level struct {
	Difficulty questions.Difficulty
	// Answers is how many answers at this difficulty count towards the next change, 0 to 5; Average is theirs.
	Answers, Average int
	// Pinned is set where the person chose it.
	Pinned bool
}

// LevelOf applies the rule to a person's cards. Nobody known yet starts at medium. have says which difficulties the
// guide has questions of; a level without any is passed over.
func LevelOf(cards []Card, have func(questions.Difficulty) bool) Level {
	sittings := allSittings(cards)
	if len(sittings) == 0 {
		return Level{Difficulty: start(have)}
	}
	at := sittings[0].Level
	scores := scoresAt(sittings, at)
	average := mean(scores)
	if len(scores) == levelAnswers {
		moved := at
		switch {
		case average >= levelUp:
			moved = step(at, 1, have)
		case average < levelDown:
			moved = step(at, -1, have)
		}
		if moved != at {
			return Level{Difficulty: moved}
		}
	}
	if !have(at) {
		return Level{Difficulty: start(have)}
	}
	return Level{Difficulty: at, Answers: len(scores), Average: average}
}

// allSittings are a person's sittings, newest first. They are the cards' own, not to be changed.
func allSittings(cards []Card) []*Sitting {
	var all []*Sitting
	for _, c := range cards {
		for i := range c.Sittings {
			all = append(all, &c.Sittings[i])
		}
	}
	slices.SortStableFunc(all, func(a, b *Sitting) int { return b.At.Compare(a.At) })
	return all
}

// scoresAt are the newest scores since the person came to a level, of questions of that difficulty.
func scoresAt(newestFirst []*Sitting, level questions.Difficulty) []int {
	var scores []int
	for _, s := range newestFirst {
		if s.Level != level || len(scores) == levelAnswers {
			break
		}
		if s.Difficulty == level {
			scores = append(scores, s.Score)
		}
	}
	return scores
}

func mean(scores []int) int {
	if len(scores) == 0 {
		return 0
	}
	sum := 0
	for _, s := range scores {
		sum += s
	}
	return (sum + len(scores)/2) / len(scores)
}

func ladder() []questions.Difficulty {
	return []questions.Difficulty{questions.Easy, questions.Medium, questions.Hard}
}

func start(have func(questions.Difficulty) bool) questions.Difficulty {
	for _, d := range []questions.Difficulty{questions.Medium, questions.Easy, questions.Hard} {
		if have(d) {
			return d
		}
	}
	return questions.Medium
}

// step is the next difficulty up or down that there are questions of; the same where there is none.
func step(from questions.Difficulty, by int, have func(questions.Difficulty) bool) questions.Difficulty {
	rungs := ladder()
	for i := slices.Index(rungs, from) + by; i >= 0 && i < len(rungs); i += by {
		if have(rungs[i]) {
			return rungs[i]
		}
	}
	return from
}

// apart is how many steps lie between two difficulties.
func apart(a, b questions.Difficulty) int {
	rungs := ladder()
	n := slices.Index(rungs, a) - slices.Index(rungs, b)
	return max(n, -n)
}
