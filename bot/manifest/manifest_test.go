package manifest

import (
	"bytes"
	"encoding/json"
	"flag"
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

func TestWhatIsPasted(t *testing.T) {
	t.Parallel()
	for name, render := range map[string]func() ([]byte, error){"manifest.yaml": YAML, "manifest.json": JSON} {
		got, err := render()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, got)
	}
}

func TestBothFormsSayWhatNewSays(t *testing.T) {
	t.Parallel()
	asJSON, err := JSON()
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := YAML()
	if err != nil {
		t.Fatal(err)
	}
	var fromJSON, fromYAML slack.Manifest
	dec := json.NewDecoder(bytes.NewReader(asJSON))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&fromJSON); err != nil {
		t.Errorf("JSON: %v", err)
	}
	if err := yaml.UnmarshalWithOptions(asYAML, &fromYAML, yaml.Strict()); err != nil {
		t.Errorf("YAML: %v", err)
	}
	if diff := cmp.Diff(New(), &fromJSON); diff != "" {
		t.Errorf("JSON (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(New(), &fromYAML); diff != "" {
		t.Errorf("YAML (-want +got)\n%s", diff)
	}
	for _, out := range [][]byte{asJSON, asYAML} {
		if !bytes.Contains(out, []byte("messages_tab_read_only_enabled")) {
			t.Error("without messages_tab_read_only_enabled nobody can write to the bot")
		}
	}
}

func TestEveryScopeHasAReasonBesideIt(t *testing.T) {
	t.Parallel()
	out, err := YAML()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(out), "\n")
	beside := func(name, reason string) bool {
		return reason != "" && slices.ContainsFunc(lines, func(l string) bool {
			return strings.TrimSpace(l) == "- "+name+" # "+reason
		})
	}
	for _, s := range Scopes() {
		if !beside(s.Name, s.Reason) {
			t.Errorf("no line `- %s # %s`", s.Name, s.Reason)
		}
	}
	for _, e := range Events() {
		if !beside(e.Name, e.Reason) {
			t.Errorf("no line `- %s # %s`", e.Name, e.Reason)
		}
	}
}

func TestEveryEventHasItsScope(t *testing.T) {
	t.Parallel()
	granted := New().OAuthConfig.Scopes.Bot
	for _, e := range Events() {
		if e.Scope != "" && !slices.Contains(granted, e.Scope) {
			t.Errorf("%s needs %s, which is not asked for", e.Name, e.Scope)
		}
	}
	if !slices.IsSorted(granted) || len(slices.Compact(slices.Clone(granted))) != len(granted) {
		t.Errorf("scopes are not sorted or not unique: %v", granted)
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
