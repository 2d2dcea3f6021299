package questions

import "reflect"

// Change is what differs between two banks, as ids of questions in the order of their bank.
type Change struct{ Added, Removed, Changed []string }

// Compare says what is different after. A question that only moved within its file has not changed.
func Compare(before, after *Bank) Change {
	var c Change
	old := map[string]*Question{}
	for _, q := range before.questions {
		old[q.ID] = q
	}
	for _, q := range after.questions {
		was, known := old[q.ID]
		delete(old, q.ID)
		switch {
		case !known:
			c.Added = append(c.Added, q.ID)
		case !same(*was, *q):
			c.Changed = append(c.Changed, q.ID)
		}
	}
	for _, q := range before.questions {
		if _, gone := old[q.ID]; gone {
			c.Removed = append(c.Removed, q.ID)
		}
	}
	return c
}

// same ignores where a question stands in its file.
func same(a, b Question) bool {
	a.Line, b.Line = 0, 0
	return reflect.DeepEqual(a, b)
}

// None says whether nothing is different.
func (c Change) None() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) == 0 }
