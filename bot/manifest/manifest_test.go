package manifest

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", path, diff)
	}
}

func variants() map[string]Variant {
	return map[string]Variant{"manifest": Full, "minimal": Minimal, "agent": Agent, "minimal-agent": Minimal | Agent}
}

func TestWhatIsPasted(t *testing.T) {
	t.Parallel()
	for name, v := range variants() {
		for ext, render := range map[string]func() ([]byte, error){".yaml": v.YAML, ".json": v.JSON} {
			got, err := render()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+ext, got)
		}
	}
}

func TestEveryFormSaysWhatManifestSays(t *testing.T) {
	t.Parallel()
	for name, v := range variants() {
		asJSON, err := v.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var fromJSON slack.Manifest
		dec := json.NewDecoder(bytes.NewReader(asJSON))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&fromJSON); err != nil {
			t.Errorf("%s as JSON: %v", name, err)
		}
		if diff := cmp.Diff(v.Manifest(), &fromJSON); diff != "" {
			t.Errorf("%s as JSON (-want +got)\n%s", name, diff)
		}
		asYAML, err := v.YAML()
		if err != nil {
			t.Fatal(err)
		}
		for form, out := range map[string][]byte{"YAML": asYAML, "the link": linked(t, v)} {
			var got slack.Manifest
			if err := yaml.UnmarshalWithOptions(out, &got, yaml.Strict()); err != nil {
				t.Errorf("%s as %s: %v", name, form, err)
			}
			if diff := cmp.Diff(v.Manifest(), &got); diff != "" {
				t.Errorf("%s as %s (-want +got)\n%s", name, form, diff)
			}
			if !bytes.Contains(out, []byte("messages_tab_read_only_enabled: false")) {
				t.Error("without messages_tab_read_only_enabled nobody can write to the bot")
			}
		}
	}
}

// linked is the manifest that stands in the link.
func linked(t *testing.T, v Variant) []byte {
	t.Helper()
	link, err := v.Link()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	if u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" || strings.Contains(link, "+") || len(link) > 4096 {
		t.Errorf("the link, %d characters: %s", len(link), link)
	}
	return []byte(u.Query().Get("manifest_yaml"))
}

func TestEveryScopeHasAReasonBesideIt(t *testing.T) {
	t.Parallel()
	for _, v := range variants() {
		out, err := v.YAML()
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(out), "\n")
		beside := func(name, reason string) {
			if reason == "" || !slices.ContainsFunc(lines, func(l string) bool {
				return strings.TrimSpace(l) == "- "+name+" # "+reason
			}) {
				t.Errorf("no line `- %s # %s`", name, reason)
			}
		}
		for _, s := range v.Scopes() {
			beside(s.Name, s.Reason)
		}
		for _, e := range v.Events() {
			beside(e.Name, e.Reason)
		}
	}
}

func TestEveryEventHasItsScope(t *testing.T) {
	t.Parallel()
	for _, v := range variants() {
		granted := v.Manifest().OAuthConfig.Scopes.Bot
		for _, e := range v.Events() {
			if e.Scope != "" && !slices.Contains(granted, e.Scope) {
				t.Errorf("%s needs %s, which is not asked for", e.Name, e.Scope)
			}
		}
		if !slices.IsSorted(granted) || len(slices.Compact(slices.Clone(granted))) != len(granted) {
			t.Errorf("scopes are not sorted or not unique: %v", granted)
		}
	}
}

func TestMinimalReadsNoChannel(t *testing.T) {
	t.Parallel()
	for _, s := range Minimal.Scopes() {
		if strings.HasSuffix(s.Name, ":history") && s.Name != "im:history" {
			t.Errorf("it asks for %s", s.Name)
		}
	}
	for _, e := range Minimal.Events() {
		if strings.HasPrefix(e.Name, "message.") && e.Name != "message.im" {
			t.Errorf("it hears %s", e.Name)
		}
	}
	if full, least := len(Full.Scopes()), len(Minimal.Scopes()); full-least != 2 {
		t.Errorf("%d scopes of %d", least, full)
	}
}

func TestAnAgentMaySuggestWhatToBeginWith(t *testing.T) {
	t.Parallel()
	for name, v := range variants() {
		m := v.Manifest()
		asked := slices.Contains(m.OAuthConfig.Scopes.Bot, "assistant:write")
		view := m.Features.AgentView
		if isAgent := v&Agent != 0; isAgent != asked || isAgent != (view != nil) {
			t.Errorf("%s: asks for assistant:write %v, agent view %+v", name, asked, view)
		}
		if view == nil {
			continue
		}
		if n := len(view.AgentDescription); n == 0 || n > 300 || len(view.SuggestedPrompts) == 0 || len(view.SuggestedPrompts) > 4 {
			t.Errorf("%s: a description of %d characters and %d prompts", name, n, len(view.SuggestedPrompts))
		}
	}
}

// The limits are those of Slack's manifest schema.
func TestNothingIsLongerThanSlackTakes(t *testing.T) {
	t.Parallel()
	m := New()
	for _, c := range []struct {
		what, text string
		limit      int
	}{
		{"name", m.Display.Name, 35},
		{"description", m.Display.Description, 140},
		{"bot name", m.Features.BotUser.DisplayName, 80},
		{"command", m.Features.SlashCommands[0].Command, 32},
		{"command description", m.Features.SlashCommands[0].Description, 2000},
		{"usage hint", m.Features.SlashCommands[0].UsageHint, 1000},
		{"shortcut", m.Features.Shortcuts[0].Name, 24},
		{"shortcut description", m.Features.Shortcuts[0].Description, 150},
		{"callback id", m.Features.Shortcuts[0].CallbackID, 255},
	} {
		if c.text == "" || len(c.text) > c.limit {
			t.Errorf("%s has %d characters, at most %d: %q", c.what, len(c.text), c.limit, c.text)
		}
	}
}
