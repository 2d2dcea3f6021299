package blocks

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"mock-interviewer/bot/workspace"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares what a person would see with testdata/NAME.json, and checks it against Slack's limits.
func golden(t *testing.T, name string, seen any) {
	t.Helper()
	if m, ok := seen.(Message); ok && m.Simple != nil {
		simple, _ := m.Simpler()
		golden(t, name+"-simple", simple)
		m.Simple = nil
		seen = m
	}
	body, err := json.Marshal(seen)
	if err != nil {
		t.Fatal(err)
	}
	check(t, name, seen, body)
	compare(t, filepath.Join("testdata", name+".json"), pretty(t, body))
}

func check(t *testing.T, name string, seen any, body []byte) {
	t.Helper()
	problems := workspace.ValidateView
	if _, ok := seen.(Message); ok {
		problems = workspace.ValidateMessage
	}
	for _, p := range problems(body) {
		t.Errorf("%s: %v", name, p)
	}
	for _, p := range faults(body) {
		t.Errorf("%s: %s", name, p)
	}
}

func compare(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update and read what it writes", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is shown any more; run the test with -update and read the difference.\ngot:\n%s", path, got)
	}
}

func pretty(t *testing.T, body []byte) []byte {
	t.Helper()
	var tree any
	if err := json.Unmarshal(body, &tree); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(tree); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
