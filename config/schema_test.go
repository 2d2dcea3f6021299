package config

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/config.schema.json")

func TestTheSchemaInTheDocumentsIsCurrent(t *testing.T) {
	t.Parallel()
	got, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "docs", "config.schema.json")
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

// valid says what the schema thinks of a YAML file.
func valid(t *testing.T, text string) error {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	return resolved.Validate(plainly(doc))
}

// plainly turns YAML's numbers into those of JSON.
func plainly(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = plainly(x)
		}
	case []any:
		for i, x := range v {
			v[i] = plainly(x)
		}
	case uint64:
		return float64(v)
	case int64:
		return float64(v)
	}
	return v
}

func TestTheSchemaAndTheLoaderAgree(t *testing.T) {
	t.Parallel()
	for text, good := range map[string]bool{
		wholeFile:                                      true,
		"http:\n":                                      true,
		"guides: embedded\n":                           true,
		"scorer: gpt\n":                                false,
		"slack: {token: x}\n":                          false,
		"nonsense: 1\n":                                false,
		"llm: {timeout: soon}\n":                       false,
		"llm: {concurrency: 65}\n":                     false,
		"llm: {concurrency: 0}\n":                      false,
		"budget: {tokens_per_month: -1}\n":             false,
		"backup: {keep: 367}\n":                        false,
		"daily: [{cron: 0 9 * * *}]\n":                 false,
		"daily: [{channel: C012345, x: 1}]":            false,
		"daily: [{channel: C012345, difficulty: odd}]": false,
		"daily: {channel: C012345}\n":                  false,
		"log: debug\n":                                 false,
	} {
		_, loads := Load(env("MOCK_INTERVIEWER_CONFIG", file(t, text)))
		if fits := valid(t, text); (fits == nil) != good || (loads == nil) != good {
			t.Errorf("%s\nthe schema says %v, Load says %v; want good: %v", text, fits, loads, good)
		}
	}
}

// The bounds and choices stand in the table beside the check that enforces them; here they are held to each other.
func TestTheTableKnowsTheBoundsThatItsChecksEnforce(t *testing.T) {
	t.Parallel()
	for _, f := range fields() {
		if f.doc == "" || !strings.HasSuffix(f.doc, ".") || f.env == "" {
			t.Errorf("%s: wants a sentence about it, and a variable", f.path)
		}
		takes := func(text string, want bool) {
			t.Helper()
			c := Default()
			if p := f.set(&c, setting{text: text}); (p == nil) != want {
				t.Errorf("%s: takes %q: %v, want %v", f.path, text, p == nil, want)
			}
		}
		if _, number := f.get(Default()).(int); number {
			takes(strconv.Itoa(f.least), true)
			takes(strconv.Itoa(f.most), true)
			takes(strconv.Itoa(f.least-1), false)
			takes(strconv.Itoa(f.most+1), false)
		}
		for _, choice := range f.oneOf {
			takes(choice, true)
			takes(choice+"x", false)
		}
		if low, high, ok := strings.Cut(f.durations, " to "); ok {
			takes(low, true)
			takes(high, true)
			takes(high+"1s", false)
		}
	}
	for _, f := range dailyFields() {
		if f.doc == "" {
			t.Errorf("daily %s: wants a sentence about it", f.name)
		}
		if low, high, ok := strings.Cut(f.durations, " to "); ok {
			for text, want := range map[string]bool{low: true, high: true, high + "1s": false} {
				d := defaultDaily()
				if p := f.set(&d, text); (p == nil) != want {
					t.Errorf("daily %s: takes %q: %v, want %v", f.name, text, p == nil, want)
				}
			}
		}
	}
}

func TestChangedNamesWhatDiffersAndWhatWantsARestart(t *testing.T) {
	t.Parallel()
	before, err := Load(env("MOCK_INTERVIEWER_CONFIG", file(t, wholeFile)))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, changed, fixed string }{
		"nothing":    {"scorer: llm", "scorer: llm", "", ""},
		"a scorer":   {"scorer: llm", "scorer: offline", "scorer", ""},
		"a token":    {"xoxb-0000-file", "xoxb-1111-file", "", "slack.bot_token"},
		"a folder":   {"data: /var/lib/", "data: /var/lib2/", "", "data"},
		"a level":    {"level: debug", "level: warn", "log.level", ""},
		"a schedule": {"cron: 30 8", "cron: 31 8", "daily", ""},
		"a zone":     {"Europe/Berlin", "Europe/Paris", "daily", ""},
		"two":        {"  model: qwen3:8b\n  timeout: 90s", "  model: qwen4\n  timeout: 91s", "llm.model llm.timeout", ""},
	} {
		after, err := Load(env("MOCK_INTERVIEWER_CONFIG", file(t, strings.Replace(wholeFile, c.old, c.new, 1))))
		if err != nil {
			t.Fatal(err)
		}
		changed, fixed := Changed(before, after)
		if strings.Join(changed, " ") != c.changed || strings.Join(fixed, " ") != c.fixed {
			t.Errorf("%s: changed %q, fixed %q; want %q, %q", name, changed, fixed, c.changed, c.fixed)
		}
	}
}
