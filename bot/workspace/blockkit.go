package workspace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode/utf8"
)

// Problem is one reason why Slack would refuse blocks or a view, at a JSON pointer such as /blocks/0/text/text.
type Problem struct {
	Pointer string
	Message string
}

// String is the problem as Slack words it in response_metadata.messages, without its "[ERROR] ".
func (p Problem) String() string { return fmt.Sprintf("%s [json-pointer:%s]", p.Message, p.Pointer) }

// ValidateMessage checks a message, {"text":…, "blocks":[…], "metadata":{…}}, or a bare array of blocks, against
// Slack's limits. Fields of the message other than these are not looked at. No problems: nil.
//
// Block types that this workspace does not know (charts, cards, data tables …) are refused: an app must be ready for
// a workspace that does not have them.
func ValidateMessage(message []byte) []Problem {
	v := &validator{surface: "message"}
	val, err := decode(message)
	if err != nil {
		return []Problem{{"", "invalid JSON: " + err.Error()}}
	}
	switch m := val.(type) {
	case []any:
		v.blocks("/blocks", m, maxMessageBlocks)
	case map[string]any:
		v.message(m)
	default:
		v.fail("", "must be an object or an array of blocks")
	}
	return v.problems
}

// ValidateView checks a modal or a Home, as given to views.open or views.publish, against Slack's limits.
func ValidateView(view []byte) []Problem {
	v := &validator{}
	val, err := decode(view)
	if err != nil {
		return []Problem{{"", "invalid JSON: " + err.Error()}}
	}
	m, ok := val.(map[string]any)
	if !ok {
		return []Problem{{"/view", "must be an object"}}
	}
	if len(view) > maxViewBytes {
		v.fail("/view", "must be less than 250 KB")
	}
	v.surface, _ = m["type"].(string)
	switch v.surface {
	case "modal":
		v.object("/view", m, fields{
			"type": req(oneOf("modal")), "title": req(text(plain, 24)), "submit": opt(text(plain, 24)),
			"close": opt(text(plain, 24)), "blocks": req(blockList), "private_metadata": opt(str(0, 3000)),
			"callback_id": opt(str(0, 255)), "external_id": opt(str(0, 255)), "clear_on_close": opt(boolean),
			"notify_on_close": opt(boolean), "submit_disabled": opt(boolean),
		})
		if v.inputs > 0 && m["submit"] == nil {
			v.fail("/view/submit", "missing required field: submit, as the view has input blocks")
		}
	case "home":
		v.object("/view", m, fields{
			"type": req(oneOf("home")), "blocks": req(blockList), "private_metadata": opt(str(0, 3000)),
			"callback_id": opt(str(0, 255)), "external_id": opt(str(0, 255)),
		})
	default:
		v.fail("/view/type", "must be modal or home")
	}
	return v.problems
}

const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxViewBytes     = 250 << 10
	maxMessageText   = 40000
	maxUpdateText    = 4000
	maxBlockChars    = 13200
	maxMetadataBytes = 8 << 10
)

// validator walks decoded JSON and gathers problems.
type validator struct {
	surface  string // message, modal or home
	problems []Problem
	inputs   int
	tables   int
	focused  int
	ids      map[string]bool // block ids
	actions  map[string]bool // action ids of the block at hand
}

type (
	check func(v *validator, ptr string, val any)
	field struct {
		check    check
		required bool
	}
	fields map[string]field
)

func req(c check) field { return field{c, true} }
func opt(c check) field { return field{c, false} }

func (v *validator) fail(ptr, format string, args ...any) {
	if len(v.problems) < 20 {
		v.problems = append(v.problems, Problem{ptr, fmt.Sprintf(format, args...)})
	}
}

// object checks known fields, and refuses missing and unknown ones.
func (v *validator) object(ptr string, m map[string]any, known fields) {
	for _, name := range sortedKeys(known) {
		val, present := m[name]
		switch {
		case present && val != nil:
			known[name].check(v, ptr+"/"+name, val)
		case known[name].required:
			v.fail(ptr, "missing required field: %s", name)
		}
	}
	for _, name := range sortedKeys(m) {
		if _, ok := known[name]; !ok {
			v.fail(ptr, "invalid additional property: %s", name)
		}
	}
}

func (v *validator) message(m map[string]any) {
	txt, _ := m["text"].(string)
	if utf8.RuneCountInString(txt) > maxMessageText {
		v.fail("/text", "must be at most %d characters", maxMessageText)
	}
	list, hasBlocks := m["blocks"].([]any)
	if hasBlocks {
		v.blocks("/blocks", list, maxMessageBlocks)
	}
	if strings.TrimSpace(txt) == "" && len(list) == 0 {
		v.fail("", "no_text: a message needs text or blocks")
	}
	if n := countChars(list); n > maxBlockChars {
		v.fail("/blocks", "msg_blocks_too_long: %d characters of text, at most %d", n, maxBlockChars)
	}
	if meta, ok := m["metadata"]; ok && meta != nil {
		if problem := metadataProblem(raw(meta)); problem != "" {
			v.fail("/metadata", "%s", problem)
		}
	}
}

func blockList(v *validator, ptr string, val any) {
	list, ok := val.([]any)
	if !ok {
		v.fail(ptr, "must be an array")
		return
	}
	v.blocks(ptr, list, maxViewBlocks)
}

func (v *validator) blocks(ptr string, list []any, most int) {
	v.ids = map[string]bool{}
	if len(list) > most {
		v.fail(ptr, "no more than %d items allowed", most)
	}
	for i, b := range list {
		v.block(fmt.Sprintf("%s/%d", ptr, i), b)
	}
	if v.tables > 1 {
		v.fail(ptr, "only one table is allowed per message")
	}
	if v.focused > 1 {
		v.fail(ptr, "only one element may have focus_on_load")
	}
}

func (v *validator) block(ptr string, val any) {
	b, ok := val.(map[string]any)
	if !ok {
		v.fail(ptr, "must be an object")
		return
	}
	kind, _ := b["type"].(string)
	known, ok := blockTypes()[kind]
	if !ok {
		v.fail(ptr+"/type", "unsupported type: %s", kind)
		return
	}
	if !strings.Contains(known.surfaces, v.surface) {
		v.fail(ptr+"/type", "block type %s is not allowed in a %s", kind, v.surface)
		return
	}
	v.actions = map[string]bool{}
	shape := fields{"type": req(oneOf(kind)), "block_id": opt(blockID)}
	maps.Copy(shape, known.fields)
	v.object(ptr, b, shape)
	if known.also != nil {
		known.also(v, ptr, b)
	}
}

func blockID(v *validator, ptr string, val any) {
	str(1, 255)(v, ptr, val)
	id, _ := val.(string)
	if v.ids[id] {
		v.fail(ptr, "block_id %q already exists", id)
	}
	v.ids[id] = true
}

// decode reads JSON and keeps numbers as they were written.
func decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var val any
	if err := d.Decode(&val); err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	return val, nil
}
