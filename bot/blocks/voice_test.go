package blocks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// ourWords are the fixed words, by the name of their constant.
func ourWords(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, err := filepath.Glob("words*.go")
	if err != nil {
		t.Fatal(err)
	}
	bots, err := filepath.Glob("../words*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, bots...) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, name := range spec.Names {
				if lit, ok := spec.Values[i].(*ast.BasicLit); ok {
					out[name.Name], _ = strconv.Unquote(lit.Value)
				}
			}
			return true
		})
	}
	if len(out) < 150 {
		t.Fatalf("only %d constants found", len(out))
	}
	return out
}

// TestEverySentenceStandsAmongTheWords: what people read is in the files of words alone, so that it can be read through.
func TestEverySentenceStandsAmongTheWords(t *testing.T) {
	t.Parallel()
	sentence := regexp.MustCompile(`(?s)^[A-Z][a-z]*('[a-z]+)? .*[.?]$`)
	for _, pattern := range []string{"*.go", "../*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasPrefix(filepath.Base(file), "words") || strings.HasSuffix(file, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if text, _ := strconv.Unquote(lit.Value); sentence.MatchString(text) {
						t.Errorf("%s: %q", set.Position(lit.Pos()), text)
					}
				}
				return true
			})
		}
	}
}

func TestTheVoiceIsCalm(t *testing.T) {
	t.Parallel()
	filler := []string{
		"great", "awesome", "nice", "well done", "good job", "oops", "sorry", "please", "simply", "just ", "actually", "unfortunately",
		"successfully", "congratulations",
	}
	for name, text := range ourWords(t) {
		spoken := strings.ReplaceAll(text, "<!date", "<date")
		if strings.ContainsRune(spoken, '!') {
			t.Errorf("%s shouts: %q", name, text)
		}
		for _, word := range filler {
			if strings.Contains(" "+strings.ToLower(strings.ReplaceAll(text, "just now", "")), " "+word) {
				t.Errorf("%s has the filler %q: %q", name, word, text)
			}
		}
		for _, r := range text {
			if unicode.Is(unicode.So, r) || r > 0xFFFF {
				t.Errorf("%s is decorated with %q: %q", name, r, text)
			}
		}
	}
}

// TestButtonsSayWhatTheContractSays: people's habits and other programs hold on to these.
func TestButtonsSayWhatTheContractSays(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		wordNext: "Next question", wordHint: "Hint", wordSkip: "Skip", wordAnswer: "Show model answer", wordStop: "Stop",
		wordAgain: "Try again", wordShare: "Share in thread", wordResume: "Resume", wordReplace: "End it and start anew",
		wordPractise: "Practise", wordStartMock: "Start a mock interview",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
