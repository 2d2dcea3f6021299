package questions

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Watch notices that guides have changed. It looks at the files rather than ask the system to be told: a look costs
// microseconds, and it works where notices do not come: mounted folders, network file systems, and Kubernetes' ConfigMaps,
// which change by moving a link.
type Watch struct {
	paths        []string
	known, fresh string
}

// NewWatch takes the files as they are now for known. A path that is no file, such as the word embedded, never changes.
func NewWatch(paths []string) *Watch {
	now := imprint(paths)
	return &Watch{paths: paths, known: now, fresh: now}
}

// Changed reports a change once, when the files have stood still since the look before: who saves several files, or a
// large one, is not read halfway.
func (w *Watch) Changed() bool {
	now := imprint(w.paths)
	stood := now == w.fresh
	w.fresh = now
	if !stood || now == w.known {
		return false
	}
	w.known = now
	return true
}

// imprint is the names, sizes and times of the files behind some paths.
func imprint(paths []string) string {
	var b strings.Builder
	for _, path := range paths {
		files := []string{path}
		if entries, err := os.ReadDir(path); err == nil {
			for _, e := range entries {
				files = append(files, filepath.Join(path, e.Name()))
			}
		}
		for _, file := range files {
			info, err := os.Stat(file)
			switch {
			case err != nil:
				fmt.Fprintln(&b, file, "cannot be read")
			case info.Mode().IsRegular():
				fmt.Fprintln(&b, file, info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	return b.String()
}
