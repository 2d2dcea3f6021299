package questions

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// realGuideEnv names a guide file of somebody else's that must parse as it is. It is not part of this repository.
const realGuideEnv = "MOCK_INTERVIEWER_TEST_GUIDE"

// damage is one slip of the pen, done to the question at a given line of any guide. It returns the line at which lint
// must point, 0 when the question has nothing to damage in this way.
type damage struct {
	name    string
	message string
	do      func(lines []string, heading int) ([]string, int)
}

// damages are what really happens to a guide that people edit by hand.
func damages() []damage {
	edit := func(find func(lines []string, heading int) int, change func(string) string) func([]string, int) ([]string, int) {
		return func(lines []string, heading int) ([]string, int) {
			at := find(lines, heading)
			if at < 0 {
				return nil, 0
			}
			lines[at] = change(lines[at])
			return lines, at + 1
		}
	}
	here := func(_ []string, heading int) int { return heading }
	point := func(lines []string, heading int) int { return nextLine(lines, heading, isLeaf) }
	answer := func(lines []string, heading int) int {
		return nextLine(lines, heading, func(lines []string, i int) bool { return strings.HasPrefix(lines[i], "- **Answer**:") })
	}
	pitfalls := func(lines []string, heading int) int {
		return nextLine(lines, heading, func(lines []string, i int) bool {
			return strings.HasPrefix(lines[i], "  - **Pitfalls to Avoid**:") && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "    - ")
		})
	}
	title := func(s string) string { return s[strings.Index(s, ". ")+2:] }
	return []damage{
		{"number lost", "has no number", edit(here, func(s string) string { return "#### " + title(s) })},
		{"title lost", "has no title", edit(here, func(s string) string { return strings.TrimSuffix(s, title(s)) })},
		{"no space after the number signs", "needs a space", edit(here, func(s string) string { return strings.Replace(s, "#### ", "####", 1) })},
		{"one number sign too few", "four number signs", edit(here, func(s string) string { return s[1:] })},
		{"one number sign too many", "four number signs", edit(here, func(s string) string { return "#" + s })},
		{"answer lost", "has no answer", func(lines []string, heading int) ([]string, int) {
			return slices.Delete(lines, answer(lines, heading), answer(lines, heading)+1), heading + 1
		}},
		{"answer misspelt", `"Anser" may be meant as Answer`, func(lines []string, heading int) ([]string, int) {
			at := answer(lines, heading)
			lines[at] = "- **Anser**:"
			return lines, at + 1
		}},
		{"answer without its dash", "bullet", edit(answer, func(string) string { return "**Answer**:" })},
		{"second answer", "second answer", func(lines []string, heading int) ([]string, int) {
			at := answer(lines, heading)
			end := nextLine(lines, at, func(lines []string, i int) bool { return !strings.HasPrefix(lines[i], " ") })
			if end < 0 {
				end = len(lines)
			}
			return slices.Insert(lines, end, "- **Answer**:", "  - **One More**: text"), end + 1
		}},
		{"points lost", "has no points", func(lines []string, heading int) ([]string, int) {
			at := answer(lines, heading)
			end := nextLine(lines, at, func(lines []string, i int) bool { return !strings.HasPrefix(lines[i], " ") })
			if end < 0 {
				end = len(lines)
			}
			return slices.Delete(lines, at+1, end), at + 1
		}},
		{"text of a point lost", "has no text", edit(point, func(s string) string { return s[:strings.Index(s, "**:")+3] })},
		{"label of a point lost", "", edit(point, func(s string) string {
			dash, _, _ := strings.Cut(s, "**")
			_, text, _ := strings.Cut(s, "**:")
			return dash + "****:" + text
		})},
		{"bold not closed", "not closed", edit(point, func(s string) string { return strings.Replace(s, "**:", ":", 1) })},
		{"point not indented", "stands beside the answer", edit(point, strings.TrimSpace)},
		{"point without its dash", "begin the line with", func(lines []string, heading int) ([]string, int) {
			at := nextLine(lines, heading, func(lines []string, i int) bool { return isLeaf(lines, i) && isLeaf(lines, i-1) })
			if at < 0 {
				return nil, 0
			}
			lines[at] = strings.Replace(lines[at], "- ", "", 1)
			return lines, at + 1
		}},
		{"point indented too far", "indented too far", edit(point, func(s string) string { return "          " + s })},
		{"label used twice", "stands already", func(lines []string, heading int) ([]string, int) {
			at := point(lines, heading)
			if at < 0 {
				return nil, 0
			}
			return slices.Insert(lines, at, lines[at]), at + 2
		}},
		{"bad weight", "not a number from 0.1 to 5", addition(point, "**Weight**: heavy")},
		{"no weight at all", "not a number from 0.1 to 5", addition(point, "**Weight**: 0")},
		{"endless weight", "not a number from 0.1 to 5", addition(point, "**Weight**: NaN")},
		{"empty aliases", "is empty", addition(point, "**Aliases**: ,")},
		{"bad difficulty", "none of easy, medium, hard", func(lines []string, heading int) ([]string, int) {
			at := answer(lines, heading)
			return slices.Insert(lines, at, "- **Difficulty**: tough"), at + 1
		}},
		{"empty pitfalls", "is empty", func(lines []string, heading int) ([]string, int) {
			at := pitfalls(lines, heading)
			if at < 0 {
				return nil, 0
			}
			end := nextLine(lines, at, func(lines []string, i int) bool { return !strings.HasPrefix(lines[i], "    ") })
			return slices.Delete(lines, at+1, end), at + 1
		}},
		{"pitfalls misspelt", `meant as "Pitfalls to Avoid"`, edit(pitfalls, func(s string) string { return strings.Replace(s, "Pitfalls", "Pitfals", 1) })},
		{"merge conflict", "merge conflict", func(lines []string, heading int) ([]string, int) {
			return slices.Insert(lines, heading+1, "<<<<<<< HEAD"), heading + 2
		}},
		{"not UTF-8", "not UTF-8", edit(here, func(s string) string { return s + "\xe9" })},
		{"control character", "control character", edit(here, func(s string) string { return s + "\x1b[2J" })},
	}
}

func addition(find func([]string, int) int, text string) func([]string, int) ([]string, int) {
	return func(lines []string, heading int) ([]string, int) {
		at := find(lines, heading)
		if at < 0 {
			return nil, 0
		}
		indent, _, _ := strings.Cut(lines[at], "-")
		return slices.Insert(lines, at+1, indent+"  - "+text), at + 2
	}
}

// nextLine is the first line under the heading, before the next one, for which ok holds; -1 for none.
func nextLine(lines []string, heading int, ok func(lines []string, i int) bool) int {
	for i := heading + 1; i < len(lines) && !strings.HasPrefix(lines[i], "#"); i++ {
		if ok(lines, i) {
			return i
		}
	}
	return -1
}

// isLeaf reports whether a line is a labelled point with text of its own and nothing below it.
func isLeaf(lines []string, i int) bool {
	s := lines[i]
	_, text, labelled := strings.Cut(s, "**: ")
	if !labelled || strings.TrimSpace(text) == "" || !strings.HasPrefix(s, "  - **") && !strings.HasPrefix(s, "    - **") {
		return false
	}
	for _, other := range []string{"Pitfalls", "Follow", "Aliases", "Weight", "Action Taken", "Outcome", "Difficulty", "Tags"} {
		if strings.Contains(s, "**"+other) {
			return false
		}
	}
	return i+1 == len(lines) || len(lines[i+1])-len(strings.TrimLeft(lines[i+1], " ")) <= len(s)-len(strings.TrimLeft(s, " "))
}

func TestDamageIsRefusedAtItsLine(t *testing.T) {
	t.Parallel()
	checkDamages(t, "testdata/bakery.md", bakerySource(t))
}

func TestDamageToARealGuideIsRefusedAtItsLine(t *testing.T) {
	t.Parallel()
	checkDamages(t, os.Getenv(realGuideEnv), realGuide(t))
}

func realGuide(t *testing.T) []byte {
	t.Helper()
	file := os.Getenv(realGuideEnv)
	if file == "" {
		t.Skipf("set %s to a guide file to check that it parses as it is", realGuideEnv)
	}
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// checkDamages does every kind of damage to every question of a guide in turn.
func checkDamages(t *testing.T, file string, src []byte) {
	for _, d := range damages() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			done := 0
			lines := strings.Split(string(src), "\n")
			for i, line := range lines {
				if !strings.HasPrefix(line, "#### ") {
					continue
				}
				damaged, want := d.do(slices.Clone(lines), i)
				if want == 0 {
					continue
				}
				done++
				checkRefused(t, file, []byte(strings.Join(damaged, "\n")), want, d.message)
			}
			if done == 0 {
				t.Error("no question of the guide can be damaged in this way")
			}
		})
	}
}

// checkRefused expects an error with the message at the line, and no guide.
func checkRefused(t *testing.T, file string, src []byte, line int, message string) {
	t.Helper()
	g, problems := Parse(file, src)
	if g != nil {
		t.Errorf("the guide was accepted; want an error at line %d; problems: %v", line, problems)
		return
	}
	for _, p := range problems.Errors() {
		if p.Line == line && strings.Contains(p.Message, message) {
			return
		}
	}
	t.Errorf("want %q at line %d, got:\n%v", message, line, problems)
}

func TestFaultsOfAGuide(t *testing.T) {
	t.Parallel()
	const head, body = "### Technical\n\n#### 1. Why?\n", "- **Answer**:\n  - **P**: t\n"
	for name, tc := range map[string]struct {
		src     string
		line    int
		message string
	}{
		"empty file":                    {"", 1, "no questions"},
		"only prose":                    {"# T\n\nHello\n", 1, "no questions"},
		"duplicate number":              {head + body + "\n#### 1. How?\n" + body, 7, "exists already, at line 3"},
		"number zero":                   {"### A\n#### 0. Why?\n" + body, 2, "has no number"},
		"outside any category":          {"## Q\n#### 1. Why?\n" + body, 2, "outside any category"},
		"category of the chapter above": {"## Q\n### A\n#### 1. Why?\n" + body + "## R\n#### 2. How?\n" + body, 7, "outside any category"},
		"category without a name":       {"###\n#### 1. Why?\n" + body, 1, "names no category"},
		"answer before any heading":     {"- **Answer**:\n\n" + head + body, 1, "before any question"},
		"answer in a later chapter":     {head + body + "## More\n### B\n" + body, 7, "four number signs"},
		"front matter never closed":     {"---\ntitle: x\n" + head + body, 1, "never closed"},
		"front matter not YAML":         {"---\ntitle: x\nfoo: [1, 2\n---\n" + head + body, 3, "not valid YAML"},
		"front matter bracket open":     {"---\ntitle: x\nfoo: [1, 2\nbar: y\nbaz: z\n---\n" + head + body, 3, "not valid YAML"},
		"front matter quote open":       {"---\ntitle: x\nfoo: \"1\nbar: y\nbaz: z\n---\n" + head + body, 3, "not valid YAML"},
		"front matter key twice":        {"---\ntitle: x\ntitle: y\n---\n" + head + body, 3, "not valid YAML"},
		"front matter not keys":         {"---\n- a\n- b\n---\n" + head + body, 2, "keys and values"},
		"title a list":                  {"---\ntitle: [a]\n---\n" + head + body, 2, "must be text"},
		"bad slug":                      {"---\na: b\nslug: My Guide\n---\n" + head + body, 3, "lower-case"},
		"bad former slug":               {"---\nformer_slugs: [a, B]\n---\n" + head + body, 2, "lower-case"},
		"story without Result":          {"### Behavioral\n#### 1. Why?\n- **Answer**:\n  - **Situation**: a\n  - **Task**: b\n  - **Action**: c\n", 4, "has no Result"},
		"story with two parts":          {"### Behavioral\n#### 1. Why?\n- **Answer**:\n  - **Situation**: a\n  - **Action**: c\n", 4, "no Task and no Result"},
		"story without text":            {"### B\n#### 1. Why?\n- **Answer**:\n  - **Situation**: a\n  - **Task**:\n  - **Action**: c\n  - **Result**: d\n", 5, "Task has no text"},
		"story part too deep":           {"### Behavioral\n#### 1. Why?\n- **Answer**:\n  - **Situation**: a\n    - **Task**: b\n  - **Action**: c\n  - **Result**: d\n", 5, "its Task inside another part"},
		"example without text":          {head + body + "  - **Example**:\n", 6, "Example has no text"},
		"scenario without text":         {head + body + "  - **Scenario**:\n    - **Q**: t\n", 6, "scenario has no text"},
		"bold open under a scenario":    {head + body + "  - **Scenario**: s\n    - **Q: t\n", 7, "not closed"},
		"label under a scenario":        {head + body + "  - **Scenario**: s\n    - **Q**: t\n    - Load Balancing: t\n", 8, "not in bold"},
		"empty follow-ups":              {head + body + "  - **Follow-up Points**:\n", 6, "is empty"},
		"empty bullet":                  {head + body + "  -\n", 6, "empty bullet"},
		"plain bullet":                  {head + body + "  - something\n", 6, "no label"},
		"label in italics":              {head + body + "  - *Two*: t\n", 6, "in italics"},
		"label without bold":            {head + "- **Answer**:\n  - **P**:\n    - **Q**: t\n    - Load Balancing: t\n", 7, "not in bold"},
		"label without colon":           {head + body + "  - **Two** t\n", 6, "not followed by a colon"},
		"label under a plain bullet":    {head + body + "    - plain\n      - **Deep**: t\n", 7, "under a bullet without a label"},
		"heading inside a bullet":       {head + body + "  #### 2. How?\n", 6, "heading is indented"},
		"heading glued to a bullet":     {head + body + "    ####2. How?\n", 6, "needs a space"},
		"aliases on a heading":          {head + "- **Answer**:\n  - **P**:\n    - **Q**: t\n    - **Aliases**: a\n", 7, "Aliases belong to one point"},
		"aliases beside the points":     {head + body + "  - **Aliases**: a\n", 6, "belongs to a point"},
		"aliases beside the answer":     {head + body + "- **Aliases**: a\n", 6, "belongs to a point"},
		"weight twice":                  {head + body + "    - **Weight**: 1\n    - **Weight**: 2\n", 7, "twice"},
		"difficulty twice":              {head + "- **Difficulty**: easy\n" + body + "  - **Difficulty**: hard\n", 7, "twice"},
		"answer in the answer":          {head + body + "  - **Answer**: t\n", 6, "an answer inside the answer"},
		"no number anywhere":            {"### A\n#### Why?\n" + body, 2, "has no number"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkRefused(t, "g.md", []byte(tc.src), tc.line, tc.message)
		})
	}
}

func TestWarningsDoNotRefuse(t *testing.T) {
	t.Parallel()
	const head, body = "### Technical\n\n#### 1. Why?\n", "- **Answer**:\n  - **P**: t\n"
	for name, tc := range map[string]struct {
		src     string
		line    int
		message string
	}{
		"prose above the answer": {head + "Think well.\n\n" + body, 4, "outside the answer"},
		"table of HTML":          {head + "<table></table>\n\n" + body, 4, "not used"},
		"same question again":    {head + body + "\n#### 2. why\n" + body, 7, "asks the same"},
		"heading with text":      {head + "- **Answer**:\n  - **P**: t\n    - **Q**: u\n", 5, "only the points are scored"},
		"loose end":              {head + "- **Answer**:\n  - **P**:\n    - **Q**: u\n    - loose end\n", 7, "not scored"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, problems := Parse("g.md", []byte(tc.src))
			if g == nil {
				t.Fatal(problems)
			}
			want := fmt.Sprintf("g.md:%d: warning: ", tc.line)
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), want) || !strings.Contains(problems[0].Message, tc.message) {
				t.Errorf("want one warning %q … %q, got:\n%v", want, tc.message, problems)
			}
		})
	}
}

func TestCommentsAndRulesAreIgnored(t *testing.T) {
	t.Parallel()
	g, problems := Parse("g.md", []byte("### A\n<!-- note -->\n#### 1. Why?\n<!-- note -->\n- **Answer**:\n  - **P**: t\n\n---\n"))
	if g == nil || len(problems) > 0 {
		t.Error(problems)
	}
}
