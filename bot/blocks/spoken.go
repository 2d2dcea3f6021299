package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// The buttons under what was heard in a recording; the value is the recording's name.
const (
	ActionUseHeard = "heard_use" // text: Use this
	ActionFixHeard = "heard_fix" // text: Let me fix it; opens a form and changes nothing by itself
	// CallbackHeard is the form's callback id.
	CallbackHeard = "fix_heard"
)

// heardLine is how much is shown of what was heard while it is asked whether to use it: enough to hear a mistake of the
// ear, and the form shows the rest. mostHeard is how much stands there in its place afterwards. It is used whole.
const (
	heardLine = 160
	mostHeard = 600
)

// Heard shows in a line what was heard in a recording, and asks whether to use it.
func Heard(name, text string) Message {
	ask := heardAsk
	if n := utf8.RuneCountInString(tidy(text)); n > heardLine && n <= MaxOwn { // the form takes no more
		ask += " " + heardWhole
	}
	return message(heardLead+escaped(text, mostHeard)+" "+ask,
		rich(line(append([]span{words(heardLead)}, quoted(text, heardLine)...)...)),
		row(primary(button(wordUse, ActionUseHeard, name)), button(wordFix, ActionFixHeard, name)),
		small(ask),
	)
}

// HeardUsed takes its place once it was used: text is what counts.
func HeardUsed(text string) Message {
	return message(heardUsed+escaped(text, mostHeard),
		rich(line(append([]span{words(heardUsed)}, quoted(text, mostHeard)...)...)))
}

// Fixed is what the form says: which recording, where it was sent, and what was said in it.
type Fixed struct {
	Name    string `json:"name"`
	Channel string `json:"channel"`
	Text    string `json:"text,omitempty"`
}

// FixModal lets the person put right what was heard. An empty text stands for a recording that is no longer kept.
func FixModal(f Fixed) slack.ModalViewRequest {
	f.Text = strings.TrimSpace(strings.ToValidUTF8(f.Text, ""))
	switch n := utf8.RuneCountInString(f.Text); {
	case n == 0:
		return SentenceModal(fixTitle, heardGone)
	case n > MaxOwn:
		return SentenceModal(fixTitle, fmt.Sprintf(fixTooLong, thousands(MaxOwn)))
	}
	memory, _ := json.Marshal(Fixed{Name: f.Name, Channel: f.Channel}) // strings always encode
	box := slack.NewPlainTextInputBlockElement(nil, actionChoice).WithMultiline(true).WithMaxLength(MaxOwn).WithInitialValue(f.Text)
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackHeard, Title: plain(fixTitle), Submit: plain(fixSubmit), Close: plain(modalClose),
		PrivateMetadata: string(memory), Blocks: slack.Blocks{BlockSet: []slack.Block{input(BlockText, fixLabel, box)}},
	}
}

// ParseFixed reads the submitted form; errs says by block id what is wrong.
func ParseFixed(view slack.View) (f Fixed, errs map[string]string) {
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &f); err != nil || f.Name == "" {
		return f, map[string]string{BlockText: unfairErrGone}
	}
	f.Text = strings.TrimSpace(strings.ToValidUTF8(submission{view: view}.value(BlockText).Value, ""))
	if f.Text == "" {
		return f, map[string]string{BlockText: ownErrEmpty}
	}
	return f, nil
}
