package config

import (
	"os"
	"path/filepath"
	"strings"
)

// setData refuses what is no folder; one that is not there yet is made on first use.
func setData(c *Config, s setting) *problem {
	const want = "a folder, for example ./data"
	var dir string
	if p := setText(&dir, s.text, 4096, want); p != nil {
		return p
	}
	if at, ok := fileOn(dir); ok {
		if at == dir {
			return &problem{show(dir) + " is a file", want}
		}
		return &problem{show(dir) + " lies below " + show(at) + ", which is a file", want}
	}
	c.Data = dir
	return nil
}

// fileOn is a file that stands where a folder's path needs a folder.
func fileOn(dir string) (string, bool) {
	for at := dir; ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil {
			return at, !info.IsDir()
		}
		if at == filepath.Dir(at) {
			return "", false
		}
	}
}

func setGuides(c *Config, s setting) *problem {
	const want = "Markdown files or folders that exist, or the word " + Embedded
	paths := s.list
	if paths == nil {
		paths = strings.Split(s.text, ",")
	}
	var guides []string
	for _, path := range paths {
		path = strings.TrimSpace(path)
		if path == "" {
			continue
		}
		if p := checkText(path, 4096, want); p != nil {
			return p
		}
		if path == Embedded {
			guides = append(guides, path)
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return &problem{"names " + show(path) + ", which cannot be read: " + cause(err), want}
		}
		if ext := strings.ToLower(filepath.Ext(path)); !info.IsDir() && ext != ".md" && ext != ".markdown" {
			return &problem{"names " + show(path) + ", which is neither a folder nor a .md file", want}
		}
		guides = append(guides, path)
	}
	if len(guides) == 0 && s.env != "" {
		return &problem{"names no file", want}
	}
	c.Guides = guides
	return nil
}
