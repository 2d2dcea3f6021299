package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mock-interviewer/config"
	"mock-interviewer/questions"
)

func TestTheWordEmbeddedMeansTheSameEverywhere(t *testing.T) {
	t.Parallel()
	if config.Embedded != questions.EmbeddedName {
		t.Errorf("config says %q, questions %q", config.Embedded, questions.EmbeddedName)
	}
}

func TestQuestionsAreListedAndShown(t *testing.T) {
	t.Parallel()
	for args, file := range map[string]string{
		"questions list":                      "list.txt",
		"questions list --json":               "list.json",
		"questions list --category technical": "list-technical.txt",
		"questions show 1":                    "show.txt",
		"questions show kitchen-1 --json":     "show.json",
	} {
		r := invoke(t, nil, "", append(strings.Fields(args), "--guide", kitchen)...)
		if r.code != 0 || r.err != "" {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
		golden(t, file, r.out)
		if strings.HasSuffix(file, ".json") && !json.Valid([]byte(r.out)) {
			t.Errorf("%s: no JSON", args)
		}
	}
}

func TestTheEmbeddedGuideIsReadWhereNoneIsNamed(t *testing.T) {
	t.Parallel()
	r := invoke(t, nil, "", "questions", "list", "--json")
	var all []listed
	if err := json.Unmarshal([]byte(r.out), &all); err != nil || r.code != 0 {
		t.Fatalf("exit %d, %v, %s", r.code, err, r.err)
	}
	if len(all) < 40 {
		t.Errorf("%d questions, want at least 40", len(all))
	}
}

func TestGuidesComeFromTheFlagElseTheConfiguration(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"MOCK_INTERVIEWER_GUIDES": kitchen}
	if r := invoke(t, vars, "", "questions", "show", "2"); r.code != 0 || !strings.HasPrefix(r.out, "kitchen-2 ") {
		t.Errorf("from the environment: exit %d, %s%s", r.code, r.out, r.err)
	}
	other := filepath.Join(t.TempDir(), "other.md")
	data, err := os.ReadFile(kitchen)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := invoke(t, vars, "", "questions", "show", "2", "--guide", other); r.code != 0 || !strings.HasPrefix(r.out, "other-2 ") {
		t.Errorf("from the flag: exit %d, %s%s", r.code, r.out, r.err)
	}
	r := invoke(t, nil, "", "questions", "list", "--guide", other, "--guide", kitchen)
	if r.code != 0 || strings.Count(r.out, "\n") != 5 {
		t.Errorf("two guides: exit %d, %s%s", r.code, r.out, r.err)
	}
}

func TestAFlagMakesBadConfigurationOfGuidesOfNoAccount(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"MOCK_INTERVIEWER_GUIDES": "nope.md", "SLACK_BOT_TOKEN": "nonsense"}
	if r := invoke(t, vars, "", "questions", "list"); r.code != 2 || !strings.Contains(r.err, "MOCK_INTERVIEWER_GUIDES") || strings.Contains(r.err, "SLACK") {
		t.Errorf("without the flag: exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, vars, "", "questions", "list", "--guide", kitchen); r.code != 0 {
		t.Errorf("with it: exit %d, %s", r.code, r.err)
	}
	vars["MOCK_INTERVIEWER_CONFIG"] = "nope.yaml"
	if r := invoke(t, vars, "", "questions", "list", "--guide", kitchen); r.code != 2 || !strings.Contains(r.err, "MOCK_INTERVIEWER_CONFIG") {
		t.Errorf("a configuration file that is not there: exit %d, %s", r.code, r.err)
	}
}

func TestWhatCannotBeFoundIsWrongUsage(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"questions show 9":               "9",
		"questions show kitchen-":        "kitchen",
		"questions list --category wine": "Technical, Behavioral",
		"score --question 9":             "--question",
	} {
		r := invoke(t, nil, "a reply", append(strings.Fields(args), "--guide", kitchen)...)
		if r.code != 2 || r.out != "" || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", args, r.code, r.out, r.err)
		}
	}
	for _, command := range []string{"questions list", "questions show 1", "score --question 1"} {
		for _, guide := range []string{"nope.md", "testdata/broken.md"} {
			r := invoke(t, nil, "a reply", append(strings.Fields(command), "--guide", guide)...)
			if r.code != 2 || r.out != "" || !strings.Contains(r.err, guide) {
				t.Errorf("%s --guide %s: exit %d, stdout %q, stderr %q", command, guide, r.code, r.out, r.err)
			}
		}
	}
}

func TestLintPrintsFileLineAndMessage(t *testing.T) {
	t.Parallel()
	warned := filepath.Join(t.TempDir(), "warned.md")
	text := "## Questions\n\n### Technical Questions\n\n#### 1. Which flour for pizza?\n- **Answer**:\n  - **Strong**: Flour with much protein.\n\n#### 2. Which flour for pizza?\n- **Answer**:\n  - **Strong**: Flour with much protein.\n"
	if err := os.WriteFile(warned, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name  string
		files []string
		code  int
		out   []string // how each line begins
	}{
		{"good", []string{kitchen}, 0, nil},
		{"a warning", []string{warned}, 0, []string{warned + ":9: warning: "}},
		{"an error", []string{"testdata/broken.md"}, 1, []string{"testdata/broken.md:5: "}},
		{"a missing file", []string{"nope.md"}, 1, []string{"nope.md: "}},
		{"good and bad", []string{kitchen, "testdata/broken.md", "nope.md"}, 1, []string{"testdata/broken.md:5: ", "nope.md: "}},
		{"the same name twice", []string{kitchen, kitchen}, 1, []string{"testdata/kitchen.md"}},
		{"a folder", []string{"testdata"}, 1, []string{"testdata/broken.md:5: "}},
		{"a folder without guides", []string{"testdata/help"}, 1, []string{"testdata/help: "}},
	}
	for _, c := range cases {
		r := invoke(t, nil, "", append([]string{"questions", "lint"}, c.files...)...)
		lines := strings.FieldsFunc(r.out, func(r rune) bool { return r == '\n' })
		if r.code != c.code || len(lines) != len(c.out) || r.err == "" {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", c.name, r.code, r.out, r.err)
			continue
		}
		for i, want := range c.out {
			if !strings.HasPrefix(lines[i], want) {
				t.Errorf("%s: %q; want %q first", c.name, lines[i], want)
			}
		}
	}
}

func TestLintAsJSONIsAList(t *testing.T) {
	t.Parallel()
	for file, n := range map[string]int{kitchen: 0, "testdata/broken.md": 1} {
		r := invoke(t, nil, "", "questions", "lint", "--json", file)
		var problems []struct {
			File, Severity, Message string
			Line                    int
		}
		if err := json.Unmarshal([]byte(r.out), &problems); err != nil || len(problems) != n || problems == nil {
			t.Errorf("%s: %v, %s", file, err, r.out)
		}
	}
}
