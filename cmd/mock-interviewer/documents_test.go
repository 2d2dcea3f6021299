package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// documents are our Markdown pages, by their path from here.
func documents(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../../*.md", "../../docs/*.md", "../../docs/*/*.md", "../../.github/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

var (
	fenced = regexp.MustCompile("(?ms)^```([a-z]+)( [^\n]*)?\n(.*?)^```$")
	ours   = regexp.MustCompile(`(?:go run \./cmd/mock-interviewer|\bmock-interviewer)((?: +(?:"[^"]*"|[^\s"` + "`" + `|>&;)]+))*)`)
	called = regexp.MustCompile("`(mock-interviewer [a-z][^`]*)`")
	word   = regexp.MustCompile(`"[^"]*"|\S+`)
)

// commandsIn are the invocations of our command in a page's shell blocks, indented lines and inline code.
func commandsIn(text string) (all []string) {
	var shell strings.Builder
	for _, block := range fenced.FindAllStringSubmatch(text, -1) {
		if block[1] == "sh" {
			shell.WriteString(block[3])
		}
	}
	for line := range strings.Lines(fenced.ReplaceAllString(text, "")) {
		if strings.HasPrefix(line, "    ") {
			shell.WriteString(line)
		}
	}
	for line := range strings.Lines(shell.String()) {
		line, _, _ = strings.Cut(line, " #")
		for _, m := range ours.FindAllStringSubmatch(line, -1) {
			all = append(all, strings.TrimSpace(m[1]))
		}
	}
	for _, m := range called.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.TrimPrefix(m[1], "mock-interviewer "))
	}
	return all
}

func TestEveryCommandInADocumentIsOneThatThereIs(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, page := range documents(t) {
		for _, command := range commandsIn(string(content(t, page))) {
			if strings.ContainsAny(command, "…") || command == "" {
				continue
			}
			seen++
			var root commands
			parser, err := kong.New(&root, kong.Exit(func(int) {}))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(word.FindAllString(command, -1)); err != nil {
				t.Errorf("%s: mock-interviewer %s: %v", page, command, err)
			}
		}
	}
	if seen < 25 {
		t.Errorf("only %d commands were found: this test looks in the wrong places", seen)
	}
}

// A block that says so is run: beside the page's own files, or in the source tree, with a database that has something in it.
func TestShellBlocksThatAreMarkedRun(t *testing.T) {
	t.Parallel()
	bin := t.TempDir()
	shim := "#!/bin/sh\n" + mainHelper + "=1 exec " + os.Args[0] + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "mock-interviewer"), []byte(shim), 0o700); err != nil { //nolint:gosec // it is to be run
		t.Fatal(err)
	}
	ran, tree := 0, filepath.Join("..", "..")
	for _, page := range documents(t) {
		dir, data := t.TempDir(), answered(t, false)["MOCK_INTERVIEWER_DATA"]
		for _, block := range fenced.FindAllStringSubmatch(string(content(t, page)), -1) {
			about := strings.TrimSpace(block[2])
			if name, ok := strings.CutPrefix(about, "guide="); ok {
				write(t, filepath.Join(dir, name), block[3])
			}
			if block[1] != "sh" || !strings.HasPrefix(about, "run") {
				continue
			}
			ran++
			script := strings.ReplaceAll(block[3], "go run ./cmd/mock-interviewer", "mock-interviewer")
			cmd := exec.CommandContext(t.Context(), "sh", "-eu", "-c", script)
			cmd.Dir = dir
			if about == "run in the tree" {
				cmd.Dir = tree
			}
			cmd.Env = []string{
				"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "MOCK_INTERVIEWER_DATA=" + data,
				"SLACK_BOT_TOKEN=" + botToken, "SLACK_APP_TOKEN=" + appToken,
			}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s\n%s", page, err, block[3], out)
			}
		}
	}
	if ran < 4 {
		t.Errorf("%d blocks were run", ran)
	}
}
