package inbound

import "strings"

// Words splits a typed command into its first word, lower-cased and without the punctuation that a phone may put after
// it, and the rest.
func Words(text string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimSpace(text), " ")
	return strings.TrimRight(strings.ToLower(first), ".!?"), strings.TrimSpace(rest)
}

// named finds the person in "start @colleague …" and takes them out of the text. The text is as Slack sends it: a person
// is <@U0123> or <@U0123|name>. In anything else nobody is named and the text stays as it is.
func named(text, us string) (user, rest string) {
	said := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "<@"+us+">"))
	word, after := Words(said)
	if word != "start" || !strings.HasPrefix(after, "<@") {
		return "", text
	}
	token, more, closed := strings.Cut(after[2:], ">")
	id, _, _ := strings.Cut(token, "|")
	if !closed || !IsPerson(id) || id == us {
		return "", text
	}
	return id, "start " + strings.TrimSpace(more)
}

// IsPerson says whether an id is a person's. Where a channel is asked for, Slack takes it for their direct message.
func IsPerson(id string) bool {
	return strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W")
}
