package workspace

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
)

// Which elements may stand where.
var (
	menus = []string{
		"static_select", "multi_static_select", "external_select", "multi_external_select", "users_select",
		"multi_users_select", "conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select",
	}
	interactive = append([]string{
		"button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
	}, menus...)
	accessories = append([]string{"image"}, interactive...)
	inputs      = append([]string{
		"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "checkboxes",
		"radio_buttons", "datepicker", "timepicker", "datetimepicker", "file_input",
	}, menus...)
)

var (
	dateFormat = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	timeFormat = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
)

// element is an interactive element or image of one of the allowed types; its action id is unique in its block.
func element(allowed ...string) check {
	return func(v *validator, ptr string, val any) {
		m, ok := val.(map[string]any)
		if !ok {
			v.fail(ptr, "must be an object")
			return
		}
		kind, _ := m["type"].(string)
		shape, ok := elementTypes()[kind]
		if !ok || !slices.Contains(allowed, kind) {
			v.fail(ptr+"/type", "unsupported type: %s", kind)
			return
		}
		if kind == "file_input" && v.surface != "modal" {
			v.fail(ptr+"/type", "file_input is allowed in a modal only")
		}
		shape["type"] = req(oneOf(kind))
		if kind != "image" {
			shape["action_id"] = opt(actionID)
		}
		v.object(ptr, m, shape)
		initialIsAnOption(v, ptr, m)
		if m["focus_on_load"] == true {
			v.focused++
		}
	}
}

func actionID(v *validator, ptr string, val any) {
	str(1, 255)(v, ptr, val)
	id, _ := val.(string)
	if v.actions[id] {
		v.fail(ptr, "action_id %q already exists in this block", id)
	}
	v.actions[id] = true
}

func elementTypes() map[string]fields {
	types := map[string]fields{
		"button": {
			"text": req(text(plain, 75)), "url": opt(webURL), "value": opt(str(0, 2000)), "confirm": opt(confirm),
			"style": opt(oneOf("primary", "danger")), "accessibility_label": opt(str(1, 75)),
		},
		"image": {
			"image_url": opt(webURL), "alt_text": req(str(1, 2000)),
			"slack_file": opt(object(fields{"id": opt(str(1, 255)), "url": opt(webURL)})),
		},
		"overflow":         {"options": req(list(1, 5, option(plain))), "confirm": opt(confirm)},
		"checkboxes":       choices("initial_options", list(1, 10, option(anyText))),
		"radio_buttons":    choices("initial_option", option(anyText)),
		"datepicker":       picker("initial_date", match(dateFormat, "a date, 2006-01-02")),
		"timepicker":       with(picker("initial_time", match(timeFormat, "a time, 15:04")), "timezone", str(1, 100)),
		"datetimepicker":   {"initial_date_time": opt(integer(1e9, 1e10)), "confirm": opt(confirm), "focus_on_load": opt(boolean)},
		"plain_text_input": with(textInput(3000), "multiline", boolean),
		"email_text_input": textInput(3000), "url_text_input": textInput(3000),
		"number_input": {
			"is_decimal_allowed": req(boolean), "initial_value": opt(number), "min_value": opt(number), "max_value": opt(number),
			"placeholder": opt(text(plain, 150)), "focus_on_load": opt(boolean), "dispatch_action_config": opt(dispatch),
		},
		"rich_text_input": {
			"initial_value": opt(anything), "placeholder": opt(text(plain, 150)), "focus_on_load": opt(boolean),
			"dispatch_action_config": opt(dispatch),
		},
		"file_input":       {"filetypes": opt(list(1, 100, str(1, 20))), "max_files": opt(integer(1, 10))},
		"feedback_buttons": {"positive_button": req(feedbackButton), "negative_button": req(feedbackButton)},
		"icon_button": {
			"icon": req(oneOf("trash")), "text": req(text(plain, 75)), "value": opt(str(0, 2000)), "confirm": opt(confirm),
			"accessibility_label": opt(str(1, 75)), "visible_to_user_ids": opt(list(1, 100, str(1, 20))),
		},
	}
	addMenus(types)
	return types
}

// addMenus adds the select menus, each with its multi_ form.
func addMenus(types map[string]fields) {
	initial := map[string]string{
		"static_select": "initial_option", "external_select": "initial_option", "users_select": "initial_user",
		"conversations_select": "initial_conversation", "channels_select": "initial_channel",
	}
	for kind, name := range initial {
		one := str(1, 20)
		if name == "initial_option" {
			one = option(plain)
		}
		for _, multi := range []bool{false, true} {
			f := fields{"placeholder": opt(text(plain, 150)), "confirm": opt(confirm), "focus_on_load": opt(boolean)}
			switch kind {
			case "static_select":
				f["options"], f["option_groups"] = opt(list(1, 100, option(plain))), opt(list(1, 100, optionGroup))
			case "external_select":
				f["min_query_length"] = opt(integer(0, 100))
			case "conversations_select":
				f["filter"], f["default_to_current_conversation"] = opt(anything), opt(boolean)
			}
			if !multi {
				f[name] = opt(one)
				if kind == "conversations_select" || kind == "channels_select" {
					f["response_url_enabled"] = opt(boolean)
				}
				types[kind] = f
				continue
			}
			f[name+"s"], f["max_selected_items"] = opt(list(1, 100, one)), opt(integer(1, 100))
			types["multi_"+kind] = f
		}
	}
}

func with(f fields, name string, c check) fields { f[name] = opt(c); return f }

func choices(initial string, c check) fields {
	return fields{
		"options": req(list(1, 10, option(anyText))), initial: opt(c), "confirm": opt(confirm), "focus_on_load": opt(boolean),
	}
}

func picker(initial string, c check) fields {
	return fields{
		initial: opt(c), "placeholder": opt(text(plain, 150)), "confirm": opt(confirm), "focus_on_load": opt(boolean),
	}
}

func textInput(most int) fields {
	return fields{
		"initial_value": opt(str(0, most)), "placeholder": opt(text(plain, 150)), "focus_on_load": opt(boolean),
		"min_length": opt(integer(0, 3000)), "max_length": opt(integer(1, 3000)), "dispatch_action_config": opt(dispatch),
	}
}

func match(re *regexp.Regexp, what string) check {
	return func(v *validator, ptr string, val any) {
		if s, ok := val.(string); !ok || !re.MatchString(s) {
			v.fail(ptr, "must be %s", what)
		}
	}
}

func anything(*validator, string, any) {}

func dispatch(v *validator, ptr string, val any) {
	object(fields{"trigger_actions_on": opt(list(1, 2, oneOf("on_enter_pressed", "on_character_entered")))})(v, ptr, val)
}

func feedbackButton(v *validator, ptr string, val any) {
	object(fields{
		"text": req(text(plain, 75)), "value": req(str(0, 2000)), "accessibility_label": opt(str(1, 75)),
	})(v, ptr, val)
}

func confirm(v *validator, ptr string, val any) {
	object(fields{
		"title": req(text(plain, 100)), "text": req(text(anyText, 300)), "confirm": req(text(plain, 30)),
		"deny": req(text(plain, 30)), "style": opt(oneOf("primary", "danger")),
	})(v, ptr, val)
}

func option(kind textKind) check {
	return object(fields{
		"text": req(text(kind, 75)), "value": req(str(1, 75)), "description": opt(text(kind, 75)), "url": opt(webURL),
	})
}

func optionGroup(v *validator, ptr string, val any) {
	object(fields{"label": req(text(plain, 75)), "options": req(list(1, 100, option(plain)))})(v, ptr, val)
}

// initialIsAnOption checks that what is chosen at first is, letter by letter, one of the options.
func initialIsAnOption(v *validator, ptr string, m map[string]any) {
	all, _ := m["options"].([]any)
	groups, _ := m["option_groups"].([]any)
	kind, _ := m["type"].(string)
	if (kind == "static_select" || kind == "multi_static_select") && (len(all) > 0) == (len(groups) > 0) {
		v.fail(ptr, "must define either options or option_groups")
	}
	for _, g := range groups {
		if group, ok := g.(map[string]any); ok {
			inner, _ := group["options"].([]any)
			all = append(slices.Clone(all), inner...)
		}
	}
	if len(all) == 0 {
		return
	}
	chosen, _ := m["initial_options"].([]any)
	if one, ok := m["initial_option"]; ok && one != nil {
		chosen = append(slices.Clone(chosen), one)
	}
	for i, c := range chosen {
		if !slices.ContainsFunc(all, func(o any) bool { return reflect.DeepEqual(o, c) }) {
			v.fail(ptr, "initial option %s must exactly match a provided option", fmt.Sprint(i))
		}
	}
}
