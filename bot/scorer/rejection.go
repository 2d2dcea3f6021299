package scorer

import "strings"

// What follows or stands before a judgement is rejected as much as what follows a plain "never": "it is not true that …",
// "… is not needed", "I disagree". The words are those by which English judges, not those of any subject.
var (
	disapproval = wordSet(`wrong false untrue nonsense pointless useless needless unnecessary silly stupid myth mistake lie overkill
		counterproductive senseless rubbish superfluous`)
	approval = wordSet(`true right correct needed necessary required important useful worth worthwhile sensible wise advisable
		essential matter matters`)
	opinions = wordSet(`believe think agree recommend accept suggest advise`)
	refusals = wordSet(`refuse refuses disagree disagrees doubt deny reject oppose`)
	speakers = wordSet(`i we you they people one i'd we'd you'd`)
)

// judges says whether a word passes judgement against something: by itself, or as approval that is denied.
func judges(toks []token, i int) bool {
	w := toks[i].text
	if w == "idea" && i > 0 {
		switch toks[i-1].text {
		case "bad", "terrible", "silly", "stupid", "awful":
			return !followsNegator(toks, i-1)
		case "good", "great", "clever":
			return followsNegator(toks, i-1)
		}
	}
	return disapproval[w] && !followsNegator(toks, i) || approval[w] && followsNegator(toks, i)
}

// judgement is the first word of what a sentence rejects by judging it beforehand, or -1.
func judgement(toks []token) int {
	spoken := false
	for i := 0; i < len(toks)-1 && i < 7; i++ {
		w, next := toks[i].text, toks[i+1]
		spoken = spoken || speakers[w]
		switch {
		case spoken && refusals[w] && !followsNegator(toks, i):
			return i + 1
		case spoken && opinions[next.text] && negators[w]:
			return i + 2
		case impersonal(toks) && judges(toks, i) && (next.clause != toks[i].clause || next.text == "that" || next.text == "to"):
			return i + 1
		}
	}
	return -1
}

// impersonal reports sentences that begin "it is …", "that would be …".
func impersonal(toks []token) bool {
	return toks[0].text == "it" || toks[0].text == "that" || toks[0].text == "this"
}

// shortVerdict is the most words of a sentence that does nothing but judge what was said before.
const shortVerdict = 8

// takesBack says how much of what was said before a sentence takes back.
func takesBack(toks []token) (last, all bool) {
	if len(toks) > shortVerdict {
		return false, false
	}
	end := len(toks) - 1
	switch first := toks[0].text; {
	case end > 0 && refusals[toks[end].text] && speakers[toks[end-1].text]:
		return true, false
	case first == "none" || first == "nothing":
		return approval[toks[end].text], approval[toks[end].text]
	case first == "all" || first == "everything":
		return judges(toks, end), judges(toks, end)
	}
	return impersonal(toks) && judges(toks, end), false
}

// markRejections marks what whole sentences reject.
func markRejections(t *text) {
	for k, s := range t.sentences {
		toks := t.tokens[s.first:s.last]
		if at := judgement(toks); at >= 0 {
			rejectFrom(toks, at)
		}
		if n := len(toks); n > shortVerdict && speakers[toks[n-2].text] && toks[n-1].text == "disagree" {
			reject(toks)
		}
		last, all := takesBack(toks)
		switch {
		case all:
			reject(t.tokens[:s.first])
		case last && k > 0:
			reject(t.tokens[t.sentences[k-1].first:s.first])
		}
	}
}

// rejectFrom rejects all that follows up to a turn of the sentence, over commas too.
func rejectFrom(toks []token, at int) {
	for i := at; i < len(toks); i++ {
		if turns(toks, i) {
			return
		}
		toks[i].polarity, toks[i].rejected = denied, true
	}
}

// afterRejections marks the words of sentences that have rejected something before them, over a semicolon too. What comes
// after the turn of such a sentence ("it is false that …, so …") is no claim of its own.
func (t *text) afterRejections() []bool {
	after := make([]bool, len(t.tokens))
	seen := false
	for k, s := range t.sentences {
		if k > 0 && !strings.Contains(t.raw[t.sentences[k-1].end:s.start], ";") {
			seen = false
		}
		for i := s.first; i < s.last; i++ {
			seen = seen || t.tokens[i].rejected
			after[i] = seen
		}
	}
	return after
}

func reject(toks []token) {
	for i := range toks {
		toks[i].polarity, toks[i].rejected = denied, true
	}
}
