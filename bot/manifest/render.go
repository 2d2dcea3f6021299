package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/slack-go/slack"
)

// document is slack.Manifest in the order that people read it, with the one `false` that must be written out.
type document struct {
	Metadata slack.ManifestMetadata `json:"_metadata"`
	Display  slack.Display          `json:"display_information"`
	Features features               `json:"features"`
	OAuth    slack.OAuthConfig      `json:"oauth_config"`
	Settings slack.Settings         `json:"settings"`
}

type features struct {
	AppHome appHome `json:"app_home"`
	slack.Features
}

// appHome exists because slack.AppHome leaves a false messages_tab_read_only_enabled out, and without it nobody could
// write to the bot.
type appHome struct {
	Home     bool `json:"home_tab_enabled"`
	Messages bool `json:"messages_tab_enabled"`
	ReadOnly bool `json:"messages_tab_read_only_enabled"`
}

// JSON returns the manifest as indented JSON with a final newline, as Slack's "from a manifest" form takes it.
func (v Variant) JSON() ([]byte, error) {
	m := v.Manifest()
	h := m.Features.AppHome
	doc := document{m.Metadata, m.Display, features{appHome{h.HomeTabEnabled, h.MessagesTabEnabled, h.MessagesTabReadOnlyEnabled}, m.Features}, m.OAuthConfig, m.Settings}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return nil, fmt.Errorf("manifest as JSON: %w", err)
	}
	return b.Bytes(), nil
}

const yamlHead = `# The Slack app of mock-interviewer. At https://api.slack.com/apps choose "Create New App", "From a manifest",
# and paste this. Then install it to the workspace (the bot token, xoxb-) and, under Basic Information, make an
# app-level token with the scope connections:write (xapp-): no manifest can make that one.
`

const minimalHead = `# Without channel history: in channels it hears only what mentions it (@mock-interviewer my answer…), in direct messages everything.
`

const agentHead = `# Slack shows it among its agents, where the workspace has them; some of that needs a paid plan.
`

// YAML returns the same manifest as YAML; a comment beside each scope and event says what it is for.
func (v Variant) YAML() ([]byte, error) {
	comments := yaml.CommentMap{}
	lists := map[bool]string{false: "bot", true: "bot_optional"}
	rows := map[bool]int{}
	for _, s := range v.Scopes() {
		place := fmt.Sprintf("$.oauth_config.scopes.%s[%d]", lists[s.Optional], rows[s.Optional])
		comments[place] = []*yaml.Comment{yaml.LineComment(" " + s.Reason)}
		rows[s.Optional]++
	}
	for i, e := range v.Events() {
		comments[fmt.Sprintf("$.settings.event_subscriptions.bot_events[%d]", i)] = []*yaml.Comment{yaml.LineComment(" " + e.Reason)}
	}
	out, err := v.yaml(yaml.WithComment(comments))
	if err != nil {
		return nil, err
	}
	head := yamlHead
	if v.has(Minimal) {
		head += minimalHead
	}
	if v.has(Agent) {
		head += agentHead
	}
	return append([]byte(head), out...), nil
}

func (v Variant) yaml(options ...yaml.EncodeOption) ([]byte, error) {
	data, err := v.JSON()
	if err != nil {
		return nil, err
	}
	var ordered yaml.MapSlice // keeps the order of the keys
	if err := yaml.UnmarshalWithOptions(data, &ordered, yaml.UseOrderedMap()); err != nil {
		return nil, fmt.Errorf("manifest as YAML: %w", err)
	}
	out, err := yaml.MarshalWithOptions(ordered, append(options, yaml.IndentSequence(true))...)
	if err != nil {
		return nil, fmt.Errorf("manifest as YAML: %w", err)
	}
	return out, nil
}

// Link returns the page of Slack that creates the app of this manifest: whoever opens it only chooses the workspace.
// The manifest stands in it without its comments.
func (v Variant) Link() (string, error) {
	out, err := v.yaml()
	if err != nil {
		return "", err
	}
	// %20 is a space to every reader of an address, + only to some.
	return "https://api.slack.com/apps?new_app=1&manifest_yaml=" + strings.ReplaceAll(url.QueryEscape(string(out)), "+", "%20"), nil
}
