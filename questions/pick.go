package questions

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// ErrNoQuestion says that no question matches the filter.
var ErrNoQuestion = errors.New("no question matches")

// Filter narrows down which questions may be picked. The zero Filter lets every question through.
type Filter struct {
	// Categories are as a person writes them, see Bank.MatchCategory; a question in one of them matches. None for any.
	Categories []string
	// Difficulty is empty for any.
	Difficulty Difficulty
	// Tags: a question with at least one of them matches, in any case; none for any.
	Tags []string
}

// Only is one category for a Filter, or any where it is empty.
func Only(category string) []string {
	if category == "" {
		return nil
	}
	return []string{category}
}

// Select returns the questions that match, in the order of the bank. The error wraps ErrNoQuestion when there are none,
// and ErrNoCategory as well when there is no category by any of its names.
func (b *Bank) Select(f Filter) ([]*Question, error) {
	var err error
	if f.Categories, err = b.matchAny(f.Categories); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoQuestion, err)
	}
	var out []*Question
	for _, q := range b.questions {
		if f.admits(q) {
			out = append(out, q)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w %s", ErrNoQuestion, f)
	}
	return out, nil
}

// matchAny is the names' categories. One that is gone, since a guide was changed, does not take the others down with it;
// the error is for when none is left of some.
func (b *Bank) matchAny(names []string) (matched []string, err error) {
	for _, name := range names {
		category, e := b.MatchCategory(name)
		if e != nil {
			err = e
			continue
		}
		matched = append(matched, category)
	}
	if len(matched) > 0 {
		return matched, nil
	}
	return nil, err
}

func (f Filter) admits(q *Question) bool {
	switch {
	case len(f.Categories) > 0 && !slices.ContainsFunc(f.Categories, func(c string) bool { return categoryKey(c) == categoryKey(q.Category) }):
		return false
	case f.Difficulty != "" && f.Difficulty != q.Difficulty:
		return false
	case len(f.Tags) == 0:
		return true
	}
	return slices.ContainsFunc(f.Tags, func(wanted string) bool {
		return slices.ContainsFunc(q.Tags, func(tag string) bool { return strings.EqualFold(tag, wanted) })
	})
}

// String says what the filter asks for, in words.
func (f Filter) String() string {
	var parts []string
	if len(f.Categories) > 0 {
		parts = append(parts, "category "+strings.Join(f.Categories, " or "))
	}
	if f.Difficulty != "" {
		parts = append(parts, "difficulty "+string(f.Difficulty))
	}
	if len(f.Tags) > 0 {
		parts = append(parts, "tags "+strings.Join(f.Tags, ", "))
	}
	if len(parts) == 0 {
		return "any question"
	}
	return strings.Join(parts, ", ")
}

// Pick returns one of the matching questions that were asked least often, each of them as likely as the others; so
// none comes twice before all have come once. asked says how often a question id was asked; nil means never. The error
// wraps ErrNoQuestion.
func (b *Bank) Pick(rng *rand.Rand, f Filter, asked func(id string) int) (*Question, error) {
	picked, err := b.PickN(rng, f, asked, 1)
	if err != nil {
		return nil, err
	}
	return picked[0], nil
}

// PickN returns n different matching questions, those asked least often first, and in random order among equals. It
// returns fewer where fewer match. The error wraps ErrNoQuestion when none matches or n is not positive.
func (b *Bank) PickN(rng *rand.Rand, f Filter, asked func(id string) int, n int) ([]*Question, error) {
	if n <= 0 {
		return nil, fmt.Errorf("%w: %d questions wanted", ErrNoQuestion, n)
	}
	qs, err := b.Select(f)
	if err != nil {
		return nil, err
	}
	shuffle(rng, qs)
	if asked != nil {
		times := make(map[string]int, len(qs))
		for _, q := range qs {
			times[q.ID] = asked(q.ID)
		}
		slices.SortStableFunc(qs, func(x, y *Question) int { return times[x.ID] - times[y.ID] })
	}
	return qs[:min(n, len(qs))], nil
}

// shuffle uses the process's own randomness where the caller brings none.
func shuffle(rng *rand.Rand, qs []*Question) {
	swap := func(i, j int) { qs[i], qs[j] = qs[j], qs[i] }
	if rng == nil {
		rand.Shuffle(len(qs), swap)
		return
	}
	rng.Shuffle(len(qs), swap)
}
