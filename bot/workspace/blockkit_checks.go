package workspace

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// textKind says which text objects are accepted.
type textKind int

const (
	plain textKind = iota
	anyText
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func str(least, most int) check {
	return func(v *validator, ptr string, val any) {
		s, ok := val.(string)
		if !ok {
			v.fail(ptr, "must be a string")
			return
		}
		n := utf8.RuneCountInString(s)
		if n < least {
			v.fail(ptr, "must be more than %d characters", least-1)
		}
		if n > most {
			v.fail(ptr, "must be less than %d characters", most+1)
		}
	}
}

func oneOf(allowed ...string) check {
	return func(v *validator, ptr string, val any) {
		if s, ok := val.(string); !ok || !slices.Contains(allowed, s) {
			v.fail(ptr, "must be one of %s", strings.Join(allowed, ", "))
		}
	}
}

func boolean(v *validator, ptr string, val any) {
	if _, ok := val.(bool); !ok {
		v.fail(ptr, "must be a boolean")
	}
}

func integer(least, most int64) check {
	return func(v *validator, ptr string, val any) {
		num, ok := val.(json.Number)
		n, err := num.Int64()
		if !ok || err != nil || n < least || n > most {
			v.fail(ptr, "must be an integer from %d to %d", least, most)
		}
	}
}

func number(v *validator, ptr string, val any) {
	if _, ok := val.(json.Number); !ok {
		if _, ok := val.(string); !ok {
			v.fail(ptr, "must be a number")
		}
	}
}

func webURL(v *validator, ptr string, val any) {
	str(1, 3000)(v, ptr, val)
	if s, ok := val.(string); ok && !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") &&
		!strings.HasPrefix(s, "mailto:") && !strings.HasPrefix(s, "slack:") {
		v.fail(ptr, "must be a valid URL")
	}
}

// text is a text object of one to so many characters.
func text(kind textKind, most int) check {
	return func(v *validator, ptr string, val any) {
		m, ok := val.(map[string]any)
		if !ok {
			v.fail(ptr, "must be a text object")
			return
		}
		shape := fields{"type": req(oneOf("plain_text")), "text": req(str(1, most)), "emoji": opt(boolean)}
		switch {
		case kind == anyText && m["type"] == "mrkdwn":
			shape = fields{"type": req(oneOf("mrkdwn")), "text": req(str(1, most)), "verbatim": opt(boolean)}
		case kind == anyText:
			shape["type"] = req(oneOf("plain_text", "mrkdwn"))
		}
		v.object(ptr, m, shape)
	}
}

// list is an array of at least and at most so many items.
func list(least, most int, each check) check {
	return func(v *validator, ptr string, val any) {
		l, ok := val.([]any)
		if !ok {
			v.fail(ptr, "must be an array")
			return
		}
		if len(l) < least {
			v.fail(ptr, "no less than %d items allowed", least)
		}
		if len(l) > most {
			v.fail(ptr, "no more than %d items allowed", most)
		}
		for i, item := range l {
			each(v, fmt.Sprintf("%s/%d", ptr, i), item)
		}
	}
}

// object is an object with these fields.
func object(known fields) check {
	return func(v *validator, ptr string, val any) {
		m, ok := val.(map[string]any)
		if !ok {
			v.fail(ptr, "must be an object")
			return
		}
		v.object(ptr, m, known)
	}
}

// byType picks the check by the object's type field.
func byType(types func() map[string]fields, allowed ...string) check {
	return func(v *validator, ptr string, val any) {
		m, ok := val.(map[string]any)
		if !ok {
			v.fail(ptr, "must be an object")
			return
		}
		kind, _ := m["type"].(string)
		known, ok := types()[kind]
		if !ok || (len(allowed) > 0 && !slices.Contains(allowed, kind)) {
			v.fail(ptr+"/type", "unsupported type: %s", kind)
			return
		}
		shape := fields{"type": req(oneOf(kind))}
		maps.Copy(shape, known)
		v.object(ptr, m, shape)
	}
}
