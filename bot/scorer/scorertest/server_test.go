package scorertest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"mock-interviewer/bot/scorer/scorertest"
)

const prompt = "Answer in JSON.\n\nQuestion: What now?\n\nCriteria:\n- rollback (First / Rollback): Return to the last stable version at once.\n\nPitfalls:\n- pitfall-1: Panics.\n"

func messages(reply string) []map[string]string {
	data, _ := json.Marshal(map[string]string{"reply": reply})
	return []map[string]string{{"role": "system", "content": prompt}, {"role": "user", "content": "Judge.\nm-1\n" + string(data) + "\nm-1\n"}}
}

func post(t *testing.T, s *scorertest.Server, body map[string]any, key string) (int, string) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL()+"/chat/completions", strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(out)
}

func TestServerJudgesByItself(t *testing.T) {
	t.Parallel()
	s := scorertest.Start(t, scorertest.WithKey("k"))
	status, body := post(t, s, map[string]any{"model": "m", "messages": messages("I'd return to the last stable version. Then lunch.")}, "k")
	if status != 200 || !strings.Contains(body, `\"verdict\":\"met\"`) || !strings.Contains(body, "I'd return to the last stable version") {
		t.Errorf("%d %s", status, body)
	}
	if a := s.Requests()[0].Ask; a.Question != "What now?" || a.Criteria[0].ID != "rollback" || a.Pitfalls[0].ID != "pitfall-1" {
		t.Errorf("%+v", a)
	}
	if status, _ = post(t, s, map[string]any{"model": "m", "messages": messages("x")}, "other"); status != 401 {
		t.Errorf("a wrong key got %d", status)
	}
}

func TestServerRefusesWhatNoEndpointTakes(t *testing.T) {
	t.Parallel()
	schema := func(s string) map[string]any {
		return map[string]any{"model": "m", "messages": messages("x"), "response_format": map[string]any{
			"type":        "json_schema",
			"json_schema": map[string]any{"name": "n", "strict": true, "schema": json.RawMessage(s)},
		}}
	}
	for name, body := range map[string]map[string]any{
		"no model":              {"messages": messages("x")},
		"no messages":           {"model": "m"},
		"both limits":           {"model": "m", "messages": messages("x"), "max_tokens": 1, "max_completion_tokens": 1},
		"empty content":         {"model": "m", "messages": []map[string]string{{"role": "system", "content": ""}}},
		"open object":           schema(`{"type":"object","properties":{},"required":[]}`),
		"optional property":     schema(`{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}`),
		"keyword of no dialect": schema(`{"type":"string","minLength":3}`),
		"empty enum":            schema(`{"type":"string","enum":[]}`),
	} {
		s := scorertest.New()
		status, _ := post(t, s, body, "")
		if status != 400 || len(s.Problems()) != 1 {
			t.Errorf("%s: status %d, problems %q", name, status, s.Problems())
		}
		s.Close()
	}
}
