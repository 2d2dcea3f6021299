package workspace

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// valueKey says under which key Slack puts the value of an element, and under which key its first value stands.
func valueKey(kind string) (key, initial string) {
	switch kind {
	case "static_select", "external_select", "radio_buttons":
		return "selected_option", "initial_option"
	case "multi_static_select", "multi_external_select", "checkboxes":
		return "selected_options", "initial_options"
	case "users_select":
		return "selected_user", "initial_user"
	case "multi_users_select":
		return "selected_users", "initial_users"
	case "conversations_select":
		return "selected_conversation", "initial_conversation"
	case "multi_conversations_select":
		return "selected_conversations", "initial_conversations"
	case "channels_select":
		return "selected_channel", "initial_channel"
	case "multi_channels_select":
		return "selected_channels", "initial_channels"
	case "datepicker":
		return "selected_date", "initial_date"
	case "timepicker":
		return "selected_time", "initial_time"
	case "datetimepicker":
		return "selected_date_time", "initial_date_time"
	case "plain_text_input", "email_text_input", "url_text_input", "number_input":
		return "value", "initial_value"
	case "rich_text_input":
		return "rich_text_value", "initial_value"
	default:
		return "", ""
	}
}

// eachElement calls visit for every element with a value or a button's press in it.
func eachElement(blocks json.RawMessage, visit func(block, element map[string]any)) {
	val, err := decode(blocks)
	list, ok := val.([]any)
	if err != nil || !ok {
		return
	}
	for _, item := range list {
		b, _ := item.(map[string]any)
		if b == nil {
			continue
		}
		for _, e := range elementsOf(b) {
			visit(b, e)
		}
	}
}

// initialValues is the state of a view, or of a message, that nobody has touched.
func initialValues(blocks json.RawMessage) map[string]map[string]json.RawMessage {
	values := map[string]map[string]json.RawMessage{}
	eachElement(blocks, func(b, e map[string]any) {
		kind, _ := e["type"].(string)
		key, initial := valueKey(kind)
		if key == "" {
			return
		}
		first, ok := e[initial]
		if !ok && (key == "selected_options" || key[len(key)-1] == 's') {
			first = []any{}
		}
		put(values, fmt.Sprint(b["block_id"]), fmt.Sprint(e["action_id"]), raw(map[string]any{"type": kind, key: first}))
	})
	return values
}

func put(values map[string]map[string]json.RawMessage, block, action string, v json.RawMessage) {
	if values[block] == nil {
		values[block] = map[string]json.RawMessage{}
	}
	values[block][action] = v
}

// merge lays entered values over a state. Values for elements that are not there are left out.
func merge(state map[string]map[string]json.RawMessage, entered map[string]map[string]json.RawMessage) {
	for block, actions := range entered {
		for action, v := range actions {
			if _, ok := state[block][action]; ok && len(v) > 0 {
				state[block][action] = v
			}
		}
	}
}

// enter turns plain values, by block or action id, into Slack's value objects and lays them over a state. A plain value
// is a text, a number, or a list of texts; for menus, the value or the text of an option.
func enter(blocks json.RawMessage, state map[string]map[string]json.RawMessage, values map[string]any) error {
	left := map[string]bool{}
	for k := range values {
		left[k] = true
	}
	var problem error
	eachElement(blocks, func(b, e map[string]any) {
		block, action := fmt.Sprint(b["block_id"]), fmt.Sprint(e["action_id"])
		for _, name := range []string{block, action} {
			val, ok := values[name]
			if !ok {
				continue
			}
			delete(left, name)
			obj, err := valueObject(e, val)
			if err != nil {
				problem = fmt.Errorf("field %s: %w", name, err)
				return
			}
			put(state, block, action, obj)
		}
	})
	if problem == nil && len(left) > 0 {
		return fmt.Errorf("the view has no field %v", sortedKeys(left))
	}
	return problem
}

// valueObject is Slack's value object for what a person entered in an element.
func valueObject(e map[string]any, val any) (json.RawMessage, error) {
	kind, _ := e["type"].(string)
	key, _ := valueKey(kind)
	if key == "" {
		return nil, fmt.Errorf("a %s takes no value", kind)
	}
	out := val
	switch key {
	case "selected_option":
		o, err := optionOf(e, fmt.Sprint(val))
		if err != nil {
			return nil, err
		}
		out = o
	case "selected_options":
		texts, ok := val.([]string)
		if !ok {
			texts = []string{fmt.Sprint(val)}
		}
		chosen := []any{}
		for _, t := range texts {
			o, err := optionOf(e, t)
			if err != nil {
				return nil, err
			}
			chosen = append(chosen, o)
		}
		out = chosen
	case "value":
		if s := fmt.Sprint(val); s == "" {
			out = nil
		} else {
			out = s
		}
	}
	return raw(map[string]any{"type": kind, key: out}), nil
}

// optionOf finds an option by its value or its text.
func optionOf(e map[string]any, want string) (any, error) {
	all, _ := e["options"].([]any)
	all = slices.Clone(all)
	groups, _ := e["option_groups"].([]any)
	for _, g := range groups {
		if group, ok := g.(map[string]any); ok {
			inner, _ := group["options"].([]any)
			all = append(all, inner...)
		}
	}
	for _, o := range all {
		opt, _ := o.(map[string]any)
		label, _ := opt["text"].(map[string]any)
		if opt["value"] == want || label["text"] == want {
			return opt, nil
		}
	}
	return nil, fmt.Errorf("no option %q", want)
}

// fieldErrors is what Slack's own form checks before it sends a submission: required fields and lengths.
func fieldErrors(v View) map[string]string {
	errs := map[string]string{}
	eachElement(v.Blocks, func(b, e map[string]any) {
		if b["type"] != "input" {
			return
		}
		block := fmt.Sprint(b["block_id"])
		var obj map[string]any
		_ = json.Unmarshal(v.State.Values[block][fmt.Sprint(e["action_id"])], &obj)
		kind, _ := e["type"].(string)
		key, _ := valueKey(kind)
		val := obj[key]
		if empty(val) {
			if b["optional"] != true {
				errs[block] = "Please complete this required field."
			}
			return
		}
		if s, ok := val.(string); ok && kind != "rich_text_input" {
			if msg := wrongLength(e, s); msg != "" {
				errs[block] = msg
			}
		}
	})
	return errs
}

func empty(val any) bool {
	switch t := val.(type) {
	case nil:
		return true
	case string:
		return t == ""
	case []any:
		return len(t) == 0
	}
	return false
}

func wrongLength(e map[string]any, s string) string {
	n := utf8.RuneCountInString(s)
	if e["type"] == "number_input" {
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			return "Please enter a number."
		}
		return ""
	}
	limit := func(name string, otherwise int) int {
		num, _ := e[name].(json.Number)
		if v, err := num.Int64(); err == nil {
			return int(v)
		}
		return otherwise
	}
	if least := limit("min_length", 0); n < least {
		return fmt.Sprintf("This entry needs at least %d characters.", least)
	}
	if most := limit("max_length", 3000); n > most {
		return fmt.Sprintf("This entry is too long: at most %d characters.", most)
	}
	return ""
}
