package blocks

import (
	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// detailsText is the room for the points of the details.
const detailsText = 11000

// DetailsModal shows everything that is known of the grade of one question: whole quotes, why each verdict is what it
// is, and what a strong answer says in full. What a card withholds while a follow-up is open is withheld here too. The
// question must be Disputable: its owner may see its grade.
func DetailsModal(s *interview.State, item int, look Look) slack.ModalViewRequest {
	v := viewOf(s, interview.Say{Item: item}, look)
	g := v.item.Grade
	out := []slack.Block{
		header(scoreWords(g.Band, g.Score)),
		label(v.position(), v.look.titleOf(v.item.Question, 300)),
	}
	out = append(out, v.advised())
	out = append(out, fitted(detailsText, full(), v.points)...)
	out = append(out, v.stillOpen(), small(v.source(), v.before()))
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(TitleDetails), Close: plain(detailsClose), Blocks: slack.Blocks{BlockSet: present(out)},
	}
}

// TitleDetails is the title of the details, also where there is only a sentence to show.
const TitleDetails = detailsTitle

// SentenceModal is a modal that says one thing and asks for nothing.
func SentenceModal(title, sentence string) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(title), Close: plain(detailsClose),
		Blocks: slack.Blocks{BlockSet: []slack.Block{section(sentence)}},
	}
}

// present leaves out the blocks that are nil.
func present(blocks []slack.Block) []slack.Block {
	var out []slack.Block
	for _, b := range blocks {
		if b != nil {
			out = append(out, b)
		}
	}
	return out
}

// detailsButton leads to the details of a grade that may be seen; nil where there is none.
func (v view) detailsButton() *slack.ButtonBlockElement {
	if v.item == nil || !Disputable(v.s, v.index) {
		return nil
	}
	return v.press(wordDetails, ActionDetails)
}
