package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// openView opens a modal and counts the call. Whoever asked for one that does not come is told so.
func (b *Bot) openView(ctx context.Context, in inbound.Event, view slack.ModalViewRequest) error {
	_, err := b.api.OpenViewContext(ctx, in.Trigger, view)
	b.cfg.Observe.request("views.open", slackerr.Outcome(err))
	if err != nil {
		return errors.Join(err, b.tellNoForm(in))
	}
	return nil
}

func (b *Bot) tellNoForm(in inbound.Event) error {
	err := b.db.Update(func(tx *store.Tx) error {
		return b.stepFor(tx, "form-"+in.EnvelopeID, in.At, &in).tell(noForm)
	})
	b.sender.Kick()
	return err
}

// details are all that is known of a grade, for the one whose answer it is.
func (b *Bot) details(in inbound.Event) (view slack.ModalViewRequest, err error) {
	err = b.db.View(func(tx *store.Tx) error {
		view, err = b.detailsOf(tx, in)
		return err
	})
	return view, err
}

func (b *Bot) detailsOf(tx *store.Tx, in inbound.Event) (slack.ModalViewRequest, error) {
	refuse := func(sentence string) (slack.ModalViewRequest, error) {
		return blocks.SentenceModal(blocks.TitleDetails, sentence), nil
	}
	ref, ok := blocks.ParseRef(in.Value)
	if !ok {
		return refuse(interviewGone)
	}
	s := b.stepFor(tx, "details", b.now(), &in)
	row, state, found, err := s.load(ref.Interview)
	switch {
	case err != nil:
		return slack.ModalViewRequest{}, err
	case !found:
		return refuse(interviewGone)
	case row.User != in.User:
		return refuse(detailsNotYours)
	case !blocks.Disputable(&state, ref.Item):
		return refuse(noDetails)
	}
	return blocks.DetailsModal(&state, ref.Item, s.look(in.User)), nil
}
