package workspace

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// act does what the page asked for, and says in a sentence what went wrong.
func (p *Person) act(a Act) ActResult {
	var ts string
	var fieldErrs map[string]string
	var err error
	switch a.Action {
	case "say":
		ts, err = p.Reply(a.Channel, a.ThreadTS, a.Text)
	case "edit":
		err = p.Edit(a.Channel, a.TS, a.Text)
	case "delete":
		err = p.Delete(a.Channel, a.TS)
	case "slash":
		err = p.SlashIn(a.Channel, a.ThreadTS, a.Command, a.Text)
	case "click":
		err = p.click(a)
	case "submit":
		fieldErrs, err = p.submit(a.ViewID, enteredValues(a.State))
	case "close_view":
		err = p.CloseView(View{ID: a.ViewID})
	case "open_home":
		p.OpenHome()
	case "open_dm":
		p.OpenDM()
	case "shortcut":
		err = p.Shortcut(a.CallbackID)
	case "message_shortcut":
		err = p.MessageShortcut(a.CallbackID, a.Channel, a.TS)
	case "read":
		err = p.Read(a.Channel)
	case "react":
		err = p.React(a.Channel, a.TS, a.Text)
	default:
		err = fmt.Errorf("%q is not an action", a.Action)
	}
	return result(ts, a.Channel, fieldErrs, err)
}

func result(ts, channel string, fieldErrs map[string]string, err error) ActResult {
	switch {
	case err != nil:
		return ActResult{Error: sentence(err)}
	case len(fieldErrs) > 0:
		return ActResult{Error: "Some fields need another look.", Errors: fieldErrs}
	}
	return ActResult{OK: true, TS: ts, Channel: channel}
}

// sentence words an error for the page.
func sentence(err error) string {
	switch {
	case errors.Is(err, ErrDispatchFailed):
		return "The app is not connected, so nothing happened (dispatch_failed)."
	case errors.Is(err, ErrNoAck):
		return "The app did not respond in time (operation_timeout)."
	}
	s := err.Error()
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + strings.TrimRight(s[size:], ".") + "."
}
