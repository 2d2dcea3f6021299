package questions

import (
	"cmp"
	"strconv"
)

// assignIDs names criteria and pitfalls. A criterion is named by its label; where a question uses a label twice, each
// is named by its heading and its label, so that adding a point elsewhere renames nothing; a number settles the rest.
func assignIDs(r *Rubric) {
	labels := map[string]int{}
	for _, c := range r.Criteria {
		labels[slugify(c.Label)]++
	}
	used := map[string]bool{}
	for i := range r.Criteria {
		c := &r.Criteria[i]
		id := cmp.Or(slugify(c.Label), "point")
		if labels[slugify(c.Label)] > 1 && c.Heading != "" {
			id = slugify(c.Heading) + "-" + id
		}
		c.ID = freeID(used, id)
		used[c.ID] = true
	}
	for i := range r.Pitfalls {
		r.Pitfalls[i].ID = "pitfall-" + strconv.Itoa(i+1)
	}
}

func freeID(used map[string]bool, id string) string {
	free := id
	for n := 2; used[free]; n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	return free
}
