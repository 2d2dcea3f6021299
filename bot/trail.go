package bot

import (
	"strings"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
)

// trail is what one step did, as ids: what the log says of it once it is on disk. With it one reply can be followed:
//
//	received  envelope -> inbox
//	handled   inbox    -> interview, grades (answers), says (effects)
//	graded    answer   -> interview
//	sent      effect, answer, interview
type trail struct {
	interview    string
	grades, says []string
}

func (t *trail) follow(state string, effects []interview.Effect) {
	t.interview = state
	for _, effect := range effects {
		switch e := effect.(type) {
		case interview.Say:
			t.says = append(t.says, e.ID)
		case interview.Grade:
			t.grades = append(t.grades, e.Answer)
		}
	}
}

// attrs are the trail's ids for a log line; what there is none of is left out.
func (t *trail) attrs() []any {
	var all []any
	if t.interview != "" {
		all = append(all, "interview", t.interview)
	}
	if len(t.grades) > 0 {
		all = append(all, "grades", t.grades)
	}
	if len(t.says) > 0 {
		all = append(all, "says", t.says)
	}
	return all
}

// requestOf are Slack's ids of what came: the envelope's, and the event's where there is one.
func requestOf(in *inbound.Event) []any {
	all := []any{"envelope", in.EnvelopeID}
	for _, key := range in.Keys {
		if id, ok := strings.CutPrefix(key, "event:"); ok {
			all = append(all, "event", id)
		}
	}
	return all
}
