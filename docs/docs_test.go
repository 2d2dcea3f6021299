// Package docs_test holds the documents to what they speak of: links lead somewhere, files that are to be deployed parse
// and say what the code says. What their commands do is tested in cmd/mock-interviewer.
package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// pages are all our Markdown documents, by their path from here.
func pages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../*.md", "*.md", "*/*.md", "../.github/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	if len(all) < 5 {
		t.Fatalf("only %v", all)
	}
	return all
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	fence   = regexp.MustCompile("(?s)```.*?```")
)

// anchors are the places in a page that a link can name, as GitHub makes them.
func anchors(text string) []string {
	var all []string
	for _, h := range heading.FindAllStringSubmatch(text, -1) {
		name := strings.ToLower(strings.ReplaceAll(h[1], " ", "-"))
		all = append(all, regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(name, ""))
	}
	return all
}

func TestEveryLinkBetweenTheDocumentsLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		text := read(t, page)
		for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			path, there := page, text
			if target != "" {
				path = filepath.Join(filepath.Dir(page), target)
				info, err := os.Stat(path)
				if err != nil {
					t.Errorf("%s links to %s, which is not there", page, m[1])
					continue
				}
				if info.IsDir() || anchor == "" {
					continue
				}
				there = read(t, path)
			}
			if !slices.Contains(anchors(there), anchor) {
				t.Errorf("%s links to %s; %s has no such heading", page, m[1], path)
			}
		}
	}
}

// A document is read by strangers: it names no machine of ours and marks nothing as yet to be done.
func TestDocumentsAreFinished(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		text := read(t, page)
		for _, word := range []string{"TODO", "FIXME", "TBD", "coming soon"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q", page, word)
			}
		}
		if gap := regexp.MustCompile(`(?m)^[A-Z]{3,}$`).FindString(fence.ReplaceAllString(text, "")); gap != "" {
			t.Errorf("%s holds the place of a %s that is not there", page, gap)
		}
	}
}
