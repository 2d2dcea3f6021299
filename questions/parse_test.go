package questions

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bakery is the fixture guide, parsed; a problem in it fails the test.
func bakery(t testing.TB) *Guide {
	t.Helper()
	g, problems := Parse("testdata/bakery.md", bakerySource(t))
	if len(problems) > 0 {
		t.Fatalf("the fixture guide has problems:\n%v", problems)
	}
	return g
}

func bakerySource(t testing.TB) []byte {
	t.Helper()
	src, err := os.ReadFile("testdata/bakery.md")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func question(t testing.TB, g *Guide, number int) *Question {
	t.Helper()
	for _, q := range g.Questions {
		if q.Number == number {
			return q
		}
	}
	t.Fatalf("no question %d", number)
	return nil
}

func criterion(t testing.TB, q *Question, id string) Criterion {
	t.Helper()
	for _, c := range q.Rubric.Criteria {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("question %d has no criterion %q, only %v", q.Number, id, criterionIDs(q))
	return Criterion{}
}

func criterionIDs(q *Question) []string {
	var ids []string
	for _, c := range q.Rubric.Criteria {
		ids = append(ids, c.ID)
	}
	return ids
}

func diff(t testing.TB, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestFrontMatterNamesTheGuide(t *testing.T) {
	t.Parallel()
	g := bakery(t)
	diff(t, "Bakery Interview Guide", g.Title)
	diff(t, "What a head baker asks a new colleague.", g.Description)
	diff(t, "bakery", g.Slug)
	diff(t, []string{"bread", "old-bakery"}, g.FormerSlugs)
}

func TestTitleAndSlugWithoutFrontMatter(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ file, head, title, slug string }{
		"heading":         {"x/My Guide.md", "# On Bread\n", "On Bread", "my-guide"},
		"file name":       {"SRE_2.md", "", "sre-2", "sre-2"},
		"term over title": {"a.md", "---\ntitle: B\nterm: C\n---\n", "C", "a"},
		"title alone":     {"a.md", "---\ntitle: B\n---\n", "B", "a"},
		"block scalar":    {"a.md", "---\ntitle: >\n  two\n  lines\n---\n", "two lines", "a"},
		"empty":           {"a.md", "---\n---\n", "a", "a"},
		"comment":         {"a.md", "---\n# nothing yet\n---\n", "a", "a"},
		"BOM and CRLF":    {"a.md", "\ufeff---\r\ntitle: B\r\n---\r\n", "B", "a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, problems := Parse(tc.file, []byte(tc.head+"### A\n#### 1. Why?\n- **Answer**:\n  - **P**: text\n"))
			if g == nil {
				t.Fatal(problems)
			}
			diff(t, tc.title, g.Title)
			diff(t, tc.slug, g.Slug)
		})
	}
}

func TestOverviewIsTheChapterBeforeTheQuestions(t *testing.T) {
	t.Parallel()
	diff(t, []Section{
		{Title: "A heading that is not the title", Items: []Point{{Text: "Some words before anything else."}}},
		{Title: "Papers You Need", Items: []Point{
			{Label: "Hygiene Certificate", Text: "Renewed every second year."},
			{Label: "Apprenticeship", Points: []Point{{Label: "Baker", Text: "Three years."}, {Label: "Confectioner", Text: "Three years as well."}}},
		}},
		{Title: "Good to Have", Items: []Point{{Text: "A driving licence for the early round."}}},
	}, bakery(t).Overview)
}

func TestQuestionHeadings(t *testing.T) {
	t.Parallel()
	type row struct {
		ID, Title, Category string
		Difficulty          Difficulty
		Kind                Kind
		Line                int
	}
	var got []row
	for _, q := range bakery(t).Questions {
		got = append(got, row{q.ID, q.Title, q.Category, q.Difficulty, q.Kind, q.Line})
	}
	diff(t, []row{
		{"bakery-1", "How do you keep a sourdough starter healthy?", "Technical", Easy, Knowledge, 31},
		{"bakery-2", "Plan the morning of a shop that sells 400 loaves.", "Technical", Medium, Knowledge, 51},
		{"bakery-3", "Tell me about a batch that went wrong.", "Behavioral", Medium, Story, 66},
		{"bakery-4", "How do you share out weekend shifts?", "Behavioral", Medium, PracticeOwn, 75},
		{"bakery-7", "How do you judge when a loaf is baked?", "Technical", Medium, Knowledge, 82},
	}, got)
}

func TestPointsBecomeCriteria(t *testing.T) {
	t.Parallel()
	q := question(t, bakery(t), 1)
	diff(t, []string{"sourdough", "fermentation"}, q.Tags)
	diff(t, []string{"feeding", "temperature", "example", "reasoning"}, criterionIDs(q))
	diff(t, Criterion{
		ID: "feeding", Label: "Feeding", Kind: KeyPoint, Weight: 2, Aliases: []string{"refresh", "top up the jar"},
		Text: "Equal parts of flour and water once a day. Twice a day in summer; Never with chlorinated water.",
	}, criterion(t, q, "feeding"))
	diff(t, "Between 22 and 26 °C, since the baker’s yeast slows down in the cold.", criterion(t, q, "temperature").Text)
}

func TestExampleAndReasoningAreHalfAPointByAGeneralStandard(t *testing.T) {
	t.Parallel()
	q := question(t, bakery(t), 1)
	example, reasoning := criterion(t, q, "example"), criterion(t, q, "reasoning")
	diff(t, []any{Example, 0.5, standardOf(kindExample).text}, []any{example.Kind, example.Weight, example.Text})
	diff(t, []any{Reasoning, 0.5, standardOf(kindReasoning).text}, []any{reasoning.Kind, reasoning.Weight, reasoning.Text})
	diff(t, "A bakery that moved into a colder cellar. Action Taken: Put the jar beside the oven. Outcome: The dough rose in 4 hours, not 9.", example.Illustration)
	diff(t, "A starved starter turns sour and weak.", reasoning.Illustration)
}

func TestHeadingsAndScenariosLendTheirInnermostLabels(t *testing.T) {
	t.Parallel()
	q := question(t, bakery(t), 2)
	diff(t, []string{"planning-backwards", "oven-order", "staffing", "night-before-staffing", "checks"}, criterionIDs(q))
	diff(t, "One deck oven, two people.", q.Scene)
	diff(t, "Night Before", criterion(t, q, "checks").Heading)
	diff(t, "", criterion(t, q, "planning-backwards").Heading)
}

func TestPitfallsAndFollowUps(t *testing.T) {
	t.Parallel()
	g := bakery(t)
	diff(t, []Pitfall{
		{ID: "pitfall-1", Label: "Feeding by the clock alone."},
		{ID: "pitfall-2", Label: "Discarding nothing, so that the jar overflows: and the acid piles up."},
	}, question(t, g, 1).Rubric.Pitfalls)
	diff(t, []string{"Discuss how you would revive a neglected one."}, question(t, g, 1).FollowUps)
	diff(t, []string{"What if the oven fails?", "How do you train a third person?"}, question(t, g, 2).FollowUps)
}

func TestAStoryIsJudgedAsAnyTrueStory(t *testing.T) {
	t.Parallel()
	q := question(t, bakery(t), 3)
	diff(t, []string{"situation", "task", "action", "result"}, criterionIDs(q))
	for _, c := range q.Rubric.Criteria {
		if c.Illustration == "" || c.Text == c.Illustration || c.Weight != 1 {
			t.Errorf("%s: want the general standard as text and the guide's tale beside it, weight 1; got %+v", c.ID, c)
		}
	}
	diff(t, "Told the shop at once. Baked rolls from the spare dough.", criterion(t, q, "action").Illustration)
}

func TestActionAmongOtherHeadingsIsNoStory(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", []byte("### Problem-Solving\n#### 1. Debt?\n- **Answer**:\n  - **Finding**:\n    - **Review**: a\n  - **Action**:\n    - **Refactoring**: b\n  - **Result**: c\n"))
	if g == nil {
		t.Fatal(problems)
	}
	diff(t, Knowledge, g.Questions[0].Kind)
	diff(t, []string{"review", "refactoring", "result"}, criterionIDs(g.Questions[0]))
}

func TestAnswerKeepsTheWholeModelAnswer(t *testing.T) {
	t.Parallel()
	diff(t, []Line{
		{0, "", "It is a small farm in a jar."},
		{0, "Feeding", "Equal parts of flour and water once a day."},
		{1, "", "Twice a day in summer"},
		{1, "", "Never with chlorinated water."},
		{0, "Temperature", "Between 22 and 26 °C, since the baker’s yeast slows down in the cold."},
		{0, "Example", "A bakery that moved into a colder cellar."},
		{1, "Action Taken", "Put the jar beside the oven."},
		{1, "Outcome", "The dough rose in 4 hours, not 9."},
		{0, "Reasoning", "A starved starter turns sour and weak."},
	}, AnswerLines(question(t, bakery(t), 1)))
	diff(t, []Line{
		{0, "Sound", "It sounds hollow when you knock on its base, as `knock(base)` would say."},
		{0, "Core Temperature", "96 °C & more, see the table (https://example.org/t)."},
	}, AnswerLines(question(t, bakery(t), 7)))
}

// small wraps the points of one answer in a guide.
func small(points string) []byte {
	return []byte("### Technical Questions\n\n#### 1. Why?\n- **Answer**:\n" + points)
}

func TestOddlyWrittenAnswersLoseNothing(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		points   string
		criteria []string
		lines    []Line
	}{
		"colon inside the bold": {"  - **One:** a\n", []string{"one"}, []Line{{0, "One", "a"}}},
		"dash for colon":        {"  - **One** – a\n", []string{"one"}, []Line{{0, "One", "a"}}},
		"underscores":           {"  - __One__: a\n", []string{"one"}, []Line{{0, "One", "a"}}},
		"numbered list":         {"  1. **One**: a\n  2. **Two**: b\n", []string{"one", "two"}, []Line{{0, "One", "a"}, {0, "Two", "b"}}},
		"stars and tabs":        {"\t* **One**: a\n\t* **Two**: b\n", []string{"one", "two"}, []Line{{0, "One", "a"}, {0, "Two", "b"}}},
		"four spaces":           {"    - **One**: a\n        - part\n", []string{"one"}, []Line{{0, "One", "a"}, {1, "", "part"}}},
		"wrapped lines":         {"  - **One**: a\n    and b\n", []string{"one"}, []Line{{0, "One", "a and b"}}},
		"loose paragraphs":      {"\n  - **One**: a\n\n    More.\n\n  - **Two**: b\n", []string{"one", "two"}, []Line{{0, "One", "a; More."}, {0, "Two", "b"}}},
		"heading with text": {
			"  - **One**: own words\n    - **Two**: b\n    - loose end\n",
			[]string{"two"},
			[]Line{{0, "One", "own words"}, {1, "Two", "b"}, {1, "", "loose end"}},
		},
		"heading in heading": {
			"  - **One**:\n    - **Two**:\n      - **Three**: c\n    - **Four**: d\n",
			[]string{"three", "four"},
			[]Line{{0, "One", ""}, {1, "Two", ""}, {2, "Three", "c"}, {1, "Four", "d"}},
		},
		"example under a point": {
			"  - **One**: a\n    - **Example**: e\n",
			[]string{"one", "example"},
			[]Line{{0, "One", "a"}, {1, "Example", "e"}},
		},
		"pitfalls too far in": {
			"  - **One**: a\n    - **Example**: e\n      - **Pitfalls to Avoid**:\n        - p\n",
			[]string{"one", "example"},
			[]Line{{0, "One", "a"}, {1, "Example", "e"}},
		},
		"code block":   {"  - **One**: a\n    ```\n    x: 1\n    y: 2\n    ```\n", []string{"one"}, []Line{{0, "One", "a\nx: 1\ny: 2"}}},
		"block quote":  {"  - **One**: a.\n    > said so\n", []string{"one"}, []Line{{0, "One", "a. said so"}}},
		"emphasis":     {"  - **One**: *very* **much** \\*so\\*\n", []string{"one"}, []Line{{0, "One", "very much *so*"}}},
		"bold part":    {"  - **One**: a\n    - **Never** do b\n", []string{"one"}, []Line{{0, "One", "a"}, {1, "", "Never do b"}}},
		"other script": {"  - **可用性**: 冗長化\n  - **!!**: signs\n", []string{"可用性", "point"}, []Line{{0, "可用性", "冗長化"}, {0, "!!", "signs"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, problems := Parse("g.md", small(tc.points))
			if g == nil {
				t.Fatal(problems)
			}
			diff(t, tc.criteria, criterionIDs(g.Questions[0]))
			diff(t, tc.lines, AnswerLines(g.Questions[0]))
		})
	}
}

func TestPitfallsUnderAPointAreTheQuestionsOwn(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", small("  - **One**: a\n    - **Example**: e\n      - **Pitfalls to Avoid**:\n        - p\n  - **Two**: b\n    - **Pitfalls**: q\n    - **Follow-up Points**: r\n"))
	if g == nil {
		t.Fatal(problems)
	}
	diff(t, []Pitfall{{"pitfall-1", "p"}, {"pitfall-2", "q"}}, g.Questions[0].Rubric.Pitfalls)
	diff(t, []string{"r"}, g.Questions[0].FollowUps)
}

func TestAHeadingsWeightIsThatOfItsPoints(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", small("  - **One**:\n    - **Weight**: 3\n    - **Two**: b\n    - **Three**: c\n      - **Weight**: 0.5\n  - **Example**: d\n    - **Weight**: 1.5\n"))
	if g == nil {
		t.Fatal(problems)
	}
	q := g.Questions[0]
	diff(t, []float64{3, 0.5, 1.5}, []float64{q.Rubric.Criteria[0].Weight, q.Rubric.Criteria[1].Weight, q.Rubric.Criteria[2].Weight})
}

func TestCriterionIDsAreUnique(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", small("  - **Now**:\n    - **Isolation**: a\n    - **Rollback**: b\n  - **Later**:\n    - **Isolation**: c\n  - **Isolation**: d\n  - **Now Isolation**: e\n"))
	if g == nil {
		t.Fatal(problems)
	}
	diff(t, []string{"now-isolation", "rollback", "later-isolation", "isolation", "now-isolation-2"}, criterionIDs(g.Questions[0]))
}

func TestEqualCategoriesAreOne(t *testing.T) {
	t.Parallel()
	src := ""
	for i, heading := range []string{"Technical Questions", "Additional technical questions", "Problem-Solving", "problem solving questions", "Behavioral Questions", "Behavioural Questions", "Additional Questions"} {
		src += "### " + heading + "\n#### " + string(rune('1'+i)) + ". T" + string(rune('a'+i)) + "\n- **Answer**:\n  - **P**: text\n"
	}
	g, problems := Parse("g.md", []byte(src))
	if g == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, q := range g.Questions {
		got = append(got, q.Category)
	}
	diff(t, []string{"Technical", "Technical", "Problem-Solving", "Problem-Solving", "Behavioral", "Behavioral", "General"}, got)
}

func TestQuestionsMayStandInSeveralChapters(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", []byte("## One\n### A\n#### 1. X\n- **Answer**:\n  - **P**: t\n## Two\n### B\n#### 2. Y\n- **Answer**:\n  - **P**: t\n"))
	if g == nil {
		t.Fatal(problems)
	}
	diff(t, []string{"A", "B"}, []string{g.Questions[0].Category, g.Questions[1].Category})
}

func TestParsingTwiceGivesTheSame(t *testing.T) {
	t.Parallel()
	src := bakerySource(t)
	before := slices.Clone(src)
	a, _ := Parse("bakery.md", src)
	b, _ := Parse("bakery.md", src)
	diff(t, a, b)
	diff(t, before, src)
}
