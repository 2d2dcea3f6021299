package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/questions"
)

// open opens the form that an event asks for. Its trigger lives 3 s, so it is not queued; it changes nothing, so it may
// be lost.
func (b *Bot) open(in inbound.Event) {
	switch in.Opens {
	case blocks.CallbackDaily:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.dailyForm(in) })
	case blocks.CallbackPrivate:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.privateForm(in) })
	case blocks.CallbackPanel:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.panelForm(in) })
	case blocks.CallbackSettings:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.settingsForm(in) })
	case blocks.CallbackDetails:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.details(in) })
	case blocks.CallbackHeard:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.fixForm(in) })
	case blocks.CallbackOwn:
		b.openForm(in, func() (slack.ModalViewRequest, error) { return b.ownForm(in) })
	default:
		b.openStart(in)
	}
}

// openForm makes a form and opens it, on the side.
func (b *Bot) openForm(in inbound.Event, form func() (slack.ModalViewRequest, error)) {
	b.aside("open "+in.Opens, func(ctx context.Context) error {
		view, err := form()
		if err != nil {
			return err
		}
		return b.openView(ctx, in, view)
	})
}

// checkForm refuses in its ack what only the bot can tell is wrong with a form.
func (b *Bot) checkForm(in *inbound.Event) {
	if in.AckWith != nil {
		return
	}
	var problems map[string]string
	switch {
	case in.Kind == inbound.KindSubmit && in.Choice != nil:
		if !b.hasQuestion(questions.Filter{Categories: questions.Only(in.Choice.Category), Difficulty: in.Choice.Difficulty}) {
			problems = blocks.NoQuestion()
		}
	case in.Kind != inbound.KindForm:
	case in.Form == blocks.CallbackDaily:
		problems = b.dailyProblems(in)
	case in.Form == blocks.CallbackOwn:
		problems = b.ownProblems(in)
	}
	if len(problems) > 0 {
		in.AckWith = slack.NewErrorsViewSubmissionResponse(problems)
	}
}

// hasQuestion says whether the guides hold a question for what a form chose. They may have changed since it was opened.
func (b *Bot) hasQuestion(f questions.Filter) bool {
	_, err := b.bank().Select(f)
	return !errors.Is(err, questions.ErrNoQuestion)
}

// form carries out what a submitted form says.
func (s *step) form() error {
	switch s.in.Form {
	case blocks.CallbackDaily:
		return s.setDaily()
	case blocks.CallbackPrivate:
		return s.answerPrivately()
	case blocks.CallbackPanel:
		return s.scorePanel()
	case blocks.CallbackSettings:
		return s.saveSettings()
	case blocks.CallbackOwn:
		return s.gradeOwn()
	case blocks.CallbackHeard:
		return s.useFixed()
	}
	return nil
}
