package blocks

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// faults are what our own messages must never hold, beyond Slack's limits: a token that we did not write, a character
// that turns the reading direction, an unclosed fence around right-to-left text, half a character, an empty fallback.
func faults(body []byte) []string {
	var tree map[string]any
	if err := json.Unmarshal(body, &tree); err != nil {
		return []string{err.Error()}
	}
	var out []string
	if fallback, isMessage := tree["text"].(string); isMessage {
		out = append(out, tokens(fallback)...)
		if strings.TrimSpace(fallback) == "" {
			out = append(out, "the fallback is empty")
		}
		if utf8.RuneCountInString(fallback) > 4000 {
			out = append(out, "the fallback is too long for an update")
		}
		if strings.ContainsAny(fallback, "`*") {
			out = append(out, "the fallback holds marks that are read aloud: "+fallback)
		}
	}
	set, _ := tree["blocks"].([]any)
	if len(set) == 0 {
		out = append(out, "no blocks")
	}
	if n := lengthOf(set); n > 13000 {
		out = append(out, fmt.Sprintf("%d characters in all", n))
	}
	for _, b := range set {
		block, _ := json.Marshal(b)
		if strings.Count(string(block), "\u2068") != strings.Count(string(block), "\u2069") {
			out = append(out, "open fence in "+string(block))
		}
	}
	return append(out, textFaults(tree)...)
}

var ourTokens = regexp.MustCompile(`<@[A-Z0-9]+>|<#[A-Z0-9]+>|<!date\^\d+\^[^|<>]*\|[^<>]*>`)

// tokens finds what Slack would read as a mention or link though we did not write it.
func tokens(s string) []string {
	rest := ourTokens.ReplaceAllString(s, "")
	if strings.ContainsAny(rest, "<>") {
		return []string{"unescaped markup: " + s}
	}
	return nil
}

func textFaults(node any) []string {
	var out []string
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			out = append(out, textFaults(child)...)
		}
	case map[string]any:
		if text, ok := node["text"].(string); ok {
			out = append(out, oneText(text, node["type"])...)
		}
		for _, child := range node {
			out = append(out, textFaults(child)...)
		}
	}
	return out
}

func oneText(text string, kind any) []string {
	var out []string
	if kind == "mrkdwn" {
		out = tokens(text)
	}
	if strings.ContainsAny(text, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067") {
		out = append(out, "direction override in "+text)
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		out = append(out, "half a character in "+text)
	}
	return out
}
