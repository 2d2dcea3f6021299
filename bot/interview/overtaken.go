package interview

import (
	"strings"
	"time"
)

// Cut is what a stop cut off: the prompt that waited for a reply just then.
type Cut struct {
	// At is when the person said stop. A reply that they wrote before, and that comes after, was overtaken on its way.
	At time.Time `json:"at"`
	// Prompt is the effect id of what waited. It may have been on its way still, and reach the person after their stop.
	Prompt string `json:"prompt"`
	// FollowUp is the follow-up that waited, empty for the question itself.
	FollowUp string `json:"follow_up,omitempty"`
	// Answer is the answer that such a reply has become.
	Answer string `json:"answer,omitempty"`
}

// Overtaken is the reply to what a stop cut off, when it comes after all. The person wrote it before they said stop, and Slack
// delivered it after: a delivery that was lost comes again minutes later. Or what they reply to was on its way when they said
// stop, and reached them before the summary did. It counts as the reply that it is.
type Overtaken struct {
	Key  string
	Text string
}

// cutOff notes the prompt that a stop leaves without its reply.
func (t *turn) cutOff(at time.Time) {
	if t.s.Phase != Asking {
		return
	}
	item := t.s.Current()
	t.s.Cut = &Cut{At: at, Prompt: item.PromptID}
	if item.FollowUp != "" {
		t.s.Cut.FollowUp, t.s.Cut.Prompt = item.FollowUp, item.FollowUpID
	}
}

// overtaken takes a reply that comes after the stop. The interview stays as it is; its summary follows the grade.
func (t *turn) overtaken(e Overtaken) {
	item, cut := t.s.Current(), t.s.Cut
	if item == nil || cut == nil || item.Shown || t.knows(e.Key) || strings.TrimSpace(e.Text) == "" || t.question(t.last()) == nil {
		return
	}
	if _, a := t.s.AnswerByID(cut.Answer); a != nil {
		if a.waits() {
			t.addPart(Said{Key: e.Key, Text: e.Text})
		}
		return
	}
	parts := []Part{{Key: e.Key, Text: e.Text}}
	if !fits(parts) {
		t.notice(NoteTooLong)
		return
	}
	item.FollowUp, item.Skipped = cut.FollowUp, false
	t.take(item, parts)
	taken := *cut
	taken.Answer = item.newest().ID
	t.s.Cut = &taken
}

// late says whether a reply that was overtaken was tried after an end without a summary, which is due now.
func (t *turn) late() bool {
	return t.s.Phase == Done && t.s.SummaryID == "" && t.s.Settings.Mode != Daily && t.s.Cut != nil && t.s.Cut.Answer != "" && !t.s.pending()
}
