package bot_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
)

// wordsOfHelp are the words that the help lists, the first of each line, without what may follow it.
func wordsOfHelp(t *testing.T, direct bool) (words []string) {
	t.Helper()
	body, err := json.Marshal(blocks.Help(direct).Blocks)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(`\n`, "\n", "/mock-interview ", "", `"`, "\n").Replace(string(body))
	for _, found := range regexp.MustCompile("(?m)^`([a-z-]+)").FindAllStringSubmatch(text, -1) {
		words = append(words, found[1])
	}
	return words
}

func TestEveryWordOfTheHelpIsUnderstood(t *testing.T) {
	t.Parallel()
	words := wordsOfHelp(t, true)
	for _, must := range []string{"start", "practice", "stop", "history", "export", "guide", "remind", "hint"} {
		if !slices.Contains(words, must) {
			t.Fatalf("%q is not found in the help: %v", must, words)
		}
	}
	for _, word := range words {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			ada := h.space.Person("ada")
			dm := ada.DM()
			must(ada.Say(dm, word))(t)
			h.answersTo(ada, word, h.space.Messages(dm))
		})
	}
}

func TestEveryWordOfTheSlashCommandsHelpIsUnderstood(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	for _, word := range wordsOfHelp(t, false) {
		if slices.Contains([]string{"start", "practice", "daily", "help", "hint"}, word) {
			continue // two begin a thread and one opens a form, see their own tests; hint is for threads
		}
		n := len(h.space.Ephemerals(ada.ID()))
		h.ok(ada.Slash(channel, "/mock-interview", word))
		h.within(patienceHere, "an answer to "+word, func() bool { return len(h.space.Ephemerals(ada.ID())) > n })
		h.answersTo(ada, word, h.space.Ephemerals(ada.ID())[n:])
	}
}

// answersTo waits until the bot said something, and fails where that is the help for somebody who was not understood.
func (h *house) answersTo(p *workspace.Person, word string, said []workspace.Message) {
	h.t.Helper()
	own := func(m workspace.Message) bool { return m.User != p.ID() && m.BotID != "" }
	h.within(patienceHere, "an answer to "+word, func() bool {
		if !slices.ContainsFunc(said, own) {
			said = h.space.Messages(p.DM())
		}
		return slices.ContainsFunc(said, own)
	})
	for _, m := range said {
		if !own(m) || word == "help" {
			continue
		}
		for _, lost := range []string{"What you can say", "Or say `practice`"} {
			if strings.Contains(everything(m), lost) {
				h.t.Errorf("%s was not understood: %s", word, m.Text)
			}
		}
	}
}

// wordsOfTheCode are the words that the command's own switch knows.
func wordsOfTheCode(t *testing.T) (words []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "commands.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		fn, ok := n.(*ast.FuncDecl)
		if !ok || fn.Name.Name != "command" {
			return !ok
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			if c, ok := n.(*ast.CaseClause); ok {
				for _, e := range c.List {
					word, err := strconv.Unquote(e.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					words = append(words, word)
				}
			}
			return true
		})
		return false
	})
	return words
}

func TestTheHelpListsEveryWordThatIsUnderstood(t *testing.T) {
	t.Parallel()
	words := wordsOfTheCode(t)
	if len(words) < 15 {
		t.Fatalf("the switch was not found: %v", words)
	}
	for _, direct := range []bool{true, false} {
		listed := wordsOfHelp(t, direct)
		for _, word := range words {
			if word != "practise" && !slices.Contains(listed, word) { // the other spelling of practice
				t.Errorf("help, in a direct message %v, does not list %q: %v", direct, word, listed)
			}
		}
	}
}
