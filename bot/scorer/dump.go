package scorer

// dumpFactor takes off for replies that hold everything at once: long, and mostly about something else.
func (o *Offline) dumpFactor(cq *compiledQuestion, r *reply, words int) float64 {
	if words < 250 || words < 3*cq.words {
		return 1
	}
	relevant := 0
	for i := range r.sentences {
		s := r.sentences[i]
		if cq.about(r.tokens[s.first:s.last]) {
			relevant += s.last - s.first
		}
	}
	share := float64(relevant) / float64(len(r.tokens))
	switch {
	case share < 0.3:
		return 0.3
	case share < 0.6:
		return 0.3 + 0.7*(share-0.3)/0.3
	}
	return 1
}

// about reports whether words say something on one of the question's points: two or more of its telling words.
func (cq *compiledQuestion) about(toks []token) bool {
	for i := range cq.criteria {
		hits := 0
		for k := range cq.criteria[i].terms {
			tm := &cq.criteria[i].terms[k]
			if tm.asked || tm.weight < 0.4 {
				continue
			}
			for n := range toks {
				if toks[n].stem == tm.stem {
					hits++
					break
				}
			}
		}
		if hits >= 2 {
			return true
		}
	}
	return false
}
