package inbound

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
)

// submitEvent reads a submitted form.
func submitEvent(in Event, c *slack.InteractionCallback) Event {
	if filled, ours := filledForm(in, c.View); ours {
		return filled
	}
	switch c.View.CallbackID {
	case blocks.CallbackStart:
		return startSubmitted(in, c)
	case blocks.CallbackDispute:
		return disputeSubmitted(in, c)
	}
	in.Kind = KindIgnored
	return in
}

func startSubmitted(in Event, c *slack.InteractionCallback) Event {
	in.Kind = KindSubmit
	choice, channel, problems := blocks.ParseStart(c.View)
	if len(problems) > 0 {
		in.AckWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in
	}
	in.Choice = &choice
	in.Channel = channel
	in.Direct = channel == "" || strings.HasPrefix(channel, "D")
	return in
}

// disputeSubmitted reads the form. What is wrong with it goes back in the ack.
func disputeSubmitted(in Event, c *slack.InteractionCallback) Event {
	in.Kind = KindSubmit
	d, problems := blocks.ParseDispute(c.View)
	if len(problems) > 0 {
		in.AckWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in
	}
	in.Dispute = &d
	in.Channel, in.ThreadTS = d.Channel, d.ThreadTS
	in.Direct = strings.HasPrefix(d.Channel, "D")
	return in
}

// filledForm reads a submitted form other than the one that starts an interview. ok is false for one that is not ours.
func filledForm(in Event, view slack.View) (_ Event, ok bool) {
	in.Kind, in.Form = KindForm, view.CallbackID
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
		in.AckWith = slack.NewErrorsViewSubmissionResponse(problems)
		return in, true
	}
	body, err := json.Marshal(filled)
	if err != nil { // plain data of ours always encodes
		return in, false
	}
	in.Filled = body
	return in, true
}
