package scorer

// standpoint is how a reply speaks of one point by its names. People also say where a thing ends ("I never roll back by
// hand"), so a denial is the opposite of the point only where nothing as strong affirms it elsewhere.
type standpoint struct {
	named, done     bool // it is affirmed; somebody does it
	denied, refused bool // it is denied; somebody will not do it
}

func (s standpoint) opposite() bool { return s.refused && !s.done || s.denied && !s.named }

// takesStand notes what the reply says of an alias found from one word to another, and reports whether it affirms it.
func (r *reply) takesStand(s *standpoint, a *alias, first, last int) bool {
	from, to := r.tokens[first].polarity, r.tokens[last].polarity
	switch {
	case to == supposed || from == supposed:
		return false
	case to == a.polarity:
		if !r.after[first] {
			s.named = true
			s.done = s.done || r.does(first, last)
		}
		return true
	case from == a.polarity: // half of it is affirmed: "available rather than free memory"
		return false
	}
	s.denied = true
	s.refused = s.refused || r.refuses(first, last)
	return false
}

// doerReach is how many words may stand between the one who does something and what they do: "we then also use a feature flag".
const doerReach = 5

var (
	doers = wordSet(`i we you i'd i'll we'd we'll you'd let's`)
	// onlooking are the words of those who speak of a thing instead of doing it.
	onlooking = wordSet(`believe think agree find consider call hate dislike fear`)
	// onwards are what follows an order or a note; what is only spoken of has a verb behind it.
	onwards = wordSet(`to the at by first and or with it them if when where as via using for on in from after before behind now`)
)

// does says whether the words from first to last are something that is done: "I roll back" and "roll back to the last
// version", not "a rollback loses data".
func (r *reply) does(first, last int) bool {
	clause := r.clauses[r.tokens[first].clause]
	for i := first - 1; i >= max(clause.first, first-doerReach); i-- {
		switch w := r.tokens[i].text; {
		case onlooking[w]:
			return false
		case doers[w]:
			return true
		}
	}
	return r.opens(clause, first) && (last+1 >= clause.last || onwards[r.tokens[last+1].text])
}

// opens says whether a clause begins with a word, or with one before it that goes with it: "exponential backoff".
func (r *reply) opens(clause span, at int) bool {
	if at == clause.first {
		return true
	}
	switch r.tokens[at-1].text {
	case "a", "an", "the", "any", "no":
		return false
	}
	return at == clause.first+1
}

// refuses says whether words that are denied are refused outright: not "nobody has to roll back by hand".
func (r *reply) refuses(first, last int) bool {
	opening := r.clauses[r.tokens[first].clause].first
	return r.tokens[first].rejected || negators[r.tokens[opening].text] || r.does(first, last)
}
