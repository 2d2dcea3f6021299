package questions

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ErrNoSuchQuestion says that no question has the id.
var ErrNoSuchQuestion = errors.New("no such question")

// Find returns the question that a person or a stored record refers to: by its full id in any case, by its number alone
// ("7", "#7") where exactly one guide is loaded, or by an id under a guide's former slug. The error wraps
// ErrNoSuchQuestion and suggests ids that are near.
func (b *Bank) Find(ref string) (*Question, error) {
	id := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(ref), "#"))
	if q, ok := b.byID[id]; ok {
		return q, nil
	}
	slug, number := splitID(id)
	if slug == "" && number > 0 {
		return b.findNumber(ref, number)
	}
	if g, ok := b.former[slug]; ok {
		if q, ok := b.byID[questionID(g.Slug, number)]; ok {
			return q, nil
		}
	}
	return nil, fmt.Errorf("%w: %s%s", ErrNoSuchQuestion, quote(ref), suggest(b.near(id, slug, number)))
}

func (b *Bank) findNumber(ref string, number int) (*Question, error) {
	if len(b.guides) == 1 {
		if q, ok := b.byID[questionID(b.guides[0].Slug, number)]; ok {
			return q, nil
		}
	}
	var ids []string
	for _, g := range b.guides {
		ids = append(ids, b.nearIn(g, number)...)
	}
	why := ""
	if len(b.guides) > 1 {
		why = fmt.Sprintf(" by its number alone, %d guides are loaded", len(b.guides))
	}
	return nil, fmt.Errorf("%w: %s%s%s", ErrNoSuchQuestion, quote(ref), why, suggest(ids))
}

// splitID cuts an id into its guide and its number; a number alone has no guide, and 0 stands for no number.
func splitID(id string) (slug string, number int) {
	at := strings.LastIndexByte(id, '-')
	number, err := strconv.Atoi(id[at+1:])
	if err != nil || number < 0 {
		return id, 0
	}
	return id[:max(at, 0)], number
}

// near lists a few ids that may have been meant: the nearest number in the guide that was named, or nearly named.
func (b *Bank) near(id, slug string, number int) []string {
	best, nearest := maxSlug, b.guides[0]
	for _, g := range b.guides {
		if d := distance(slug, g.Slug); d < best {
			best, nearest = d, g
		}
	}
	if _, ok := b.byID[questionID(nearest.Slug, number)]; ok {
		return []string{questionID(nearest.Slug, number)}
	}
	if number > 0 {
		return b.nearIn(nearest, number)
	}
	for _, q := range b.questions {
		if distance(id, q.ID) <= 2 {
			return []string{q.ID}
		}
	}
	return b.nearIn(nearest, 0)
}

// nearIn is the guide's question of that number, or the two nearest to it.
func (b *Bank) nearIn(g *Guide, number int) []string {
	if _, ok := b.byID[questionID(g.Slug, number)]; ok {
		return []string{questionID(g.Slug, number)}
	}
	qs := slices.Clone(g.Questions)
	slices.SortStableFunc(qs, func(x, y *Question) int { return abs(x.Number-number) - abs(y.Number-number) })
	var ids []string
	for _, q := range qs[:min(2, len(qs))] {
		ids = append(ids, q.ID)
	}
	return ids
}

func suggest(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	if len(ids) > 4 {
		ids = ids[:4]
	}
	return "; did you mean " + strings.Join(ids, " or ") + "?"
}

func abs(n int) int { return max(n, -n) }
