package blocks

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// The message shortcut's callback id, and that of the form it opens.
const (
	ShortcutOwn = "answer_as_question"
	CallbackOwn = "grade_own_text"
)

// The block ids of the form.
const (
	BlockQuestion = "question"
	BlockText     = "text"
)

// MaxOwn is the longest text that the form takes, in characters: Slack's limit for an input.
const MaxOwn = 3000

// OwnText is what the submitted form says: which question, and the text to grade.
type OwnText struct {
	Question string `json:"question"`
	Text     string `json:"text"`
}

// OwnModal offers to grade a text of the person's own as the answer to a question, those that fit best first. Where the
// text cannot be graded it says why.
func OwnModal(text string, own bool, fitting []*questions.Question) slack.ModalViewRequest {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	options := questionOptions(fitting)
	switch {
	case !own:
		return SentenceModal(ownTitle, ownNotYours)
	case text == "" || len(options) == 0:
		return SentenceModal(ownTitle, ownNoWords)
	case utf8.RuneCountInString(text) > MaxOwn:
		return SentenceModal(ownTitle, fmt.Sprintf(ownTooLong, thousands(MaxOwn)))
	}
	box := slack.NewPlainTextInputBlockElement(nil, actionChoice).WithMultiline(true).WithMaxLength(MaxOwn).WithInitialValue(text)
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackOwn, Title: plain(ownTitle), Submit: plain(ownSubmit), Close: plain(modalClose),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			section(ownWhat),
			slack.NewInputBlock(BlockQuestion, plain(ownQuestion), plain(ownTip), menu(options, "")),
			input(BlockText, ownText, box),
		}},
	}
}

// questionOptions are questions by their titles; one whose id does not fit into a value is left out.
func questionOptions(list []*questions.Question) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, q := range list {
		if len(out) < mostOptions && q.ID != "" && utf8.RuneCountInString(q.ID) <= mostOptionText {
			out = append(out, choice(q.ID, filledOr(shown(q.Title, mostOptionText), lostQuestion), ""))
		}
	}
	return out
}

func filledOr(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// ParseOwn reads the submitted form; errs says by block id what is wrong.
func ParseOwn(view slack.View) (own OwnText, errs map[string]string) {
	f := submission{view: view, errs: map[string]string{}}
	own.Question = f.pick(BlockQuestion)
	if own.Question == "" {
		f.wrong(BlockQuestion, modalErrChoose)
	}
	own.Text = strings.TrimSpace(strings.ToValidUTF8(f.value(BlockText).Value, ""))
	switch n := utf8.RuneCountInString(own.Text); {
	case n == 0:
		f.wrong(BlockText, ownErrEmpty)
	case n > MaxOwn:
		f.wrong(BlockText, fmt.Sprintf(unfairErrLong, thousands(MaxOwn), thousands(n)))
	}
	if len(f.errs) == 0 {
		f.errs = nil
	}
	return own, f.errs
}

// OwnOpen are the errors of the form while an interview is open in the direct message, OwnGone those where the guide has
// lost the question.
func OwnOpen() map[string]string { return map[string]string{BlockText: ownErrOpen} }

// OwnGone is for a question that the guide has lost.
func OwnGone() map[string]string { return map[string]string{BlockQuestion: ownErrGone} }
