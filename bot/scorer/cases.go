package scorer

var (
	periods = wordSet(`day week weekend month quarter year summer winter spring autumn night monday tuesday wednesday thursday friday
		saturday sunday time`)
	workplaces = wordSet(`job company team employer project role shop workplace`)
	tellers    = wordSet(`i we it they he she that who which team colleague`)
)

// startsCase reports words with which a case begins: "for example", "we had", "they once", "last week", "at my old job". The
// last deploy, the previous version, an instance and what is done at once are things of the trade, not cases.
func (r *reply) startsCase(i int) bool {
	switch w := r.tokens[i].text; w {
	case "example", "e.g", "eg", "imagine", "recently":
		return true
	case "instance":
		return r.word(i-1) == "for"
	case "once":
		return tellers[r.word(i-1)]
	case "last", "previous":
		return periods[r.word(i+1)] || workplaces[r.word(i+1)]
	case "we", "i":
		switch r.word(i + 1) {
		case "had", "saw", "ran", "hit", "used", "once":
			return true
		}
	case "at", "in":
		return (r.word(i+1) == "my" || r.word(i+1) == "our") && (workplaces[r.word(i+2)] || workplaces[r.word(i+3)])
	}
	return false
}

// word is the word at a place, "" outside of the reply.
func (r *reply) word(at int) string {
	if at < 0 || at >= len(r.tokens) {
		return ""
	}
	return r.tokens[at].text
}
