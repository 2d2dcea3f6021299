package bot

import "strings"

// named finds the person in "start @colleague …" and takes them out of the text. The text is as Slack sends it: a person
// is <@U0123> or <@U0123|name>. In anything else nobody is named and the text stays as it is.
func named(text string, self identity) (user, rest string) {
	said := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "<@"+self.User+">"))
	word, after := words(said)
	if word != "start" || !strings.HasPrefix(after, "<@") {
		return "", text
	}
	token, more, closed := strings.Cut(after[2:], ">")
	id, _, _ := strings.Cut(token, "|")
	if !closed || !isPerson(id) || id == self.User {
		return "", text
	}
	return id, "start " + strings.TrimSpace(more)
}
