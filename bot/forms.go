package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/questions"
)

// open opens the form that an event asks for. Its trigger lives 3 s, so it is not queued; it changes nothing, so it may
// be lost.
func (b *Bot) open(in inbound) {
	switch in.opens {
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
func (b *Bot) openForm(in inbound, form func() (slack.ModalViewRequest, error)) {
	b.aside("open "+in.opens, func(ctx context.Context) error {
		view, err := form()
		if err != nil {
			return err
		}
		return b.openView(ctx, in, view)
	})
}

// opensByWord says which form a slash command opens instead of being answered, "" for none. In a direct message the
// question of the day has no channel to be set up for.
func opensByWord(text string, direct bool) string {
	word, rest := words(text)
	if word == "daily" && rest == "" && !direct {
		return blocks.CallbackDaily
	}
	return ""
}

// opensByButton says which form a button opens, "" for none.
func opensByButton(action string) string {
	switch action {
	case blocks.ActionPrivate:
		return blocks.CallbackPrivate
	case blocks.ActionPanelScore:
		return blocks.CallbackPanel
	case blocks.ActionSettings:
		return blocks.CallbackSettings
	case blocks.ActionDetails:
		return blocks.CallbackDetails
	case blocks.ActionFixHeard:
		return blocks.CallbackHeard
	}
	return ""
}

// filledForm reads a submitted form other than the one that starts an interview. ok is false for one that is not ours.
func filledForm(in inbound, view slack.View) (_ inbound, ok bool) {
	in.Kind, in.Form = kindForm, view.CallbackID
	var filled any
	var problems map[string]string
	switch view.CallbackID {
	case blocks.CallbackDaily:
		filled, in.Channel, problems = blocks.ParseDaily(view)
	case blocks.CallbackPrivate:
		filled, problems = blocks.ParsePrivate(view)
	case blocks.CallbackPanel:
		filled, problems = blocks.ParsePanel(view)
	case blocks.CallbackSettings:
		filled, problems = blocks.ParseSettings(view)
	case blocks.CallbackOwn:
		filled, problems = blocks.ParseOwn(view)
	case blocks.CallbackHeard:
		fixed, wrong := blocks.ParseFixed(view)
		filled, in.Channel, problems = fixed, fixed.Channel, wrong
	default:
		return in, false
	}
	in.Direct = strings.HasPrefix(in.Channel, "D")
	if len(problems) > 0 {
		in.ackWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in, true
	}
	body, err := json.Marshal(filled)
	if err != nil { // plain data of ours always encodes
		return in, false
	}
	in.Filled = body
	return in, true
}

// checkForm refuses in its ack what only the bot can tell is wrong with a form.
func (b *Bot) checkForm(in *inbound) {
	if in.ackWith != nil {
		return
	}
	var problems map[string]string
	switch {
	case in.Kind == kindSubmit && in.Choice != nil:
		if !b.hasQuestion(questions.Filter{Categories: questions.Only(in.Choice.Category), Difficulty: in.Choice.Difficulty}) {
			problems = blocks.NoQuestion()
		}
	case in.Kind != kindForm:
	case in.Form == blocks.CallbackDaily:
		problems = b.dailyProblems(in)
	case in.Form == blocks.CallbackOwn:
		problems = b.ownProblems(in)
	}
	if len(problems) > 0 {
		in.ackWith = slack.NewErrorsViewSubmissionResponse(problems)
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
