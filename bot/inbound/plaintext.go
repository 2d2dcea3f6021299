package inbound

import "strings"

// plainText undoes Slack's markup, so that what a person typed reaches the grader as they see it: mentions and links
// become their labels, the entities &amp; &lt; &gt; become characters again, and our own name is taken off the front.
func plainText(text, us string) string {
	text = Cap(seen(text))
	text = strings.TrimSpace(text)
	text = strings.TrimSpace(strings.TrimPrefix(text, "<@"+us+">"))
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '>')
		if length < 0 {
			break
		}
		b.WriteString(text[:open])
		b.WriteString(tokenLabel(text[open+1 : open+length]))
		text = text[open+length+1:]
	}
	b.WriteString(text)
	text = b.String()
	if !strings.Contains(text, "&") {
		return text
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
}

// tokenLabel is what Slack shows for one of its <…> tokens.
func tokenLabel(token string) string {
	target, label, labelled := strings.Cut(token, "|")
	switch {
	case labelled && label != "" && strings.HasPrefix(target, "#"):
		return "#" + label
	case labelled && label != "":
		return label
	case strings.HasPrefix(target, "@"):
		return "@" + strings.TrimPrefix(target, "@")
	case strings.HasPrefix(target, "!"):
		return "@" + strings.TrimPrefix(target, "!")
	}
	return target
}
