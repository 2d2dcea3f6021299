package blocks

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain writes testdata/reading.txt after an update: every golden message as it reads, so that the whole voice can be
// read through in one sitting.
func TestMain(m *testing.M) {
	code := m.Run()
	if *update && code == 0 {
		text, err := readAll()
		if err == nil {
			err = os.WriteFile("testdata/reading.txt", text, 0o600)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func TestReadingIsUpToDate(t *testing.T) {
	t.Parallel()
	if *update {
		t.Skip("written when the tests are done")
	}
	text, err := readAll()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/reading.txt", text)
}

func readAll() ([]byte, error) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out strings.Builder
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var tree map[string]any
		if err := json.Unmarshal(body, &tree); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		fmt.Fprintf(&out, "==== %s\n", strings.TrimSuffix(filepath.Base(f), ".json"))
		if s, ok := tree["text"].(string); ok {
			fmt.Fprintf(&out, "(aloud) %s\n\n", s)
		}
		out.WriteString(readTree(tree["blocks"]) + "\n\n")
	}
	return []byte(out.String()), nil
}

// reading is a message as it reads on a screen.
func reading(m Message) string {
	body, _ := json.Marshal(m)
	var tree map[string]any
	_ = json.Unmarshal(body, &tree)
	return m.Text + "\n" + readTree(tree["blocks"])
}

func readTree(node any) string {
	var lines []string
	set, _ := node.([]any)
	for _, b := range set {
		lines = append(lines, readBlock(b.(map[string]any)))
	}
	return strings.Join(lines, "\n")
}

func readBlock(b map[string]any) string {
	switch b["type"] {
	case "header":
		return "# " + readText(b["text"])
	case "section":
		out := readText(b["text"])
		if acc, ok := b["accessory"].(map[string]any); ok {
			out += "  [" + readText(acc["text"]) + "]"
		}
		return out
	case "context":
		return "    " + strings.ReplaceAll(readTexts(b["elements"], ""), "\n", "\n    ")
	case "actions":
		return readTexts(b["elements"], "  ")
	case "input":
		return readInput(b)
	case "table":
		return readTable(b["rows"].([]any))
	case "data_visualization":
		return readChart(b)
	case "image":
		return "(picture) " + b["alt_text"].(string)
	case "divider":
		return "----"
	}
	return readRich(b["elements"], 0)
}

func readTable(rows []any) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, cell := range row.([]any) {
			cells = append(cells, readText(cell))
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return strings.Join(lines, "\n")
}

func readChart(b map[string]any) string {
	out := "(chart) " + b["title"].(string)
	series := b["chart"].(map[string]any)["series"].([]any)[0].(map[string]any)
	for _, point := range series["data"].([]any) {
		p := point.(map[string]any)
		out += fmt.Sprintf(" · %s %v", p["label"], p["value"])
	}
	return out
}

// readInput is a field of a form: its label, what can be chosen, what stands in it and the hint below.
func readInput(b map[string]any) string {
	e := b["element"].(map[string]any)
	out := readText(b["label"]) + ":"
	if options := readTexts(e["options"], " "); options != "" {
		out += " " + options
	}
	chosen, _ := e["initial_option"].(map[string]any)
	if ticked := readTexts(e["initial_options"], " "); ticked != "" {
		out += " (" + ticked + ")"
	}
	for _, now := range []any{readText(chosen["text"]), e["initial_value"], e["initial_time"]} {
		if text, _ := now.(string); text != "" {
			out += " (" + text + ")"
		}
	}
	if hint := readText(b["hint"]); hint != "" {
		out += "\n    " + hint
	}
	return out
}

func readText(node any) string {
	m, _ := node.(map[string]any)
	s, _ := m["text"].(string)
	return s
}

func readTexts(node any, between string) string {
	var out []string
	set, _ := node.([]any)
	for _, e := range set {
		m := e.(map[string]any)
		if inner, ok := m["text"].(map[string]any); ok {
			out = append(out, "["+readText(inner)+"]")
			continue
		}
		out = append(out, readText(m))
	}
	return strings.Join(out, between)
}

func readRich(node any, _ int) string {
	var out []string
	set, _ := node.([]any)
	for _, e := range set {
		m := e.(map[string]any)
		if m["type"] != "rich_text_list" {
			out = append(out, readSpans(m["elements"]))
			continue
		}
		indent, _ := m["indent"].(float64)
		pad := strings.Repeat("  ", int(indent))
		for _, item := range m["elements"].([]any) {
			text := readSpans(item.(map[string]any)["elements"])
			out = append(out, pad+"• "+strings.ReplaceAll(text, "\n", "\n"+pad+"  "))
		}
	}
	return strings.Join(out, "\n")
}

func readSpans(node any) string {
	var out strings.Builder
	set, _ := node.([]any)
	for _, e := range set {
		m := e.(map[string]any)
		text, _ := m["text"].(string)
		style, _ := m["style"].(map[string]any)
		switch {
		case m["type"] == "user":
			text = "@" + m["user_id"].(string)
		case style["bold"] == true:
			text = "*" + text + "*"
		case style["code"] == true:
			text = "`" + text + "`"
		}
		out.WriteString(text)
	}
	return out.String()
}
