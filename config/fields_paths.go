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
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return &problem{show(dir) + " is a file", want}
	}
	c.Data = dir
	return nil
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
