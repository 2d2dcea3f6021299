package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// The blocks of the form to answer the question of the day unseen.
const (
	BlockAnswer = "answer"
	BlockShare  = "share"
)

// CallbackPrivate is the callback id of that form.
const CallbackPrivate = "answer_privately"

// TitlePrivate is the form's title, also where there is only a sentence to show.
const TitlePrivate = privateTitle

// MaxPrivate is the longest answer that the form takes, in characters.
const MaxPrivate = 3000

const shareYes = "yes"

// PrivateAnswer is what the form says.
type PrivateAnswer struct {
	// Post is the id of the question of the day.
	Post string `json:"post"`
	Text string `json:"text,omitempty"`
	// Share lets the others see it with the model answer.
	Share bool `json:"share,omitempty"`
}

// PrivateModal is the form to answer a question of the day unseen.
func PrivateModal(p DailyPost, look Look) slack.ModalViewRequest {
	if p.Question == nil {
		return SentenceModal(TitlePrivate, lostQuestion)
	}
	body, _ := json.Marshal(PrivateAnswer{Post: p.ID}) // strings always encode
	text := slack.NewPlainTextInputBlockElement(nil, actionChoice).WithMultiline(true).WithMaxLength(MaxPrivate)
	share := slack.NewCheckboxGroupsBlockElement(actionChoice, choice(shareYes, privateShareOpt, privateShareText))
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackPrivate, Title: plain(privateTitle), Submit: plain(privateSend), Close: plain(modalClose),
		PrivateMetadata: string(body),
		Blocks: slack.Blocks{BlockSet: present([]slack.Block{
			asked(p.Question.Title),
			scene(p.Question),
			small(privateSeen, revealWords(p, look)),
			slack.NewInputBlock(BlockAnswer, plain(privateLabel), plain(privateHint), text),
			slack.NewInputBlock(BlockShare, plain(privateShare), nil, share).WithOptional(true),
		})},
	}
}

// ParsePrivate reads the submitted form. Where it cannot be taken, errs says why by block id.
func ParsePrivate(view slack.View) (a PrivateAnswer, errs map[string]string) {
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &a); err != nil || a.Post == "" {
		return PrivateAnswer{}, map[string]string{BlockAnswer: privateErrGone}
	}
	f := submission{view: view}
	a.Text = strings.TrimSpace(strings.ToValidUTF8(f.value(BlockAnswer).Value, ""))
	a.Share = len(f.value(BlockShare).SelectedOptions) > 0
	switch n := utf8.RuneCountInString(a.Text); {
	case n == 0:
		return a, map[string]string{BlockAnswer: privateErrEmpty}
	case n > MaxPrivate:
		return a, map[string]string{BlockAnswer: fmt.Sprintf(privateErrLong, thousands(MaxPrivate), thousands(n))}
	}
	return a, nil
}
