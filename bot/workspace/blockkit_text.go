package workspace

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

// countChars adds up the characters of every text in blocks.
func countChars(val any) int {
	n := 0
	walk(val, func(m map[string]any) {
		for _, key := range []string{"text", "alt_text"} {
			if s, ok := m[key].(string); ok {
				n += utf8.RuneCountInString(s)
			}
		}
	})
	return n
}

// walk calls visit for each object in decoded JSON, outer ones first.
func walk(val any, visit func(map[string]any)) {
	switch t := val.(type) {
	case []any:
		for _, item := range t {
			walk(item, visit)
		}
	case map[string]any:
		visit(t)
		for _, k := range sortedKeys(t) {
			walk(t[k], visit)
		}
	}
}

var mentionToken = regexp.MustCompile(`<(?:@([UW][A-Z0-9]+)|!(here|channel|everyone))(?:\|[^>]*)?>`)

// mentionsIn lists whom a text notifies.
func mentionsIn(s string) []string {
	var out []string
	for _, m := range mentionToken.FindAllStringSubmatch(s, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

// mentions lists whom a message notifies: through its blocks where it has some, else through its text. Only mrkdwn,
// markdown blocks and rich text can notify; plain_text cannot.
func mentions(txt string, blocks json.RawMessage) []string {
	var out []string
	val, err := decode(blocks)
	if len(blocks) == 0 || err != nil {
		out = mentionsIn(txt)
	}
	walk(val, func(m map[string]any) {
		s, _ := m["text"].(string)
		switch m["type"] {
		case "mrkdwn", "markdown":
			out = append(out, mentionsIn(s)...)
		case "user":
			out = append(out, fmt.Sprint(m["user_id"]))
		case "broadcast":
			out = append(out, fmt.Sprint(m["range"]))
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// withIDs gives a block_id and action_id to blocks and elements that have none, as Slack does.
func (w *Workspace) withIDs(blocks json.RawMessage) json.RawMessage {
	val, err := decode(blocks)
	list, ok := val.([]any)
	if len(blocks) == 0 || err != nil || !ok {
		return blocks
	}
	for _, item := range list {
		b, _ := item.(map[string]any)
		if b == nil {
			continue
		}
		if s, _ := b["block_id"].(string); s == "" {
			b["block_id"] = w.id("b")
		}
		for _, e := range elementsOf(b) {
			if s, _ := e["action_id"].(string); s == "" {
				e["action_id"] = w.id("a")
			}
		}
	}
	return raw(list)
}

// elementsOf returns a block's interactive elements.
func elementsOf(b map[string]any) []map[string]any {
	var out []map[string]any
	add := func(val any) {
		if m, ok := val.(map[string]any); ok && isInteractive(m["type"]) {
			out = append(out, m)
		}
	}
	switch b["type"] {
	case "section":
		add(b["accessory"])
	case "input":
		add(b["element"])
	case "actions", "context_actions":
		l, _ := b["elements"].([]any)
		for _, e := range l {
			add(e)
		}
	}
	return out
}

func isInteractive(kind any) bool {
	s, _ := kind.(string)
	return s != "" && s != "image" && s != "plain_text" && s != "mrkdwn"
}

// metadataProblem names Slack's error for metadata, or "".
func metadataProblem(data json.RawMessage) string {
	var m struct {
		EventType    string                     `json:"event_type"`
		EventPayload map[string]json.RawMessage `json:"event_payload"`
	}
	if json.Unmarshal(data, &m) != nil || m.EventType == "" || m.EventPayload == nil {
		return "invalid_metadata_format"
	}
	if len(data) > maxMetadataBytes {
		return "metadata_too_large"
	}
	for _, v := range m.EventPayload {
		var val any
		if json.Unmarshal(v, &val) != nil {
			return "invalid_metadata_format"
		}
		if _, nested := val.(map[string]any); nested {
			return "invalid_metadata_schema"
		}
	}
	return ""
}
