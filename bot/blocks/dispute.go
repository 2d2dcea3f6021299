package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// BlockReason is the block of the form's one field, which its errors are keyed by.
const BlockReason = "reason"

// MaxReason is the longest reason that is taken, in characters.
const MaxReason = 1000

// TitleDispute is the title of the form, also where there is only a sentence to show.
const TitleDispute = unfairTitle

// Dispute is what the form to call a grade unfair needs to know, and what it gives back.
type Dispute struct {
	Ref Ref
	// Channel and ThreadTS are where the button was; the thanks go there.
	Channel, ThreadTS string
	// Reason is what the person says, or said before.
	Reason string
}

// disputeMemory is the form's private_metadata.
type disputeMemory struct {
	Ref      string `json:"ref"`
	Channel  string `json:"channel,omitempty"`
	ThreadTS string `json:"thread,omitempty"`
}

// Disputable says whether a question of an interview has a grade that its owner may see and so may call unfair.
func Disputable(s *interview.State, item int) bool {
	return item >= 0 && item < len(s.Items) && s.Items[item].Grade != nil && (s.Coached() || !s.Open())
}

// DisputeModal is the form to call the grade of one question unfair. The question must be Disputable.
func DisputeModal(s *interview.State, d Dispute, look Look) slack.ModalViewRequest {
	v := viewOf(s, interview.Say{Item: d.Ref.Item}, look)
	g := v.item.Grade
	reason := slack.NewPlainTextInputBlockElement(nil, actionChoice)
	reason.Multiline, reason.MaxLength, reason.InitialValue = true, MaxReason, cut(d.Reason, MaxReason)
	field := slack.NewInputBlock(BlockReason, plain(unfairReason), plain(unfairHint), reason)
	field.Optional = true
	title := v.look.titleOf(v.item.Question, 200)
	memory := disputeMemory{Ref: d.Ref.String(), Channel: d.Channel, ThreadTS: d.ThreadTS}
	body, _ := json.Marshal(memory) // strings always encode
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackDispute, Title: plain(unfairTitle), Submit: plain(unfairSubmit), Close: plain(modalClose),
		PrivateMetadata: string(body),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			plainButton(v.position()+": "+title+"\n"+fmt.Sprintf(unfairGrade, scoreWords(g.Band, g.Score)), nil),
			section(unfairWhat),
			field,
		}},
	}
}

// ParseDispute reads the submitted form. Where it cannot be taken, errs says why by block id.
func ParseDispute(view slack.View) (d Dispute, errs map[string]string) {
	var memory disputeMemory
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &memory); err != nil {
		memory = disputeMemory{} // not ours
	}
	ref, ok := ParseRef(memory.Ref)
	if !ok {
		return d, map[string]string{BlockReason: unfairErrGone}
	}
	d = Dispute{Ref: ref, Channel: memory.Channel, ThreadTS: memory.ThreadTS}
	if view.State != nil {
		d.Reason = strings.TrimSpace(strings.ToValidUTF8(view.State.Values[BlockReason][actionChoice].Value, ""))
	}
	if n := utf8.RuneCountInString(d.Reason); n > MaxReason {
		return d, map[string]string{BlockReason: fmt.Sprintf(unfairErrLong, thousands(MaxReason), thousands(n))}
	}
	return d, nil
}

// Disputed says that it was noted, and what that does.
func Disputed(s *interview.State, item int, look Look) Message {
	if !Disputable(s, item) {
		return Plain(noticeNothingOpen)
	}
	v := viewOf(s, interview.Say{Item: item}, look)
	text := fmt.Sprintf(unfairNoted, v.position())
	return message(text, section(text), small(unfairThen))
}

// unfair is the button to call the grade of this view's question unfair; nil where none is shown yet.
func (v view) unfair() *slack.ButtonBlockElement {
	if v.item == nil || v.item.CardOpen || !Disputable(v.s, v.index) {
		return nil
	}
	return v.press(wordUnfair, ActionDispute)
}
