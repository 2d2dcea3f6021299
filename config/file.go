package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A configuration is small; these only keep a wrong file from costing memory or stack.
const (
	maxFile  = 1 << 20 // bytes
	maxDepth = 16      // of nesting
)

// readFile reads and flattens the YAML file. What it could not place is in the errors, the rest in the document.
func readFile(path string) (document, FieldErrors) {
	empty := document{fields: map[string]setting{}}
	data, err := readCapped(path)
	if err != nil {
		return empty, FieldErrors{{Env: configEnv, Problem: "names " + show(path) + ", which " + err.Error(), Want: "a YAML file"}}
	}
	root, fe := parseYAML(data)
	if fe != nil {
		fe.File = path
		return empty, FieldErrors{*fe}
	}
	f := flattener{file: path, doc: empty}
	f.root(root)
	return f.doc, f.errs
}

func readCapped(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %s", cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %s", cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %s", cause(err))
	}
	if len(data) > maxFile {
		return nil, errors.New("is larger than 1 MiB")
	}
	return data, nil
}

// parseYAML returns the body of the only document, nil for an empty file.
func parseYAML(data []byte) (body ast.Node, fe *FieldError) {
	defer func() {
		if r := recover(); r != nil {
			body, fe = nil, &FieldError{Line: 1, Problem: "is no YAML that can be read"}
		}
	}()
	tokens := lexer.Tokenize(strings.TrimPrefix(string(data), "\ufeff")) // as some editors begin a file
	if line := tooDeep(tokens); line > 0 {
		return nil, &FieldError{Line: line, Problem: fmt.Sprintf("nests deeper than %d levels", maxDepth)}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, syntaxError(err)
	}
	docs := file.Docs[:0]
	for _, d := range file.Docs {
		if d.Body != nil {
			docs = append(docs, d)
		}
	}
	switch len(docs) {
	case 0:
		return nil, nil
	case 1:
		return docs[0].Body, nil
	default:
		return nil, &FieldError{Line: line(docs[1].Body), Problem: "holds a second YAML document", Want: "one"}
	}
}

// tooDeep returns the line where nesting passes maxDepth, or 0. It looks at tokens, before the parser recurses.
func tooDeep(tokens token.Tokens) int {
	flow, inLine, last := 0, 0, 0
	for _, t := range tokens {
		at := t.Position.Line
		if at != last {
			inLine, last = 0, at
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			inLine++
		}
		if flow > maxDepth || inLine > maxDepth || t.Position.IndentNum > 8*maxDepth {
			return at
		}
	}
	return 0
}

func syntaxError(err error) *FieldError {
	fe := &FieldError{Line: 1, Problem: "is no YAML that can be read"}
	var ye yaml.Error
	if !errors.As(err, &ye) {
		return fe
	}
	// The first line alone: the rest would show the source, which may hold a token.
	msg, _, _ := strings.Cut(ye.GetMessage(), "\n")
	fe.Problem = "YAML: " + redact(msg, nil)
	if t := ye.GetToken(); t != nil && t.Position != nil {
		fe.Line = t.Position.Line
	}
	return fe
}

func line(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}
