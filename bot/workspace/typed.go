package workspace

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
)

var (
	typedToken = regexp.MustCompile(`@[A-Za-z0-9][A-Za-z0-9._-]*|#[a-z0-9][a-z0-9_-]*|https?://[^\s<>|]+`)
	slackToken = regexp.MustCompile(`<[@#!]?[^<>]+>`)
)

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// typed turns what somebody typed into a message's text, as Slack's composer does: & < > become entities, and
// @name, #channel and links become tokens. Tokens that somebody types by hand stay text.
func (w *Workspace) typed(s string) string {
	var out strings.Builder
	last := 0
	for _, at := range typedToken.FindAllStringIndex(s, -1) {
		if at[0] > 0 && isWordByte(s[at[0]-1]) {
			continue // an e-mail address, or a fragment of a URL
		}
		token, used := w.resolve(s[at[0]:at[1]])
		if token == "" {
			continue
		}
		out.WriteString(escape(s[last:at[0]]))
		out.WriteString(token)
		last = at[0] + used
	}
	out.WriteString(escape(s[last:]))
	return out.String()
}

func isWordByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

// resolve turns one typed name into a token, and says how many of its bytes it used; "" if nobody has that name.
func (w *Workspace) resolve(s string) (token string, used int) {
	if strings.HasPrefix(s, "http") {
		return "<" + strings.ReplaceAll(s, "&", "&amp;") + ">", len(s)
	}
	trimmed := strings.TrimRight(s, "._-")
	name := strings.ToLower(trimmed[1:])
	if s[0] == '#' {
		if c := w.channel(name); c != nil && c.im == nil {
			return "<#" + c.id + "|" + c.name + ">", len(trimmed)
		}
		return "", 0
	}
	switch name {
	case "here", "channel", "everyone":
		return "<!" + name + ">", len(trimmed)
	case strings.ToLower(w.cfg.Manifest.Features.BotUser.DisplayName):
		return "<@" + w.app.UserID + ">", len(trimmed)
	}
	for _, p := range w.people {
		if strings.ToLower(p.info.Name) == name {
			return "<@" + p.info.ID + ">", len(trimmed)
		}
	}
	return "", 0
}

// richTextOf is the rich_text block that Slack puts beside a person's message.
func richTextOf(txt string) json.RawMessage {
	var elements []any
	plainText := func(s string) {
		if s != "" {
			elements = append(elements, map[string]any{"type": "text", "text": html.UnescapeString(s)})
		}
	}
	last := 0
	for _, at := range slackToken.FindAllStringIndex(txt, -1) {
		plainText(txt[last:at[0]])
		elements = append(elements, tokenElement(txt[at[0]+1:at[1]-1]))
		last = at[1]
	}
	plainText(txt[last:])
	if len(elements) == 0 {
		return nil
	}
	return raw([]any{map[string]any{"type": "rich_text", "block_id": "typed", "elements": []any{
		map[string]any{"type": "rich_text_section", "elements": elements},
	}}})
}

func tokenElement(inner string) map[string]any {
	id, label, _ := strings.Cut(inner, "|")
	switch id[0] {
	case '@':
		return map[string]any{"type": "user", "user_id": id[1:]}
	case '#':
		return map[string]any{"type": "channel", "channel_id": id[1:]}
	case '!':
		return map[string]any{"type": "broadcast", "range": id[1:]}
	}
	link := map[string]any{"type": "link", "url": html.UnescapeString(id)}
	if label != "" {
		link["text"] = html.UnescapeString(label)
	}
	return link
}
