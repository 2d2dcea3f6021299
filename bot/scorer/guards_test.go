package scorer

import (
	"math/rand/v2"
	"strings"
	"testing"

	"mock-interviewer/questions"
)

func embedded(t testing.TB) []*questions.Question {
	t.Helper()
	b, err := questions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b.Questions()
}

func offlineScore(t testing.TB, o *Offline, q *questions.Question, reply string) int {
	t.Helper()
	res, err := o.Score(t.Context(), Request{Question: q, Reply: reply})
	if err != nil {
		t.Fatal(err)
	}
	g, err := gradeOf(q, res)
	if err != nil {
		t.Fatal(err)
	}
	return g.Score
}

// tell is the model answer as prose.
func tell(q *questions.Question) string {
	var b strings.Builder
	var walk func([]questions.Point)
	walk = func(ps []questions.Point) {
		for _, p := range ps {
			b.WriteString(p.Text + "\n")
			walk(p.Points)
		}
	}
	walk(q.Answer)
	return b.String()
}

// weakReplies are ways to say much and mean little, made from a question.
func weakReplies(q *questions.Question, all string) map[string]string {
	var labels, words, against []string
	for _, c := range q.Rubric.Criteria {
		labels = append(labels, c.Label)
		words = append(words, strings.Fields(c.Text)...)
		against = append(against, "You don't need "+strings.ToLower(c.Label)+".", "Never "+strings.ToLower(c.Text))
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return map[string]string{
		"empty":        " \n\u200b",
		"dunno":        "Sorry, I don't know that one.",
		"pass":         "pass",
		"echo":         q.Title,
		"echo twice":   "That is a good question: " + q.Title + " " + q.Title,
		"list":         strings.Join(labels, ", "),
		"word salad":   strings.Join(words[:min(len(words), 40)], ", "),
		"negated":      strings.Join(against, " "),
		"dump":         all,
		"cooking":      "First I boil a large pot of salted water, then I cook the pasta until it is firm. Meanwhile I fry garlic and onions in olive oil, add tomatoes and basil, and serve everything with cheese. My guests loved it last week.",
		"content-free": "I would handle this professionally with industry best practices, staying calm and confident. I am very experienced and always deliver excellent, world-class results in every situation.",
	}
}

func TestOfflineRefusesRepliesThatOnlyLookGood(t *testing.T) {
	t.Parallel()
	qs := append(embedded(t), badDeploy(), toldStory())
	o := NewOffline(qs)
	var all strings.Builder
	for _, q := range qs {
		all.WriteString(tell(q))
	}
	for _, q := range qs {
		for kind, reply := range weakReplies(q, all.String()) {
			if got := offlineScore(t, o, q, reply); got >= 45 {
				t.Errorf("%s: a %s reply scored %d", q.ID, kind, got)
			}
		}
	}
}

func TestOfflineCreditsGoodReplies(t *testing.T) {
	t.Parallel()
	qs := append(embedded(t), badDeploy(), toldStory())
	o := NewOffline(qs)
	for _, q := range qs {
		if q.Kind == questions.Story {
			continue // the guide's own story is told in the third person
		}
		if answer := tell(q); answer != "" {
			if got := offlineScore(t, o, q, answer); got <= 60 {
				t.Errorf("%s: the model answer scored %d", q.ID, got)
			}
		}
	}
	if got := offlineScore(t, o, badDeploy(), strongDeploy); got <= 60 {
		t.Errorf("a strong reply scored %d", got)
	}
	if got := offlineScore(t, o, toldStory(), strongStory); got <= 60 {
		t.Errorf("a strong story scored %d", got)
	}
}

func TestOfflineStoryNeedsOwnActionAndResult(t *testing.T) {
	t.Parallel()
	o := NewOffline(embedded(t))
	full := offlineScore(t, o, toldStory(), strongStory)
	we := offlineScore(t, o, toldStory(), strings.NewReplacer(" I ", " we ", "I was asked", "we were asked").Replace(strongStory))
	noResult := offlineScore(t, o, toldStory(), strings.Split(strongStory, " Failed releases")[0])
	if we >= full || noResult >= full {
		t.Errorf("full %d, “we” for “I” %d, without a result %d", full, we, noResult)
	}
}

func TestOfflineTellsReversedClaims(t *testing.T) {
	t.Parallel()
	o := NewOffline(embedded(t))
	for _, reply := range []string{
		"Never roll back.", "I would not roll back to the previous version.", "You don't need a rollback here.",
		"Rolling back is pointless.", "There is no need to revert anything.", "We never, ever revert a release.",
	} {
		res, err := o.Score(t.Context(), Request{Question: badDeploy(), Reply: reply + " We wait for users to get used to it."})
		if err != nil {
			t.Fatal(err)
		}
		if j := res.Judgements[0]; j.Verdict != questions.Missed {
			t.Errorf("%q: %+v", reply, j)
		}
	}
	for _, reply := range []string{
		"I'd roll back without waiting for approval.", "Don't panic, just roll back.", "I do not hesitate, I revert the release.",
		"We never deploy without a way to roll back.", "I would not only page people but also roll back.",
	} {
		res, err := o.Score(t.Context(), Request{Question: badDeploy(), Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		if j := res.Judgements[0]; j.Verdict == questions.Missed {
			t.Errorf("%q: %+v", reply, j)
		}
	}
}

func TestOfflineQuotesStandInTheReply(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	for _, q := range qs {
		reply := tell(q)
		res, err := o.Score(t.Context(), Request{Question: q, Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range res.Judgements {
			if !strings.Contains(reply, j.Quote) || (j.Quote == "") != (j.Verdict == questions.Missed) || j.Reason == "" {
				t.Errorf("%s: %+v", q.ID, j)
			}
		}
	}
}

func TestOfflineSeesThroughHiddenCharacters(t *testing.T) {
	t.Parallel()
	o := NewOffline(embedded(t))
	hidden := strings.ReplaceAll(strongDeploy, "roll", "r\u200bo\u00adl\ufeffl")
	if a, b := offlineScore(t, o, badDeploy(), strongDeploy), offlineScore(t, o, badDeploy(), hidden); a != b {
		t.Errorf("%d with hidden characters, %d without", b, a)
	}
}

func TestOfflinePitfallsNeedAnAffirmativeClause(t *testing.T) {
	t.Parallel()
	o := NewOffline(embedded(t))
	for reply, want := range map[string]bool{
		"I push a rushed fix straight to production with no understanding of the cause needed.":              false,
		"I'd push a rushed fix straight to production, understanding the cause comes later.":                 true,
		"It would be a mistake to push a rushed fix straight to production without understanding the cause.": false,
		"I never push a rushed fix straight to production.":                                                  false,
		strongDeploy: false,
	} {
		res, err := o.Score(t.Context(), Request{Question: badDeploy(), Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		if got := res.Pitfalls[0].Present; got != want {
			t.Errorf("%q: present %v, want %v", reply, got, want)
		}
	}
}

// A whole model answer belongs to its own question. Only a true story may be told on another question that asks for one.
func TestOfflineTellsAnswersToOtherQuestions(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	pairs, high := 0, 0
	for i, a := range qs {
		reply := tell(a)
		for k, b := range qs {
			if a == b || (i+k)%3 != 0 || a.Kind == questions.Story && b.Kind == questions.Story {
				continue // a third of the pairs tells enough
			}
			pairs++
			if got := offlineScore(t, o, b, reply); got >= 45 {
				high++
				t.Logf("the answer to %s scored %d on %s", a.ID, got, b.ID)
			}
		}
	}
	if 100*high > pairs {
		t.Errorf("%d of %d answers to another question reached developing, want at most one in a hundred", high, pairs)
	}
}

func TestOfflineNeedsMoreThanOneEverydayWordOfAnAlias(t *testing.T) {
	t.Parallel()
	q := badDeploy()
	q.Rubric.Criteria[1].Aliases = []string{"fail over", "at least once"}
	o := NewOffline(append(embedded(t), q))
	for reply, missed := range map[string]bool{
		"Things fail, so I would wait for somebody to look.":          true,
		"I look at it once more in the morning.":                      true,
		"I would fail over to the other site and look at it later.":   false,
		"Sends must happen at least once, however long that may take": false,
	} {
		res, err := o.Score(t.Context(), Request{Question: q, Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		if j := res.Judgements[1]; (j.Verdict == questions.Missed) != missed {
			t.Errorf("%q: %+v", reply, j)
		}
	}
}

// One word can be the answer; what a claim calls useless is not the claim.
func TestOfflineHearsShortAnswersAndWhatIsCalledUseless(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ question, reference, reply string }{
		{"Which stack operation corresponds to enqueue in a queue?", "push", "The stack operation that corresponds to enqueue in a queue is push."},
		{"Why are duplicate packets a problem?", "They load the network with unnecessary traffic.", "The network is loaded by unnecessary traffic."},
	} {
		q := AdHoc(tc.question, tc.reference)
		if got := offlineScore(t, NewOffline(append(embedded(t), q)), q, tc.reply); got < 70 {
			t.Errorf("%q scored %d", tc.reply, got)
		}
	}
}

// People type notes, not essays; a list of words has nothing that holds them together.
func TestOfflineTellsNotesFromAListOfWords(t *testing.T) {
	t.Parallel()
	qs := embedded(t)
	o := NewOffline(qs)
	for reply, notes := range map[string]bool{
		"- rollback to last good version first\n- feature flag off if rollback not possible\n- tell support + stakeholders\n- check logs/metrics for root cause\n- add regression test, canary with auto abort": true,
		"Rolled back to previous version, disabled flag, told on-call and support, dug through logs, found cause, added test + canary deploys afterwards.":                                                      true,
		"rollback, feature flag, hotfix, root cause analysis, regression test, canary, status page, database migration, stakeholders, postmortem":                                                               false,
		"Rollback. Feature flag. Notify stakeholders. Root cause analysis. Regression tests. Canary.":                                                                                                           false,
	} {
		if got := offlineScore(t, o, qs[7], reply); (got >= 45) != notes {
			t.Errorf("%q scored %d", reply, got)
		}
	}
}

func BenchmarkOffline(b *testing.B) {
	qs := embedded(b)
	o := NewOffline(qs)
	for _, bc := range []struct{ name, reply string }{{"typed", strongDeploy}, {"model answer", tell(qs[7])}, {"flood", strings.Repeat(waffle+" ", 12)}} {
		b.Run(bc.name, func(b *testing.B) {
			b.SetBytes(int64(len(bc.reply)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := o.Score(b.Context(), Request{Question: qs[7], Reply: bc.reply}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestOfflineSaysWhyAReasonWithoutAPointIsMissed(t *testing.T) {
	t.Parallel()
	o := NewOffline(embedded(t))
	for reply, want := range map[string]string{
		"Soup should be served warm, because cold fat tastes of nothing, otherwise nobody ever finishes the bowl.":  "hardly a point that it backs",
		"Soup should be served warm in a large bowl with some parsley on top and a slice of bread beside the bowl.": "does not say why",
	} {
		res, err := o.Score(t.Context(), Request{Question: badDeploy(), Reply: reply})
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range res.Judgements {
			if j.Criterion == "reasoning" && (j.Verdict != questions.Missed || !strings.Contains(j.Reason, want)) {
				t.Errorf("%q: %s, %q, want %q", reply, j.Verdict, j.Reason, want)
			}
		}
	}
}
