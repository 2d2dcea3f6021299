package questions

import (
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestAGuideThatIsBeingWrittenIsNotReadYet(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "guide.md")
	if err := os.WriteFile(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	watch := NewWatch([]string{dir, EmbeddedName})
	look := func(want bool, when string) {
		t.Helper()
		if got := watch.Changed(); got != want {
			t.Errorf("%s: changed %v, want %v", when, got, want)
		}
	}
	look(false, "at first")
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, part := range []string{"two", "three"} {
		if _, err := io.WriteString(f, part); err != nil {
			t.Fatal(err)
		}
		look(false, "while it grows")
	}
	look(true, "once it stands still")
	look(false, "afterwards")
	if err := os.Rename(path, filepath.Join(dir, "renamed.md")); err != nil {
		t.Fatal(err)
	}
	look(false, "just renamed")
	look(true, "renamed")
}

func TestCompareNamesWhatIsDifferent(t *testing.T) {
	t.Parallel()
	bank := func(src string) *Bank {
		t.Helper()
		g, problems := Parse("g.md", []byte("### A\n"+src))
		if g == nil {
			t.Fatal(problems)
		}
		b, err := NewBank(g)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const first, second, third = "#### 1. Why?\n- **Answer**:\n  - **P**: t\n\n", "#### 2. How?\n- **Answer**:\n  - **P**: t\n\n", "#### 3. When?\n- **Answer**:\n  - **P**: t\n\n"
	before := bank(first + second)
	if c := Compare(before, bank("\n\n"+first+second)); !c.None() {
		t.Errorf("moved down two lines: %+v", c)
	}
	c := Compare(before, bank(third+strings.Replace(first, "P**: t", "P**: u", 1)))
	if want := (Change{Added: []string{"g-3"}, Removed: []string{"g-2"}, Changed: []string{"g-1"}}); !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v, want %+v", c, want)
	}
}
