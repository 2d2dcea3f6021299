package questions

// Merge joins the judgements of a reply and of what the person added to it later, after help. For each criterion it
// keeps the judgement that earns more, the first one where they earn the same; a later one carries the help, or its own
// where that takes off more. So a later reply never lowers a score. Criteria keep the order of first; those that only
// later has come behind. Neither argument is changed.
func Merge(first, later []Judgement, help Help) []Judgement {
	out := append(make([]Judgement, 0, len(first)), first...)
	at := make(map[string]int, len(first))
	for i, j := range out {
		at[j.Criterion] = i
	}
	for _, j := range later {
		if help.Factor() < j.Help.Factor() {
			j.Help = help
		}
		i, ok := at[j.Criterion]
		if !ok {
			at[j.Criterion] = len(out)
			out = append(out, j)
			continue
		}
		if j.Credit() > out[i].Credit() {
			out[i] = j
		}
	}
	return out
}
