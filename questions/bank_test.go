package questions

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// guideOf parses a small guide with a question for each category.
func guideOf(t testing.TB, file string, categories ...string) *Guide {
	t.Helper()
	var src strings.Builder
	for i, c := range categories {
		n := string(rune('1' + i))
		src.WriteString("### " + c + "\n#### " + n + ". Why " + n + "?\n- **Answer**:\n  - **P**: t\n")
	}
	g, problems := Parse(file, []byte(src.String()))
	if g == nil {
		t.Fatal(problems)
	}
	return g
}

func bankOf(t testing.TB, guides ...*Guide) *Bank {
	t.Helper()
	b, err := NewBank(guides...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFindByIDNumberAndFormerName(t *testing.T) {
	t.Parallel()
	one := bankOf(t, bakery(t))
	two := bankOf(t, bakery(t), guideOf(t, "sre.md", "A", "B", "C"))
	for _, tc := range []struct {
		name string
		bank *Bank
		ref  string
		want string
	}{
		{"full id", one, "bakery-7", "bakery-7"},
		{"any case", one, "  Bakery-7 ", "bakery-7"},
		{"number alone", one, "7", "bakery-7"},
		{"number with its sign", one, "#7", "bakery-7"},
		{"former name", one, "bread-3", "bakery-3"},
		{"former name with a hyphen", one, "old-bakery-3", "bakery-3"},
		{"full id among two guides", two, "sre-2", "sre-2"},
		{"former name among two guides", two, "bread-7", "bakery-7"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			q, err := tc.bank.Find(tc.ref)
			if err != nil {
				t.Fatal(err)
			}
			diff(t, tc.want, q.ID)
		})
	}
}

func TestFindSuggestsWhatIsNear(t *testing.T) {
	t.Parallel()
	one := bankOf(t, bakery(t))
	two := bankOf(t, bakery(t), guideOf(t, "sre.md", "A", "B", "C"))
	for _, tc := range []struct {
		name string
		bank *Bank
		ref  string
		want string
	}{
		{"no such number", one, "9", `no such question: "9"; did you mean bakery-7 or bakery-4?`},
		{"misspelt guide", one, "bakrey-3", `no such question: "bakrey-3"; did you mean bakery-3?`},
		{"number of two guides", two, "2", `no such question: "2" by its number alone, 2 guides are loaded; did you mean bakery-2 or sre-2?`},
		{"guide alone", one, "bakery", `no such question: "bakery"; did you mean bakery-1?`},
		{"nothing", one, "", `no such question: ""; did you mean bakery-1 or bakery-2?`},
		{"negative", one, "bakery--7", `no such question: "bakery--7"; did you mean bakery-7?`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := tc.bank.Find(tc.ref)
			if !errors.Is(err, ErrNoSuchQuestion) {
				t.Fatal(err)
			}
			diff(t, tc.want, err.Error())
		})
	}
}

func TestALoadedGuideOwnsItsNameBeforeAFormerOne(t *testing.T) {
	t.Parallel()
	b := bankOf(t, bakery(t), guideOf(t, "bread.md", "A"))
	q, err := b.Find("bread-1")
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "bread-1", q.ID)
	if q, err := b.Find("bread-3"); err == nil {
		t.Errorf("bread-3 is %s, of a guide that is no longer called bread", q.ID)
	}
}

func TestTwoGuidesOfOneNameAreRefused(t *testing.T) {
	t.Parallel()
	_, err := NewBank(guideOf(t, "a/sre.md", "A"), guideOf(t, "b/SRE.md", "A"))
	if !errors.Is(err, ErrSameSlug) || !strings.Contains(err.Error(), "a/sre.md") || !strings.Contains(err.Error(), "b/SRE.md") {
		t.Errorf("want both files named, got %v", err)
	}
	c, d := guideOf(t, "c.md", "A"), guideOf(t, "d.md", "A")
	c.FormerSlugs, d.FormerSlugs = []string{"x"}, []string{"x"}
	if _, err := NewBank(c, d); !errors.Is(err, ErrSameSlug) {
		t.Errorf("two guides with one former name: %v", err)
	}
	if _, err := NewBank(); err == nil {
		t.Error("a bank of nothing")
	}
}

func TestCategoriesComeInOrderAndMatchLeniently(t *testing.T) {
	t.Parallel()
	b := bankOf(t, guideOf(t, "a.md", "Technical", "Problem-Solving Questions", "Behavioral"), guideOf(t, "b.md", "Situational", "problem solving", "Technology"))
	diff(t, []string{"Technical", "Problem-Solving", "Behavioral", "Situational", "Technology"}, b.Categories())
	for word, want := range map[string]string{
		"technical": "Technical", "PROBLEM SOLVING": "Problem-Solving", "problem-solving questions": "Problem-Solving",
		"prob": "Problem-Solving", "behavioural": "Behavioral", " sit ": "Situational", "technical questions": "Technical",
	} {
		got, err := b.MatchCategory(word)
		if err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", word, got, err, want)
		}
	}
	for word, says := range map[string]string{
		"tech": "could be Technical or Technology", "cooking": "there are Technical, Problem-Solving", "": "there are", "--": "there are",
	} {
		if got, err := b.MatchCategory(word); !errors.Is(err, ErrNoCategory) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is %q, %v; want ErrNoCategory with %q", word, got, err, says)
		}
	}
}

func TestLoadTakesFilesAndFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const guide = "### A\n#### 1. Why?\n- **Answer**:\n  - **P**: t\n"
	for name, src := range map[string]string{
		"b.md": guide, "a.MD": guide, "README.md": "# Not a guide", ".hidden.md": "no", "notes.txt": "no",
	} {
		write(t, filepath.Join(dir, name), src)
	}
	b, err := Load(dir, "testdata/bakery.md")
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, g := range b.Guides() {
		slugs = append(slugs, g.Slug)
	}
	diff(t, []string{"a", "b", "bakery"}, slugs)
	diff(t, 7, len(b.Questions()))
}

func TestLoadKeepsWarnings(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.md")
	write(t, file, "### A\n#### 1. Why?\nProse.\n\n- **Answer**:\n  - **P**: t\n")
	b, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if w := b.Warnings(); len(w) != 1 || w[0].Line != 3 {
		t.Errorf("want one warning at line 3, got %v", w)
	}
}

func TestLoadNamesEveryFaultOfEveryFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bad, empty, missing := filepath.Join(dir, "bad.md"), filepath.Join(dir, "empty"), filepath.Join(dir, "missing.md")
	write(t, bad, "### A\n#### 1.\n- **Answer**:\n  - **P**:\n")
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Load(bad, empty, missing, "testdata/bakery.md")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the missing file is not among %v", err)
	}
	if _, ok := errors.AsType[Problems](err); !ok {
		t.Fatalf("not Problems: %v", err)
	}
	want := []string{
		empty + ": the folder holds no *.md files; put a guide in it",
		bad + ":2: question 1 has no title; write the question behind its number",
		bad + `:4: the point "P" has no text; say behind the colon what a strong answer says`,
		missing + ": the guide cannot be read: no such file or directory",
	}
	diff(t, strings.Join(want, "\n"), err.Error())
}

func write(t testing.TB, file, src string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
}
