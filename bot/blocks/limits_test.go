package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
)

// hostile draws text as no friend writes it: long, without spaces, with markup, mentions, joiners, marks, both directions.
func hostile() *rapid.Generator[string] {
	pieces := []string{
		"", " ", "word ", "<!channel>", "<@U0VICTIM>", "&amp;", "&", "`", "*", "_", ":fire:", "\n", "\u202e", "\u2066", "مرحبا ", "שלום",
		"👨‍👩‍👧‍👦", "🇦🇹", "e\u0301", "\u200d", "船舶", "\x00", "\xff", "<https://evil.example|x>", "incomprehensibilities",
	}
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 4).Draw(t, "pieces") {
			b.WriteString(strings.Repeat(rapid.SampledFrom(pieces).Draw(t, "piece"), rapid.SampledFrom([]int{1, 2, 40, 150}).Draw(t, "times")))
		}
		return b.String()
	})
}

// hostileQuestion is as large as a guide may make it, and larger.
func hostileQuestion(t *rapid.T, id string, kinds []questions.CriterionKind) *questions.Question {
	q := &questions.Question{
		ID: id, Title: hostile().Draw(t, "title"), Category: hostile().Draw(t, "category"), Difficulty: questions.Hard,
		Scene: hostile().Draw(t, "scene"), Kind: rapid.SampledFrom([]questions.Kind{questions.Knowledge, questions.Story}).Draw(t, "kind"),
	}
	for i := range rapid.IntRange(1, 20).Draw(t, "criteria") {
		q.Rubric.Criteria = append(q.Rubric.Criteria, questions.Criterion{
			ID: fmt.Sprint("c", i), Label: hostile().Draw(t, "label"), Heading: hostile().Draw(t, "heading"), Weight: 1,
			Text: hostile().Draw(t, "text"), Kind: rapid.SampledFrom(kinds).Draw(t, "criterion kind"),
		})
		q.Answer = append(q.Answer, questions.Point{
			Label: hostile().Draw(t, "point"), Text: hostile().Draw(t, "point text"),
			Points: []questions.Point{{Text: "x", Points: []questions.Point{{Label: hostile().Draw(t, "deep")}}}},
		})
	}
	for i := range rapid.IntRange(0, 10).Draw(t, "pitfalls") {
		q.Rubric.Pitfalls = append(q.Rubric.Pitfalls, questions.Pitfall{ID: fmt.Sprint("p", i), Label: hostile().Draw(t, "pitfall")})
	}
	return q
}

func hostileResult(t *rapid.T, q *questions.Question) scorer.Result {
	verdicts := []questions.Verdict{questions.Met, questions.Partial, questions.Missed, questions.Unclear}
	text := hostile().Draw(t, "quote")
	r := scorer.Result{Scorer: "llm", Model: hostile().Draw(t, "model"), Host: text, FollowUp: hostile().Draw(t, "follow-up")}
	for _, c := range q.Rubric.Criteria {
		r.Judgements = append(r.Judgements, questions.Judgement{
			Criterion: c.ID, Verdict: rapid.SampledFrom(verdicts).Draw(t, "verdict"), Quote: text, Reason: "Not counted: " + text,
		})
	}
	for _, p := range q.Rubric.Pitfalls {
		r.Pitfalls = append(r.Pitfalls, questions.PitfallJudgement{Pitfall: p.ID, Present: true, Quote: text})
	}
	return r
}

// fits fails where a message breaks a limit of Slack's or one of our own rules.
func fits(t *rapid.T, what string, seen any) {
	if m, ok := seen.(Message); ok && m.Simple != nil {
		simple, _ := m.Simpler()
		fits(t, what+", simple", simple)
		m.Simple = nil
		seen = m
	}
	body, err := json.Marshal(seen)
	if err != nil {
		t.Fatal(err)
	}
	problems := workspace.ValidateView
	if _, ok := seen.(Message); ok {
		problems = workspace.ValidateMessage
	}
	for _, p := range problems(body) {
		t.Fatalf("%s: %v\n%s", what, p, body)
	}
	for _, p := range faults(body) {
		t.Fatalf("%s: %s", what, p)
	}
}

func TestWhateverAnInterviewSaysFits(t *testing.T) {
	t.Parallel()
	kinds := []questions.CriterionKind{questions.KeyPoint, questions.Example, questions.Reasoning, questions.Action}
	rapid.Check(t, func(rt *rapid.T) {
		bank := map[string]*questions.Question{}
		var ids []string
		for i := range rapid.IntRange(1, 3).Draw(rt, "questions") {
			id := fmt.Sprint("q-", i)
			bank[id] = hostileQuestion(rt, id, kinds)
		}
		for range rapid.IntRange(1, 10).Draw(rt, "planned") {
			ids = append(ids, fmt.Sprint("q-", rapid.IntRange(0, len(bank)-1).Draw(rt, "id")))
		}
		look := Look{Question: func(id string) *questions.Question { return bank[id] }}
		desk := interview.Desk{Now: noon(), Question: look.Question, Slow: true}
		settings := interview.Settings{
			Mode: rapid.SampledFrom([]interview.Mode{interview.Mock, interview.Practice}).Draw(rt, "mode"), Count: len(ids), FollowUps: 1,
			Category: hostile().Draw(rt, "chosen"),
		}
		s, effects, err := interview.Begin("i1", "U0ANNA", settings, interview.Place{Opening: "i1.0"}, ids, desk)
		if err != nil {
			rt.Fatal(err)
		}
		showAll(rt, &s, effects, look)
		for i := range rapid.IntRange(1, 40).Draw(rt, "events") {
			s, effects = interview.Handle(s, hostileEvent(rt, &s, i, bank), desk)
			showAll(rt, &s, effects, look)
		}
		for i := range s.Items {
			fits(rt, "shared", SharedCard(&s, i, look))
			if Disputable(&s, i) {
				fits(rt, "details", DetailsModal(&s, i, look))
			}
		}
		fits(rt, "offer", ResumeOffer(&s, StartChoice{Category: settings.Category}, look))
		fits(rt, "daily", Daily(DailyPost{ID: "d", Question: bank["q-0"]}, look))
		fits(rt, "daily reveal", DailyReveal(hostileOutcome(rt, bank["q-0"]), look))
		fits(rt, "private answer", PrivateModal(DailyPost{ID: "d", Question: bank["q-0"]}, look))
		fits(rt, "model answer", ModelAnswer(bank["q-0"]))
	})
}

func showAll(t *rapid.T, s *interview.State, effects []interview.Effect, look Look) {
	for _, e := range effects {
		if say, ok := e.(interview.Say); ok {
			fits(t, string(say.Kind)+" "+string(say.Note), Interview(s, say, look))
		}
	}
}

// hostileEvent is mostly an answer or its grade, so that interviews get somewhere.
func hostileEvent(t *rapid.T, s *interview.State, n int, bank map[string]*questions.Question) interview.Event {
	item := len(s.Items) - 1
	if s.Phase == interview.Grading && rapid.IntRange(0, 4).Draw(t, "grade") > 0 {
		last := s.Items[item].Answers[len(s.Items[item].Answers)-1]
		if rapid.IntRange(0, 5).Draw(t, "fails") == 0 {
			return interview.Unjudged{Answer: last.ID, Revision: last.Revision, Estimate: &questions.Grade{Score: 50}}
		}
		return interview.Judged{Answer: last.ID, Revision: last.Revision, Result: hostileResult(t, bank[s.Items[item].Question])}
	}
	return rapid.SampledFrom([]interview.Event{
		interview.Said{Key: fmt.Sprint(n), Text: "an answer"},
		interview.Said{Key: fmt.Sprint(n), Text: "an answer"},
		interview.Said{Key: fmt.Sprint(n), Text: "an answer"},
		interview.Next{Item: item},
		interview.Next{Item: item},
		interview.Hint{},
		interview.Skip{},
		interview.Repeat{},
		interview.TryAgain{Item: 0},
		interview.ShowAnswer{Item: item},
		interview.Deleted{Key: fmt.Sprint(n - 1)},
		interview.Stop{},
	}).Draw(t, "event")
}

func TestWhateverElseIsShownFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := hostile().Draw(rt, "text")
		look := Look{}
		n := rapid.SampledFrom([]int{0, 1, 12, 110}).Draw(rt, "rows")
		stats := Stats{User: text, Answered: n, LastAt: noon()}
		var past []Past
		board := Board{Joined: n > 0}
		guide := &questions.Guide{Slug: "g", Title: text, Description: text}
		var posts []DailyPost
		form := StartForm{Channel: text, PerCategory: map[string]int{text: n}, Last: StartChoice{Category: text}}
		for i := range n {
			name := fmt.Sprint(i, text)
			stats.Categories = append(stats.Categories, CategoryStat{name, i, i})
			past = append(past, Past{At: noon().Add(time.Duration(i) * time.Hour), Title: text, Mode: text, Link: text})
			board.Rows = append(board.Rows, Rank{Place: i, User: text, Name: text, Points: i, Days: i, Average: i, Compared: i > 1, Change: i})
			q := &questions.Question{ID: name, Title: text, Category: name, Scene: text}
			guide.Questions = append(guide.Questions, q)
			guide.Overview = append(guide.Overview, questions.Section{Title: text, Items: []questions.Point{
				{Label: text, Text: text, Points: []questions.Point{{Text: text}, {Label: text}}}, {Text: text},
			}})
			posts = append(posts, DailyPost{ID: text, Question: q, Answered: i})
			form.Categories = append(form.Categories, name)
		}
		fits(rt, "plain", Plain(text))
		fits(rt, "stats", StatsCard(stats, look))
		fits(rt, "history", History(HistoryPage{Past: past, Number: 1, More: true}, look))
		fits(rt, "leaderboard", Leaderboard(board))
		fits(rt, "today", Today(posts, noon(), look))
		fits(rt, "overview", Overview([]*questions.Guide{guide, guide, guide}))
		fits(rt, "privacy", PrivacyCard(Privacy{Scorer: "llm", Model: text, Host: text}))
		form.Fits = n
		fits(rt, "modal", StartModal(form))
		fits(rt, "heard", Heard("C0/1.2", text))
		fits(rt, "heard used", HeardUsed(text))
		fits(rt, "heard fix", FixModal(Fixed{Name: "C0/1.2", Text: text}))
		fits(rt, "own text", OwnModal(text, true, guide.Questions))
		home := Home{User: text, First: true, Stats: stats, Recent: past, Privacy: Privacy{Scorer: "llm", Model: text, Host: text}}
		if len(posts) > 0 {
			home.Today = &posts[0]
		}
		fits(rt, "home", HomeView(home, look))
	})
}
