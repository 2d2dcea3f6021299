package bot

import (
	"context"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// openDispute opens the form to call a grade unfair, or says why there is none. As with the start modal, the trigger
// cannot wait and nothing is changed.
func (b *Bot) openDispute(in inbound.Event) {
	b.aside("open the dispute form", func(ctx context.Context) error {
		var form slack.ModalViewRequest
		err := b.db.View(func(tx *store.Tx) (err error) {
			form, err = b.stepFor(tx, "dispute", b.now(), &in).disputeForm()
			return err
		})
		if err != nil {
			return err
		}
		return b.openView(ctx, in, form)
	})
}

func (s *step) disputeForm() (slack.ModalViewRequest, error) {
	ref, _ := blocks.ParseRef(s.in.Value) // what is no Ref names no interview
	d, err := s.disputed(ref)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	if d.refusal != "" {
		return blocks.SentenceModal(blocks.TitleDispute, d.refusal), nil
	}
	form := blocks.Dispute{Ref: ref, Channel: s.in.Channel, ThreadTS: s.in.ThreadTS}
	if d.answer.Dispute != nil {
		form.Reason = d.answer.Dispute.Reason
	}
	return blocks.DisputeModal(&d.state, form, s.look(s.in.User)), nil
}

// disputable is a grade that a person may call unfair, or the sentence that refuses it.
type disputable struct {
	state   interview.State
	answer  store.Answer
	refusal string
}

func (s *step) disputed(ref blocks.Ref) (d disputable, err error) {
	row, state, found, err := s.load(ref.Interview)
	switch {
	case err != nil:
		return d, err
	case !found:
		return disputable{refusal: interviewGone}, nil
	case row.User != s.in.User:
		return disputable{refusal: notYours}, nil
	case !blocks.Disputable(&state, ref.Item):
		return disputable{refusal: noDispute}, nil
	}
	answer, found, err := s.tx.Answer(firstGraded(&state.Items[ref.Item]))
	if err == nil && !found {
		return disputable{refusal: answerGone}, nil
	}
	return disputable{state: state, answer: answer}, err
}

// firstGraded is the id of the first answer of the newest graded attempt, to which its follow-ups add; "" for none.
func firstGraded(item *interview.Item) (id string) {
	for _, a := range item.Answers {
		if a.FollowUp == "" && a.Status == interview.Graded {
			id = a.ID
		}
	}
	return id
}

// dispute keeps what was submitted and thanks the person, where the button was.
func (s *step) dispute(form blocks.Dispute) error {
	d, err := s.disputed(form.Ref)
	if err != nil {
		return err
	}
	if d.refusal != "" {
		return s.tell(d.refusal)
	}
	if _, err := s.tx.PutDispute(d.answer.AnswerID, store.Dispute{Reason: form.Reason, At: s.in.At}); err != nil {
		return err
	}
	return s.answer(blocks.Disputed(&d.state, form.Ref.Item, s.look(s.in.User)))
}
