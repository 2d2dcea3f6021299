package blocks

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// mostBlocks and mostText are what a message may hold: Slack's limits, the second with room to spare, for it is not
// documented and was seen at about 13,200 characters.
const (
	mostBlocks = 50
	mostText   = 12000
)

// within drops blocks where a message is too long for Slack, from the end but for the last, which holds the buttons, and
// says so. It is the last resort: what is built here shortens texts first.
func (m Message) within() Message {
	set := m.Blocks.BlockSet
	if len(set) <= mostBlocks && holds(mostText, set) {
		return m
	}
	last := set[len(set)-1]
	rest := set[:len(set)-1]
	for len(rest) > 0 && (len(rest)+2 > mostBlocks || length(rest)+length([]slack.Block{last})+len(shortened) > mostText) {
		rest = rest[:len(rest)-1]
	}
	m.Blocks.BlockSet = append(append(append([]slack.Block{}, rest...), small(shortened)), last)
	return m
}

// length counts the characters of every text in blocks, as Slack does for its limit on a whole message.
func length(blocks []slack.Block) int {
	body, err := json.Marshal(blocks)
	if err != nil {
		return 0
	}
	return lengthIn(body)
}

// holds says whether the texts of blocks come to at most so many characters. Most messages are smaller than that with all
// that is around their texts, and nothing needs to be counted.
func holds(most int, blocks []slack.Block) bool {
	body, err := json.Marshal(blocks)
	return err != nil || len(body) <= most || lengthIn(body) <= most
}

func lengthIn(body []byte) int {
	var tree any
	if err := json.Unmarshal(body, &tree); err != nil {
		return 0
	}
	return lengthOf(tree)
}

func lengthOf(node any) int {
	n := 0
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			n += lengthOf(child)
		}
	case map[string]any:
		for key, child := range node {
			if s, ok := child.(string); ok && (key == "text" || key == "alt_text") {
				n += utf8.RuneCountInString(s)
				continue
			}
			n += lengthOf(child)
		}
	}
	return n
}

// detail is how much is shown of each point; 0 leaves that part out.
type detail struct {
	quote, text int
	points      bool
	// reasons shows why a verdict is what it is, and each piece of evidence on a line of its own.
	reasons bool
}

// before is what stands between a point's name and its evidence: a line break where there is room for one.
func (d detail) before(mark string) string {
	if d.reasons {
		return "\n"
	}
	return mark
}

// manyPointed is from how many points on a card quotes shorter, so that a phone shows it on one screen or little more.
const manyPointed = 6

// glance is for what is read in passing, full for what somebody asked to see.
func glance(points int) []detail {
	levels := []detail{{quote: 90, text: 100, points: true}, {quote: 64, text: 100, points: true}, {quote: 40, text: 70, points: true}, {quote: 40, points: true}, {points: true}, {}}
	if points >= manyPointed {
		return levels[1:]
	}
	return levels
}

func full() []detail {
	return []detail{
		{quote: 400, text: 600, points: true, reasons: true},
		{quote: 200, text: 300, points: true, reasons: true},
		{quote: 100, text: 120, points: true, reasons: true},
		{quote: 60, points: true},
		{points: true},
		{},
	}
}

// fitted builds blocks in the first of the levels of detail that has room.
func fitted(most int, levels []detail, build func(detail) []slack.Block) []slack.Block {
	var blocks []slack.Block
	for _, d := range levels {
		blocks = build(d)
		if holds(most, blocks) {
			break
		}
	}
	return blocks
}

// WithFirstBlockID names the first block: by that name an ephemeral message is known, which cannot carry metadata. The
// message that it is called on stays as it is.
func (m Message) WithFirstBlockID(id string) Message {
	if len(m.Blocks.BlockSet) == 0 {
		return m
	}
	set := append([]slack.Block{}, m.Blocks.BlockSet...)
	set[0] = named(set[0], cut(id, mostBlockID))
	m.Blocks.BlockSet = set
	if m.Simple != nil {
		simple := Message{Blocks: *m.Simple}.WithFirstBlockID(id)
		m.Simple = &simple.Blocks
	}
	return m
}
