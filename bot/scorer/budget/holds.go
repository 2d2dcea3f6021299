package budget

// usual is what a judgement is taken to cost before the first one has ended.
const usual = 1500

// holds are the tokens that judgements under way are expected to cost.
type holds struct {
	cost   int64 // what one costs, a running mean
	people map[string]int
	all    int
}

func newHolds() holds { return holds{cost: usual, people: map[string]int{}} }

// of is what is held for the person and for everybody.
func (h *holds) of(person string) (mine, all int64) {
	return int64(h.people[person]) * h.cost, int64(h.all) * h.cost
}

func (h *holds) take(person string) {
	h.people[person]++
	h.all++
}

// give ends a judgement and learns what it cost; one that brought nothing teaches nothing.
func (h *holds) give(person string, cost int64) {
	h.all--
	if h.people[person]--; h.people[person] <= 0 {
		delete(h.people, person)
	}
	if cost > 0 {
		h.cost = (3*h.cost + cost + 3) / 4
	}
}
