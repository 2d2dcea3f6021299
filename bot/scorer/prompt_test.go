package scorer

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"mock-interviewer/questions"
)

var update = flag.Bool("update", false, "write the golden files anew")

// mostPrompt is the most tokens that judging one reply may start with, a thorough reply included.
const mostPrompt = 1300

// tokensOf estimates tokens as byte-pair vocabularies split English: about one a word of up to seven letters, one more
// for every five letters beyond, one a mark. It errs on the high side.
func tokensOf(s string) int {
	n, letters := 0, 0
	end := func() {
		if letters > 0 {
			n += 1 + max(0, letters-3)/5
		}
		letters = 0
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letters++
		default:
			end()
			if !unicode.IsSpace(r) {
				n++
			}
		}
	}
	end()
	return n
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the diff\n%s", file, got)
	}
}

func TestPromptIsPinned(t *testing.T) {
	t.Parallel()
	for name, q := range map[string]*questions.Question{"prompt_knowledge.golden": badDeploy(), "prompt_story.golden": toldStory()} {
		user, err := replyPrompt(Request{Question: q, Reply: "I roll back.", FollowUp: "And then?", Earlier: []string{"Well."}}, "reply-0123456789abcdef")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, systemPrompt(q)+"--- user ---\n"+user)
	}
}

// typicalReply is how many tokens a thorough reply has; the strong ones of our labelled set have fewer.
const typicalReply = 200

// TestPromptStaysWithinItsBudget writes down what judging one reply costs for each question of the embedded guide. What
// is the same for all questions and what is the same for all replies to one are both a prefix that endpoints can cache.
func TestPromptStaysWithinItsBudget(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	fmt.Fprintf(&b, "Estimated tokens of the prompt for one grade, with a reply of %d tokens.\n\n", typicalReply)
	fmt.Fprintf(&b, "%-8s %6s %9s %6s %6s %18s\n", "question", "rules", "question", "reply", "total", "cacheable prefix")
	for _, q := range embedded(t) {
		p := systemPrompt(q)
		rules := tokensOf(rulesOf(q))
		user, err := replyPrompt(Request{Question: q, Reply: ""}, "reply-0123456789abcdef")
		if err != nil {
			t.Fatal(err)
		}
		reply := tokensOf(user) + typicalReply
		total := tokensOf(p) + reply
		fmt.Fprintf(&b, "%-8s %6d %9d %6d %6d %16d %%\n", q.ID, rules, tokensOf(p)-rules, reply, total, 100*tokensOf(p)/total)
		if total > mostPrompt {
			t.Errorf("%s: %d tokens, at most %d", q.ID, total, mostPrompt)
		}
		if 3*tokensOf(p) < 2*total || 2*rules < total {
			t.Errorf("%s: %d of %d tokens are the same for every reply, %d for every question; want two thirds and a half", q.ID, tokensOf(p), total, rules)
		}
		if !strings.HasPrefix(p, rulesOf(q)) {
			t.Errorf("%s: the static part is not first", q.ID)
		}
	}
	golden(t, "prompt_tokens.golden", b.String())
}

// rulesOf is the part of the prompt that every question of a kind has in common.
func rulesOf(q *questions.Question) string {
	p, _, _ := strings.Cut(systemPrompt(q), "\nQuestion: ")
	return p
}

func tokenPrefix() string { return promptRules + promptKnowledge + promptEnd }

func TestPromptHoldsNoNumbersToAnchorOn(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"10", "100", "points out of", "score of", "strengths"} {
		if strings.Contains(tokenPrefix()+promptStory+promptPractice, word) {
			t.Errorf("the prompt says %q", word)
		}
	}
}

func TestSchemaNamesEveryIDInTheContractsOrder(t *testing.T) {
	t.Parallel()
	raw, err := gradeSchema(badDeploy().Rubric)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(raw) {
		t.Fatalf("not JSON: %s", raw)
	}
	s := string(raw)
	last := -1
	for _, name := range []string{`"criteria"`, `"id"`, `"quote"`, `"reason"`, `"verdict"`, `"follow_up"`, `"pitfalls"`} {
		at := strings.Index(s, name)
		if at <= last {
			t.Fatalf("%s is not in order in %s", name, s)
		}
		last = at
	}
	for _, c := range badDeploy().Rubric.Criteria {
		if !strings.Contains(s, fmt.Sprintf("%q", c.ID)) {
			t.Errorf("no %s", c.ID)
		}
	}
}
