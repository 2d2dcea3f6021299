package scorer

import (
	"testing"
)

func TestChooseTakesTheLLMOnlyWhereOneIsConfigured(t *testing.T) {
	t.Parallel()
	offline := NewOffline(nil)
	for _, tc := range []struct {
		mode Mode
		cfg  LLMConfig
		want string
	}{
		{ModeAuto, LLMConfig{}, "offline"},
		{"", LLMConfig{}, "offline"},
		{ModeAuto, LLMConfig{APIKey: "k", Model: "m"}, "llm"},
		{ModeAuto, LLMConfig{BaseURL: "http://localhost:11434/v1", Model: "m"}, "llm"},
		{ModeOffline, LLMConfig{APIKey: "k"}, "offline"},
		{ModeLLM, LLMConfig{Model: "m"}, "error"},
		{ModeLLM, LLMConfig{APIKey: "k"}, "error"},
		{"best", LLMConfig{APIKey: "k"}, "error"},
	} {
		s, err := Choose(tc.mode, tc.cfg, offline)
		got := "error"
		switch s.(type) {
		case *Offline:
			got = "offline"
		case *LLM:
			got = "llm"
		}
		if got != tc.want || (err != nil) != (tc.want == "error") {
			t.Errorf("%q %+v: %s, %v", tc.mode, tc.cfg, got, err)
		}
	}
}

func TestAdHocQuestionsAlwaysHaveCriteria(t *testing.T) {
	t.Parallel()
	o := NewOffline(nil)
	for _, ref := range []string{"", "Yes", "A stack.", "One. Two. Three.", "- a\n- b\n"} {
		q := AdHoc("What?", ref)
		if len(q.Rubric.Criteria) == 0 {
			t.Errorf("%q: no criteria", ref)
		}
		offlineScore(t, o, q, "anything at all")
	}
	q := AdHoc("What does a prototype do?", "It simulates the behaviour of portions of the desired software.")
	if got := offlineScore(t, o, q, "It simulates how portions of the software behave."); got < 60 {
		t.Errorf("a paraphrase scored %d", got)
	}
	if got := offlineScore(t, o, q, "The weather was lovely."); got > 10 {
		t.Errorf("nonsense scored %d", got)
	}
}
