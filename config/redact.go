package config

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// secretShape matches what looks like a token or a key wherever it was pasted, with the rest of its word.
var secretShape = regexp.MustCompile(`(?i)(xox[a-z]|xapp|xwfp|sk|gsk|ghp|bearer)[-_ ][^\s"']{6,}`)

// redact takes out of a message the given secrets and everything that looks like one.
func redact(msg string, secrets []string) string {
	for _, s := range secrets {
		if len(s) >= 4 {
			msg = strings.ReplaceAll(msg, s, hidden)
		}
	}
	return secretShape.ReplaceAllString(msg, hidden)
}

// shown is how much of a bad value a message repeats, in characters.
const shown = 60

// show quotes a value that is no secret, capped so that a pasted file does not fill the screen.
func show(v string) string {
	v = redact(v, nil)
	if utf8.RuneCountInString(v) > shown {
		v = string([]rune(v)[:shown]) + "…"
	}
	return strconv.Quote(v)
}
