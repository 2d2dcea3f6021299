package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mock-interviewer/bot/scorer/scorertest"
)

// Nothing is asked, or paid for, twice.
func TestAnInterruptedEvalGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	server := scorertest.Start(t)
	vars := map[string]string{"OPENAI_BASE_URL": server.URL(), "OPENAI_MODEL": "tiny"}
	whole := filepath.Join(t.TempDir(), "whole.csv")
	if r := evaluate(t, vars, answersFile, "--predictions", whole, "--jobs", "1"); r.code != 0 {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	all := len(server.Requests())

	ctx, cancel := context.WithCancel(t.Context())
	asked := new(atomic.Int32)
	broken := scorertest.Start(t, scorertest.WithJudge(func(a scorertest.Ask) scorertest.Judgement {
		if asked.Add(1) == 3 {
			cancel()
		}
		return scorertest.Lexical(a)
	}))
	vars["OPENAI_BASE_URL"] = broken.URL()
	out := filepath.Join(t.TempDir(), "out.csv")
	var stdout, stderr notes
	args := []string{"eval", "--guide", kitchen, answersFile, "--predictions", out, "--jobs", "1", "--json"}
	code := run(ctx, args, func(name string) string { return vars[name] }, strings.NewReader(""), &stdout, &stderr)
	var got struct{ N, Graded int }
	if err := json.Unmarshal([]byte(stdout.String()), &got); err != nil || code != 1 || got.N != 6 || got.Graded == 0 || got.Graded >= 6 {
		t.Fatalf("interrupted: exit %d, %v, %+v, %s", code, err, got, stderr.String())
	}
	half := readCSV(t, out)
	if len(half) != 7 || half[1][8] == "" || half[6][8] != "" {
		t.Errorf("the predictions of half a run: %v", half)
	}
	if info, err := os.Stat(out + ".partial"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("what is remembered: %v, %v", info, err)
	}

	before := len(broken.Requests())
	r := evaluate(t, vars, answersFile, "--predictions", out, "--jobs", "1")
	if r.code != 0 || !strings.Contains(r.err, "were graded by an earlier run") {
		t.Fatalf("going on: exit %d, %s", r.code, r.err)
	}
	if again := len(broken.Requests()) - before; again >= all {
		t.Errorf("%d requests, as many as for the whole file", again)
	}
	if diff := cmp.Diff(readCSV(t, whole), readCSV(t, out)); diff != "" {
		t.Errorf("(-one run +two runs)\n%s", diff)
	}
	if _, err := os.Stat(out + ".partial"); !os.IsNotExist(err) {
		t.Errorf("what was remembered is left behind: %v", err)
	}
}

// A grade is only taken over where the same judge would have been asked the same.
func TestWhatAnEarlierRunGradedOtherwiseIsGradedAnew(t *testing.T) {
	t.Parallel()
	server := scorertest.Start(t)
	vars := map[string]string{"OPENAI_BASE_URL": server.URL(), "OPENAI_MODEL": "tiny"}
	out := filepath.Join(t.TempDir(), "out.csv")
	// The last reply fails, so that the others stay remembered.
	server.SetJudge(func(a scorertest.Ask) scorertest.Judgement {
		if strings.Contains(a.Reply, "oven") {
			return scorertest.Judgement{}
		}
		return scorertest.Lexical(a)
	})
	if r := evaluate(t, vars, answersFile, "--predictions", out); r.code != 0 || !strings.Contains(r.out, "Not graded: invalid 1.") {
		t.Fatalf("exit %d, %s%s", r.code, r.out, r.err)
	}
	// A kill may leave half a line.
	f, err := os.OpenFile(out+".partial", os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString("\n{\"key\":\"0")
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	if r := evaluate(t, vars, answersFile, "--predictions", out); !strings.Contains(r.err, "5 of 6 were graded by an earlier run") {
		t.Errorf("the same again: %s", r.err)
	}
	vars["OPENAI_MODEL"] = "other"
	if r := evaluate(t, vars, answersFile, "--predictions", out); strings.Contains(r.err, "earlier run") {
		t.Errorf("another model: %s", r.err)
	}
}

func TestEvalGivesUpOnAnEndpointThatIsGone(t *testing.T) {
	t.Parallel()
	refusing, asked := model(t, http.StatusUnauthorized, `{"error":{"message":"no","code":"invalid_api_key"}}`)
	vars := llmVars(refusing)
	r := evaluate(t, vars, answersFile, "--json", "--jobs", "1")
	if r.code != 1 || asked.Load() > 2 || !strings.Contains(r.err, "gave up: not graded: unauthorized") || !strings.Contains(r.out, `"graded": 0`) {
		t.Errorf("a wrong key: %d requests, exit %d, %s", asked.Load(), r.code, r.err)
	}
	noSecret(t, r)
}
