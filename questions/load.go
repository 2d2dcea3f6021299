package questions

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// EmbeddedName stands for the built-in guide among the paths of Load.
const EmbeddedName = "embedded"

//go:embed guides/sre.md
var embedded embed.FS

const embeddedFile = "guides/sre.md"

// Embedded returns a bank of the built-in guide alone.
func Embedded() (*Bank, error) { return Load(EmbeddedName) }

// Load reads guides and joins them into a bank. Each path is a file, a folder (its *.md files in the order of their
// names, without README.md, hidden files and folders in it) or the word "embedded"; no path at all means the built-in
// guide. The error is Problems where a guide cannot be read or has an error, from every file at once; it wraps
// ErrSameSlug where two guides have one name.
func Load(paths ...string) (*Bank, error) {
	if len(paths) == 0 {
		paths = []string{EmbeddedName}
	}
	files, problems := expand(paths)
	var guides []*Guide
	for _, file := range files {
		g, found := load(file)
		problems = append(problems, found...)
		if g != nil {
			guides = append(guides, g)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	b, err := NewBank(guides...)
	if err != nil {
		return nil, err
	}
	b.warnings = problems
	return b, nil
}

func load(file string) (*Guide, Problems) {
	if file != EmbeddedName {
		return LoadFile(file)
	}
	src, err := embedded.ReadFile(embeddedFile)
	if err != nil {
		return nil, fileProblem(embeddedFile, "the built-in guide is missing from this binary", err)
	}
	return Parse(embeddedFile, src)
}

// LoadFile reads one guide. A file that cannot be read is a problem like any other, with line 0 and the cause wrapped.
// No more than the size limit is ever read, and only from a regular file, so neither a device nor a pipe can hang it.
func LoadFile(path string) (*Guide, Problems) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fileProblem(path, "the guide cannot be read", err)
	case info.IsDir():
		return nil, fileProblem(path, "this is a folder; name a Markdown file in it", nil)
	case !info.Mode().IsRegular():
		return nil, fileProblem(path, "this is not a regular file; name a Markdown file", nil)
	}
	src, err := readLimited(path)
	if err != nil {
		return nil, fileProblem(path, "the guide cannot be read", err)
	}
	return Parse(path, src)
}

// readLimited reads one byte more than a guide may have, which Parse then refuses.
func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxGuideBytes+1))
}

// expand turns folders into their files.
func expand(paths []string) ([]string, Problems) {
	var files []string
	var problems Problems
	for _, path := range paths {
		found, err := expandOne(path)
		problems = append(problems, err...)
		files = append(files, found...)
	}
	if len(files) > maxGuides {
		problems = append(problems, fileProblem(files[maxGuides], fmt.Sprintf("more than %d guides; load fewer", maxGuides), nil)...)
		files = nil
	}
	return files, problems
}

func expandOne(path string) ([]string, Problems) {
	if path == EmbeddedName {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // LoadFile says what is wrong with it
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fileProblem(path, "the folder cannot be read", err)
	}
	var files []string
	for _, e := range entries {
		if isGuideName(e.Name()) && !e.IsDir() {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, fileProblem(path, "the folder holds no *.md files; put a guide in it", nil)
	}
	return files, nil
}

func isGuideName(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".md") && !strings.HasPrefix(name, ".") && !strings.EqualFold(name, "README.md")
}

// fileProblem is an error about a file as a whole.
func fileProblem(file, message string, cause error) Problems {
	if pathError, ok := errors.AsType[*os.PathError](cause); ok {
		cause = pathError.Err // the problem names the file already
	}
	if cause != nil {
		message += ": " + cause.Error()
	}
	return Problems{{File: file, Severity: SeverityError, Message: message, cause: cause}}
}
