package main

import (
	"reflect"
	"strings"

	"mock-interviewer/questions"
)

// bankChange is what differs between two banks, as ids of questions.
type bankChange struct{ added, removed, changed []string }

func compareBanks(before, after *questions.Bank) bankChange {
	var d bankChange
	old := map[string]*questions.Question{}
	for _, q := range before.Questions() {
		old[q.ID] = q
	}
	for _, q := range after.Questions() {
		was, known := old[q.ID]
		delete(old, q.ID)
		switch {
		case !known:
			d.added = append(d.added, q.ID)
		case !sameQuestion(*was, *q):
			d.changed = append(d.changed, q.ID)
		}
	}
	for _, q := range before.Questions() {
		if _, gone := old[q.ID]; gone {
			d.removed = append(d.removed, q.ID)
		}
	}
	return d
}

// sameQuestion ignores where a question stands in its file.
func sameQuestion(a, b questions.Question) bool {
	a.Line, b.Line = 0, 0
	return reflect.DeepEqual(a, b)
}

func (d bankChange) none() bool { return len(d.added)+len(d.removed)+len(d.changed) == 0 }

// attrs are the change for a log line; what there is none of is left out.
func (d bankChange) attrs() []any {
	var all []any
	for _, part := range []struct {
		name string
		ids  []string
	}{{"questions_added", d.added}, {"questions_removed", d.removed}, {"questions_changed", d.changed}} {
		if len(part.ids) > 0 {
			all = append(all, part.name, firstFew(part.ids))
		}
	}
	return all
}

// mostListed is how many ids a log line names.
const mostListed = 20

func firstFew(ids []string) string {
	if len(ids) > mostListed {
		return strings.Join(ids[:mostListed], ", ") + " and " + count(len(ids)-mostListed, "other")
	}
	return strings.Join(ids, ", ")
}
