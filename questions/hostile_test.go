package questions

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fill repeats s up to a quarter of the largest source that is parsed at all: more than enough to show what is worse
// than linear, and quick under the race detector too.
func fill(s string) string { return strings.Repeat(s, maxGuideBytes/4/len(s)) }

// TestHostileSourcesEndSoon feeds what makes Markdown and YAML parsers slow or deep. Each source must be dealt with in
// far less time than without the limits, where the whole file as one paragraph of emphasis takes minutes.
func TestHostileSourcesEndSoon(t *testing.T) {
	t.Parallel()
	const head = "### A\n#### 1. Why?\n- **Answer**:\n  - **P**: "
	nested := strings.Builder{}
	for i := range 48 {
		nested.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	for name, src := range map[string]string{
		"open brackets":           head + fill("["),
		"brackets, long line":     head + fill(strings.Repeat("[", 3000)+"\n"),
		"brackets, bullets":       head + fill("\n  - "+strings.Repeat("[", 3000)),
		"emphasis, bullets":       head + fill("\n  - "+strings.Repeat("_a* ", 900)),
		"emphasis, one paragraph": head + fill("_a* _a* _a* _a*\n"),
		"images":                  head + fill("\n  - "+strings.Repeat("![", 1500)),
		"back quotes":             head + fill("\n  - "+strings.Repeat("`` ` ", 700)),
		"half tags":               head + fill("\n  - "+strings.Repeat("<a ", 1000)),
		"nested bullets":          fill(nested.String()),
		"markers on a line":       fill(strings.Repeat("- ", 1500) + "a\n"),
		"numbers on a line":       fill(strings.Repeat("1. ", 1000) + "a\n"),
		"quotes on a line":        fill(strings.Repeat(">", 3000) + "a\n"),
		"many bullets":            head + fill("\n  - a"),
		"many headings":           fill("#### 1. a\n"),
		"many questions":          fill("### A\n#### 1. a\n- **Answer**:\n  - **P**: t\n"),
		"definitions":             fill("[a]: b\n"),
		"setext":                  fill("a\n") + "===\n",
		"empty lines":             fill("\n"),
		"no lines":                fill("a"),
		"zero bytes":              fill("\x00"),
		"YAML brackets":           "---\na: " + strings.Repeat("[", 15000) + "\n---\n",
		"YAML braces":             "---\n" + strings.Repeat("{a: ", 3000) + "\n---\n",
		"YAML dashes":             "---\n" + strings.Repeat("- ", 7000) + "\n---\n",
		"YAML aliases":            "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + yamlBomb() + "title: *z\n---\n",
		"YAML itself":             "---\na: &a [*a]\ntitle: *a\n---\n",
		"YAML large":              "---\n" + fill("a: b\n") + "---\n",
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			g, problems := Parse("g.md", []byte(src))
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if g != nil {
				t.Error("accepted")
			}
			if len(problems) > 2*maxProblems+1 {
				t.Errorf("%d problems listed", len(problems))
			}
		})
	}
}

func yamlBomb() string {
	var b strings.Builder
	for c := byte('b'); c <= 'z'; c++ {
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	return b.String()
}

func TestLimitsAreNamed(t *testing.T) {
	t.Parallel()
	const head, body = "### Technical\n#### 1. Why?\n", "- **Answer**:\n  - **P**: t\n"
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i+1)
		}
		return b.String()
	}
	long := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n/5+1)) }
	for name, tc := range map[string]struct {
		src     string
		line    int
		message string
	}{
		"guide":        {strings.Repeat("a\n", maxGuideBytes), 0, "larger than 1048576 bytes (1 MiB)"},
		"line":         {"a\n" + strings.Repeat("x", 4001), 2, "longer than 4000 bytes"},
		"indent":       {head + strings.Repeat(" ", 101) + "- a\n", 3, "more than 100 columns"},
		"nesting":      {head + body + "    - 3\n      - 4\n        - 5\n          - 6\n            - 7\n              - 8\n                - 9\n", 11, "more than 8 deep"},
		"paragraph":    {head + body + strings.Repeat("    words and words\n", 400), 4, "longer than 4000 bytes"},
		"front matter": {"---\n" + strings.Repeat("# note\n", 3000) + "---\n", 1, "larger than 16384 bytes"},
		"YAML depth":   {"---\na: " + strings.Repeat("[", 17) + strings.Repeat("]", 17) + "\n---\n", 1, "deeper than 16"},
		"questions":    {"### A\n" + many(501, "#### %d. Why?\n"+body), 0, "more than 500 questions"},
		"title":        {"### A\n#### 1. " + long(301) + "\n" + body, 2, "longer than 300 characters"},
		"category":     {"### " + long(81) + "\n#### 1. Why?\n" + body, 1, "longer than 80 characters"},
		"label":        {head + body + "  - **" + long(81) + "**: t\n", 5, "longer than 80 characters"},
		"text":         {head + body + "  - **Q**: " + long(1001) + "\n", 5, "longer than 1000 characters"},
		"parts":        {head + body + "  - **Q**: " + long(600) + "\n    - " + long(600) + "\n", 5, "longer than 1000 characters"},
		"criteria":     {head + "- **Answer**:\n" + many(21, "  - **P%d**: t\n"), 3, "more than 20 criteria"},
		"pitfalls":     {head + body + "  - **Pitfalls**:\n" + many(11, "    - p%d\n"), 3, "more than 10 pitfalls"},
		"follow-ups":   {head + body + "  - **Follow-ups**:\n" + many(11, "    - p%d\n"), 3, "more than 10 follow-ups"},
		"bullets":      {head + body + many(201, "    - p%d\n"), 3, "more than 200 bullets"},
		"aliases":      {head + body + "    - **Aliases**: " + many(61, "w%d, ") + "\n", 4, "more than 60 aliases"},
		"alias":        {head + body + "    - **Aliases**: " + long(81) + "\n", 5, "longer than 80 characters"},
		"tags":         {head + "- **Tags**: " + many(21, "w%d, ") + "\n" + body, 3, "more than 20 tags"},
		"guide title":  {"---\ntitle: " + long(301) + "\n---\n" + head + body, 2, "longer than 300 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkRefused(t, "g.md", []byte(tc.src), tc.line, tc.message)
		})
	}
}

func TestManyProblemsAreCounted(t *testing.T) {
	t.Parallel()
	_, problems := Parse("g.md", []byte("### A\n"+strings.Repeat("#### 1. a\n- **Answer**:\n  - **P**: t\n", 151)))
	if want := "and 100 more problems; only the first 100 errors and warnings are listed"; problems[len(problems)-1].Message != want || len(problems) != 201 {
		t.Errorf("want 201 problems, the last %q; got %d, the last %v", want, len(problems), problems[len(problems)-1])
	}
}

func TestAnErrorBehindManyWarningsStillRefuses(t *testing.T) {
	t.Parallel()
	src := "### A\n#### 1. a\n" + strings.Repeat("prose\n\n", 150) + "- **Answer**:\n  - **P**:\n"
	checkRefused(t, "g.md", []byte(src), 304, "has no text")
}

func TestOnlyAsMuchAsTheLimitIsReadOfAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "big.md")
	if err := os.WriteFile(file, bytes.Repeat([]byte("a\n"), 25<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	g, problems := LoadFile(file)
	if g != nil || !strings.Contains(problems.Error(), "larger than 1048576 bytes (1 MiB)") {
		t.Error(problems)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("took %v to refuse", took)
	}
}

func TestAPipeIsRefusedWithoutReading(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if g, problems := LoadFile(pipe); g != nil || !strings.Contains(problems.Error(), "not a regular file") {
		t.Error(problems)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(bakerySource(f))
	f.Add([]byte("---\ntitle: a\n---\n### A\n#### 1. Why?\n- **Answer**:\n  - **P**: t\n"))
	f.Add([]byte("---\na: [&x {b: *x}]\n"))
	f.Add([]byte("### A\n#### 1. Why?\n- **Answer**\n\t1. __P__: `t` [a](b) <c>\n\n   > q\n"))
	f.Add([]byte("#### 1.\n- **Answer**:\n  - ****: x\n  - **Scenario**:\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		g, problems := Parse("fuzz.md", src)
		if (g == nil) != (problems.Err() != nil) {
			t.Fatalf("guide %v with problems %v", g != nil, problems)
		}
		last := bytes.Count(src, []byte("\n")) + 1
		for _, p := range problems {
			if p.Line < 0 || p.Line > last || p.Message == "" || strings.Contains(p.Error(), "\n") {
				t.Fatalf("bad problem: %#v", p)
			}
		}
		if g != nil {
			checkGuide(t, g)
		}
	})
}

// checkGuide holds what is true of every guide that Parse lets through.
func checkGuide(t testing.TB, g *Guide) {
	t.Helper()
	if g.Slug == "" || g.Title == "" || len(g.Questions) == 0 {
		t.Errorf("%s: slug %q, title %q, %d questions", g.File, g.Slug, g.Title, len(g.Questions))
	}
	ids := map[string]bool{}
	for _, q := range g.Questions {
		if ids[q.ID] || q.Title == "" || q.Category == "" || q.Line < 1 || len(q.Answer) == 0 || !q.Difficulty.Valid() {
			t.Errorf("question %+v", q)
		}
		ids[q.ID] = true
		checkRubric(t, q)
	}
	if _, err := NewBank(g); err != nil {
		t.Error(err)
	}
}

func checkRubric(t testing.TB, q *Question) {
	t.Helper()
	seen := map[string]bool{}
	var best []Judgement
	for _, c := range q.Rubric.Criteria {
		if seen[c.ID] || c.ID == "" || c.Label == "" || c.Text == "" || c.Kind == "" {
			t.Errorf("%s: criterion %+v", q.ID, c)
		}
		seen[c.ID] = true
		best = append(best, Judgement{Criterion: c.ID, Verdict: Met})
	}
	for _, p := range q.Rubric.Pitfalls {
		if p.Label == "" {
			t.Errorf("%s: empty pitfall", q.ID)
		}
	}
	if grade, err := q.Rubric.Grade(best, nil); err != nil || grade.Score != 100 {
		t.Errorf("%s: a reply that meets everything is graded %d, %v", q.ID, grade.Score, err)
	}
}
