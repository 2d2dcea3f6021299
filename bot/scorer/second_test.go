package scorer

import (
	"strings"
	"testing"

	"mock-interviewer/bot/scorer/scorertest"
	"mock-interviewer/questions"
)

// looks gives one judge's answers to the first request and another's to the second.
func looks(t *testing.T, first, second scorertest.Judge, change ...func(*LLMConfig)) (*LLM, *scorertest.Server) {
	t.Helper()
	s := scorertest.Start(t)
	s.Then(scorertest.Judged(first), scorertest.Judged(second))
	lexicon := func(c *LLMConfig) { c.Lexicon = NewOffline(append(embedded(t), badDeploy())) }
	l, _ := newTestLLM(t, s, append([]func(*LLMConfig){lexicon}, change...)...)
	return l, s
}

func allMissed(a scorertest.Ask) scorertest.Judgement { return scorertest.Fixed()(a) }

func byCriterion(res Result) map[string]questions.Judgement {
	by := map[string]questions.Judgement{}
	for _, j := range res.Judgements {
		by[j.Criterion] = j
	}
	return by
}

func TestSecondLookOnlyOnStrongDisagreement(t *testing.T) {
	t.Parallel()
	fair := scorertest.Fixed(
		met("rollback", "I would roll back to the previous version"),
		met("isolation", "I'd isolate the faulty component behind a feature flag"),
		met("root-cause", "I look at the logs and metrics of the release to find the root cause"),
		scorertest.Verdict{ID: "testing", Quote: "we add a regression test", Reason: "In part.", Verdict: "partial"},
		met("example", "reverting took four minutes and errors dropped from 12% to zero"),
	)
	l, s := looks(t, fair, allMissed)
	res, err := l.Score(t.Context(), deployRequest())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.Requests()); n != 1 || res.SecondLook {
		t.Errorf("%d requests, second look %v, though both agree", n, res.SecondLook)
	}
}

func TestSecondLookAsksInAnotherOrderAndOnlyOnce(t *testing.T) {
	t.Parallel()
	l, s := looks(t, allMissed, allMissed)
	res, err := l.Score(t.Context(), deployRequest())
	if err != nil {
		t.Fatal(err)
	}
	reqs := s.Requests()
	if len(reqs) != 2 || !res.SecondLook || res.SecondModel != "" || res.Attempts != 2 {
		t.Fatalf("%d requests, result %+v", len(reqs), res)
	}
	first, second := reqs[0].Ask.Criteria, reqs[1].Ask.Criteria
	if first[0].ID != second[len(second)-1].ID || first[0].ID == second[0].ID {
		t.Errorf("the order is the same: %v, %v", first, second)
	}
	if got := scoreOf(t, badDeploy(), res); got != 0 {
		t.Errorf("two looks agree on nothing found, yet %d", got)
	}
}

func TestSecondLookAsksTheSecondModel(t *testing.T) {
	t.Parallel()
	l, s := looks(t, allMissed, scorertest.AllMet, func(c *LLMConfig) { c.SecondModel = "other-model" })
	res, err := l.Score(t.Context(), deployRequest())
	if err != nil {
		t.Fatal(err)
	}
	reqs := s.Requests()
	if len(reqs) != 2 || reqs[0].Model != "test-model" || reqs[1].Model != "other-model" || res.SecondModel != "other-model" || res.Model != "test-model" {
		t.Fatalf("%d requests, result %+v", len(reqs), res)
	}
	if reqs[0].Ask.Criteria[0].ID != reqs[1].Ask.Criteria[0].ID {
		t.Error("another model was asked in another order too")
	}
}

func TestWhatStaysApartIsUnclearAndSaysSo(t *testing.T) {
	t.Parallel()
	l, _ := looks(t, allMissed, scorertest.Lexical)
	res, err := l.Score(t.Context(), deployRequest())
	if err != nil {
		t.Fatal(err)
	}
	j := byCriterion(res)["root-cause"]
	if j.Verdict != questions.Unclear || j.Quote == "" || !j.QuoteVerified || !strings.Contains(j.Reason, "once found and once not found") {
		t.Errorf("%+v", j)
	}
	if j := byCriterion(res)["example"]; j.Verdict != questions.Missed {
		t.Errorf("both looks missed it: %+v", j)
	}
}

func TestFirstLookStandsWhereTheSecondFails(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]scorertest.Behaviour{
		"500": scorertest.Status(500, "x"), "limited": scorertest.Limited(0), "refusal": scorertest.Refusal(),
		"cut off": scorertest.CutOff(), "broken": scorertest.Content("{"), "hangup": scorertest.Hangup(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := scorertest.Start(t)
			s.Then(scorertest.Judged(allMissed), b)
			l, waits := newTestLLM(t, s, func(c *LLMConfig) { c.Lexicon = NewOffline(nil) })
			res, err := l.Score(t.Context(), deployRequest())
			if err != nil || res.SecondLook || len(res.Judgements) != 6 || len(*waits) != 0 {
				t.Errorf("%v, %+v, waits %v", err, res, *waits)
			}
			if n := len(s.Requests()); n != 2 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestReconcile(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		first, second questions.Verdict
		estimate      float64
		want          questions.Verdict
	}{
		{"met", "met", 0, "met"},
		{"missed", "missed", 1, "missed"},
		{"met", "missed", 1, "unclear"},
		{"missed", "met", 0, "unclear"},
		{"met", "partial", 0.9, "met"},
		{"partial", "met", 0.3, "partial"},
		{"partial", "missed", 0.6, "partial"},
		{"missed", "partial", 0, "missed"},
		{"unclear", "missed", 1, "missed"},
		{"missed", "unclear", 1, "missed"},
		{"unclear", "met", 1, "unclear"},
		{"partial", "unclear", 1, "unclear"},
		{"unclear", "unclear", 1, "unclear"},
	} {
		estimate := questions.Judgement{Verdict: questions.Missed, Strength: tc.estimate}
		got := reconcile(questions.Judgement{Verdict: tc.first}, questions.Judgement{Verdict: tc.second}, estimate)
		if got.Verdict != tc.want {
			t.Errorf("%s, %s with an estimate of %.1f: %s, want %s", tc.first, tc.second, tc.estimate, got.Verdict, tc.want)
		}
	}
}

// Of another language the estimate knows neither the words nor the grammar.
func TestAnotherLanguageIsTheModelsToJudge(t *testing.T) {
	t.Parallel()
	for _, said := range [][3]string{
		{
			"Zuerst rolle ich auf die letzte stabile Version zurück, damit die Benutzer wieder arbeiten können.",
			"Dann schalte ich den fehlerhaften Teil mit einem Schalter ab.",
			"Danach suche ich in den Protokollen nach der Ursache.",
		},
		{"首先立即回滚到上一个稳定版本，让用户恢复正常。", "然后用功能开关隔离有问题的组件。", "接着查看日志和指标找到根本原因。"},
	} {
		fair := scorertest.Fixed(met("rollback", said[0]), met("isolation", said[1]), met("root-cause", said[2]))
		l, _ := looks(t, fair, fair)
		res, err := l.Score(t.Context(), Request{Question: badDeploy(), Reply: strings.Join(said[:], " ")})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"rollback", "isolation", "root-cause"} {
			if j := byCriterion(res)[id]; j.Verdict != questions.Met {
				t.Errorf("%s of %s: %s, %s", id, said, j.Verdict, j.Reason)
			}
		}
	}
}
