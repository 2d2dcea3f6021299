package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mock-interviewer/bot/scorer/scorertest"
)

const (
	secretKey = "sk-test-KEYSECRETVALUE"
	reply     = "I wrap the loaf in a clean cotton cloth overnight. I never freeze it."
	verdicts  = `{"criteria":[
		{"id":"cloth","quote":"wrap the loaf in a clean cotton cloth","reason":"Names the cloth.","verdict":"met"},
		{"id":"freezer","quote":"","reason":"Does not freeze it.","verdict":"missed"}],
		"follow_up":"What else keeps bread for longer than a week?",
		"pitfalls":[{"id":"pitfall-1","quote":"","reason":"","verdict":"absent"}]}`
)

// model is a scripted OpenAI-compatible endpoint: it says the same to everything. It returns its base URL.
func model(t *testing.T, status int, body string) (url string, calls *atomic.Int32) {
	t.Helper()
	calls = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer "+secretKey {
			t.Errorf("asked %s", r.URL.Path)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", calls
}

func completion(t *testing.T, content string) string {
	t.Helper()
	data, err := json.Marshal(map[string]any{
		"id": "x", "object": "chat.completion", "model": "tiny",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content}}},
		"usage":   map[string]any{"prompt_tokens": 100, "completion_tokens": 20, "prompt_tokens_details": map[string]any{"cached_tokens": 60}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func llmVars(url string) map[string]string {
	return map[string]string{"OPENAI_API_KEY": secretKey, "OPENAI_BASE_URL": url, "OPENAI_MODEL": "tiny"}
}

func TestScoreByTheLLMHasTheContractsShape(t *testing.T) {
	t.Parallel()
	url, _ := model(t, 200, completion(t, verdicts))
	r := invoke(t, llmVars(url), reply, "score", "--question", "1", "--guide", kitchen, "--json")
	if r.code != 0 || r.err != "" {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"question_id": "kitchen-1", "graded": true, "scorer": "llm", "model": "tiny", "score": 50.0, "band": "developing",
		"criteria": []any{
			map[string]any{"id": "cloth", "label": "Cloth", "weight": 1.0, "verdict": "met", "quote": "wrap the loaf in a clean cotton cloth", "quote_verified": true, "reason": "Names the cloth.", "credit": 1.0},
			map[string]any{"id": "freezer", "label": "Freezer", "weight": 1.0, "verdict": "missed", "quote": "", "quote_verified": false, "reason": "Does not freeze it.", "credit": 0.0},
		},
		"pitfalls":  []any{map[string]any{"id": "pitfall-1", "label": "Storing the loaf in the refrigerator.", "verdict": "absent", "quote": ""}},
		"follow_up": "What else keeps bread for longer than a week?",
		"usage":     map[string]any{"prompt_tokens": 100.0, "cached_tokens": 60.0, "completion_tokens": 20.0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestScorePrintsACard(t *testing.T) {
	t.Parallel()
	url, _ := model(t, 200, completion(t, verdicts))
	r := invoke(t, llmVars(url), reply, "score", "--question", "1", "--guide", kitchen)
	if r.code != 0 || r.err != "" {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	host := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/v1")
	golden(t, "card.txt", strings.ReplaceAll(r.out, host, "HOST"))
}

// A reply that was not graded has no score, not even 0, and nothing of the key.
func TestNotGradedHasNoScore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
	}{
		"the key is refused, and repeated": {401, `{"error":{"message":"Incorrect API key provided: ` + secretKey + `","code":"invalid_api_key"}}`},
		"no JSON":                          {200, completion(t, "I would give it 80 out of 100.")},
		"a criterion is missing":           {200, completion(t, `{"criteria":[],"follow_up":"","pitfalls":[]}`)},
		"refused":                          {200, strings.Replace(completion(t, ""), `"content":""`, `"content":"","refusal":"I cannot."`, 1)},
	} {
		url, calls := model(t, c.status, c.body)
		asJSON := invoke(t, llmVars(url), reply, "score", "--question", "1", "--guide", kitchen, "--json")
		asCard := invoke(t, llmVars(url), reply, "score", "--question", "1", "--guide", kitchen)
		var got map[string]any
		if err := json.Unmarshal([]byte(asJSON.out), &got); err != nil {
			t.Fatalf("%s: %v in %q", name, err, asJSON.out)
		}
		keys := slices.Sorted(maps.Keys(got))
		if asJSON.code != 1 || !slices.Equal(keys, []string{"error", "graded", "question_id"}) || got["graded"] != false || got["error"] == "" {
			t.Errorf("%s: exit %d, %s", name, asJSON.code, asJSON.out)
		}
		if asCard.code != 1 || asCard.out != "" || !strings.Contains(asCard.err, "not graded") {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", name, asCard.code, asCard.out, asCard.err)
		}
		if calls.Load() == 0 {
			t.Errorf("%s: the model was not asked", name)
		}
		noSecret(t, asJSON, asCard)
		if all := asJSON.err + asCard.err + asJSON.out; strings.Contains(all, "cotton cloth") {
			t.Errorf("%s: the reply is in the log: %s", name, all)
		}
	}
}

func TestTheScorerIsChosenByFlagThenConfiguration(t *testing.T) {
	t.Parallel()
	url, calls := model(t, 200, completion(t, verdicts))
	vars := llmVars(url)
	scored := func(vars map[string]string, flags ...string) string {
		r := invoke(t, vars, reply, append([]string{"score", "--question", "1", "--guide", kitchen, "--json"}, flags...)...)
		var got struct{ Scorer, Model string }
		if err := json.Unmarshal([]byte(r.out), &got); err != nil {
			t.Fatalf("exit %d, %s", r.code, r.err)
		}
		return got.Scorer
	}
	if got := scored(nil); got != "offline" {
		t.Errorf("nothing configured: %s", got)
	}
	if got := scored(vars, "--scorer", "offline"); got != "offline" || calls.Load() != 0 {
		t.Errorf("--scorer offline: %s, %d calls", got, calls.Load())
	}
	if got := scored(vars); got != "llm" {
		t.Errorf("auto with an endpoint: %s", got)
	}
	vars["MOCK_INTERVIEWER_SCORER"] = "offline"
	if got := scored(vars); got != "offline" {
		t.Errorf("configured offline: %s", got)
	}
	if got := scored(vars, "--scorer", "llm"); got != "llm" {
		t.Errorf("the flag above it: %s", got)
	}
	r := invoke(t, nil, reply, "score", "--question", "1", "--guide", kitchen, "--scorer", "llm")
	if r.code != 2 || !strings.Contains(r.err, "OPENAI_BASE_URL") {
		t.Errorf("llm without an endpoint: exit %d, %s", r.code, r.err)
	}
}

func TestWhatIsNoReplyIsWrongUsage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ stdin, says string }{
		"nothing":    {"", "no reply"},
		"only space": {" \n\t\n", "no reply"},
		"too long":   {strings.Repeat("bread ", maxReply/6+1), "64 KiB"},
		"not UTF-8":  {"bread \xff", "UTF-8"},
	} {
		r := invoke(t, nil, c.stdin, "score", "--question", "1", "--guide", kitchen, "--json")
		if r.code != 2 || r.out != "" || !strings.Contains(r.err, c.says) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", name, r.code, r.out, r.err)
		}
	}
}

func noSecret(t *testing.T, results ...result) {
	t.Helper()
	for _, r := range results {
		for _, out := range []string{r.out, r.err} {
			if strings.Contains(out, "SECRETVALUE") {
				t.Errorf("shows a secret: %s", out)
			}
		}
	}
}

// The model and the estimate are far apart here, so the second model is asked.
func TestTheSecondModelTakesTheSecondLook(t *testing.T) {
	t.Parallel()
	server := scorertest.Start(t, scorertest.WithJudge(func(a scorertest.Ask) scorertest.Judgement {
		j := scorertest.Lexical(a)
		for i := range j.Criteria {
			j.Criteria[i].Verdict, j.Criteria[i].Quote = "missed", ""
		}
		return j
	}))
	vars := map[string]string{"OPENAI_BASE_URL": server.URL(), "OPENAI_MODEL": "tiny", "OPENAI_SECOND_MODEL": "large"}
	whole := "I wrap the loaf in a clean cotton cloth so that the crust can breathe. I slice the bread and freeze it on the day of baking."
	if r := invoke(t, vars, whole, "score", "--question", "1", "--guide", kitchen); r.code != 0 {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	var models []string
	for _, req := range server.Requests() {
		models = append(models, req.Model)
	}
	if !slices.Equal(models, []string{"tiny", "large"}) {
		t.Errorf("asked %v", models)
	}
}
