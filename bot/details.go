package bot

import (
	"context"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// openDetails shows all that is known of a grade, to the one whose answer it is. Like the start modal it is not queued.
func (b *Bot) openDetails(in inbound) {
	b.aside("open the details", func(ctx context.Context) error {
		var view slack.ModalViewRequest
		err := b.db.View(func(tx *store.Tx) (err error) {
			view, err = b.details(tx, in)
			return err
		})
		if err != nil {
			return err
		}
		return b.openView(ctx, in, view)
	})
}

// openView opens a modal and counts the call.
func (b *Bot) openView(ctx context.Context, in inbound, view slack.ModalViewRequest) error {
	_, err := b.api.OpenViewContext(ctx, in.trigger, view)
	b.cfg.Observe.request("views.open", codeOrOK(err))
	return err
}

func (b *Bot) details(tx *store.Tx, in inbound) (slack.ModalViewRequest, error) {
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
