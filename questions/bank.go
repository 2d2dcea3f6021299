package questions

import (
	"errors"
	"fmt"
	"strings"
)

// ErrSameSlug says that two guides would give their questions the same ids.
var ErrSameSlug = errors.New("two guides have the same name")

// Bank is one or more guides loaded together. It is immutable and safe to share; what its methods return is shared too
// and must not be changed.
type Bank struct {
	guides     []*Guide
	questions  []*Question
	byID       map[string]*Question
	former     map[string]*Guide // by former slug
	categories categories
	warnings   Problems
}

// NewBank joins guides, in their order. It refuses two guides with one slug, or two that lay claim to the same former
// slug, with an error that wraps ErrSameSlug and names both files; and no guides at all.
func NewBank(guides ...*Guide) (*Bank, error) {
	if len(guides) == 0 {
		return nil, errors.New("no guide to load")
	}
	b := &Bank{byID: map[string]*Question{}, former: map[string]*Guide{}}
	slugs := map[string]*Guide{}
	for _, g := range guides {
		if other, ok := slugs[g.Slug]; ok {
			return nil, fmt.Errorf("%w: %s and %s are both %q; rename one file, or give one a `slug` in its front matter", ErrSameSlug, other.File, g.File, g.Slug)
		}
		slugs[g.Slug] = g
		b.add(g)
	}
	for _, g := range guides {
		if err := b.addFormer(g, slugs); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *Bank) add(g *Guide) {
	b.guides = append(b.guides, g)
	b.questions = append(b.questions, g.Questions...)
	for _, q := range g.Questions {
		b.byID[q.ID] = q
		b.categories.add(q.Category)
	}
}

// addFormer notes the guide's former slugs. A name that a loaded guide has today is that guide's alone.
func (b *Bank) addFormer(g *Guide, today map[string]*Guide) error {
	for _, slug := range g.FormerSlugs {
		if _, taken := today[slug]; taken {
			continue
		}
		if other, ok := b.former[slug]; ok && other != g {
			return fmt.Errorf("%w: %s and %s both were %q; remove it from one's `former_slugs`", ErrSameSlug, other.File, g.File, slug)
		}
		b.former[slug] = g
	}
	return nil
}

// Guides returns the guides in the order in which they were loaded.
func (b *Bank) Guides() []*Guide { return append([]*Guide(nil), b.guides...) }

// Questions returns every question, guide by guide, in the order of the files.
func (b *Bank) Questions() []*Question { return append([]*Question(nil), b.questions...) }

// Categories returns the categories in order of their first appearance.
func (b *Bank) Categories() []string { return append([]string(nil), b.categories...) }

// Warnings returns what was found in the guides that did not refuse them.
func (b *Bank) Warnings() Problems { return append(Problems(nil), b.warnings...) }

// MatchCategory finds the category that a person means: its name in any case, with or without hyphens ("problem
// solving"), or a beginning that only one category has ("tech"). The error wraps ErrNoCategory and says what there is.
func (b *Bank) MatchCategory(word string) (string, error) {
	return b.categories.match(strings.TrimSpace(word))
}
