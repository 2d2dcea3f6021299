package questions

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// frontMatter is what a guide says about itself. Keys that are not here are somebody else's and are left alone.
type frontMatter struct {
	title       string
	description string
	slug        string
	formerSlugs []string
}

// cutFrontMatter reads the front matter and returns the source with it blanked out, so that every offset and line of
// the rest stays what it was.
func cutFrontMatter(r *report, src []byte) (frontMatter, []byte) {
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	if string(bytes.TrimRight(first, " \t")) != "---" {
		return frontMatter{}, src
	}
	length, ok := frontMatterEnd(rest)
	if !ok {
		r.errorf(1, `the front matter that opens here is never closed; end it with a line of "---"`)
		return frontMatter{}, src
	}
	if length > maxFrontMatterBytes {
		r.errorf(1, "the front matter is larger than %d bytes; shorten it", maxFrontMatterBytes)
		return frontMatter{}, src
	}
	// The opening line stays as an empty one: the YAML parser then counts lines as the file does.
	front := parseFrontMatter(r, append([]byte("\n"), rest[:length]...))
	end := len(first) + 1 + length
	_, body, _ := bytes.Cut(src[end:], []byte("\n"))
	return front, append(blank(src[:len(src)-len(body)]), body...)
}

// frontMatterEnd is the offset of the closing line.
func frontMatterEnd(rest []byte) (int, bool) {
	for offset := 0; offset < len(rest); {
		line, _, _ := bytes.Cut(rest[offset:], []byte("\n"))
		if s := string(bytes.TrimRight(line, " \t")); s == "---" || s == "..." {
			return offset, true
		}
		offset += len(line) + 1
	}
	return 0, false
}

// blank returns src with all but its line ends turned to spaces, which Markdown takes for empty lines.
func blank(src []byte) []byte {
	out := bytes.Repeat([]byte(" "), len(src))
	for i, c := range src {
		if c == '\n' {
			out[i] = '\n'
		}
	}
	return out
}

// parseFrontMatter reads the keys that it knows from the syntax tree. Nothing is decoded, so anchors and aliases are
// never expanded and cannot blow up.
func parseFrontMatter(r *report, src []byte) (front frontMatter) {
	if flowDepth(src) > maxFrontMatterDepth {
		r.errorf(1, "the front matter nests brackets deeper than %d; flatten it", maxFrontMatterDepth)
		return front
	}
	// The YAML parser is a guest here: a panic inside it is a bad guide, not a dead bot.
	defer func() {
		if p := recover(); p != nil {
			r.errorf(1, "the front matter cannot be read as YAML")
		}
	}()
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		line, message := yamlFault(err)
		r.errorf(opening(src, line), "the front matter is not valid YAML: %s; write one `key: \"value\"` a line", message)
		return front
	}
	for _, doc := range file.Docs {
		readFrontMatter(r, doc.Body, &front)
	}
	return front
}

func readFrontMatter(r *report, body ast.Node, front *frontMatter) {
	if body == nil || body.Type() == ast.NullType || body.Type() == ast.CommentType {
		return
	}
	mapping, ok := body.(ast.MapNode)
	if !ok {
		r.errorf(nodeLine(body), "the front matter must be keys and values, one `key: \"value\"` a line")
		return
	}
	var term, title string
	for pairs := mapping.MapRange(); pairs.Next(); {
		switch key, value := pairs.Key().String(), pairs.Value(); key {
		case "term":
			term = yamlText(r, key, value, maxTitle)
		case "title":
			title = yamlText(r, key, value, maxTitle)
		case "description":
			front.description = yamlText(r, key, value, maxDescription)
		case "slug":
			front.slug = yamlSlug(r, key, value)
		case "former_slugs":
			front.formerSlugs = yamlSlugs(r, key, value)
		}
	}
	front.title = term
	if term == "" {
		front.title = title
	}
}

func yamlText(r *report, key string, value ast.Node, most int) string {
	if value == nil || value.Type() == ast.NullType {
		return ""
	}
	if literal, ok := value.(*ast.LiteralNode); ok {
		value = literal.Value
	}
	scalar, ok := value.(ast.ScalarNode)
	if !ok {
		r.errorf(nodeLine(value), "%s in the front matter must be text", key)
		return ""
	}
	text := strings.Join(strings.Fields(fmt.Sprint(scalar.GetValue())), " ")
	if runes(text) > most {
		r.errorf(nodeLine(value), "%s in the front matter is longer than %d characters; shorten it", key, most)
	}
	return text
}

func yamlSlug(r *report, key string, value ast.Node) string {
	text := yamlText(r, key, value, maxSlug)
	if text == "" || text != slugify(text) {
		r.errorf(nodeLine(value), `%s %s in the front matter must be lower-case letters, digits and single hyphens, like "sre-guide"`, key, quote(text))
	}
	return text
}

func yamlSlugs(r *report, key string, value ast.Node) []string {
	list, ok := value.(*ast.SequenceNode)
	if !ok {
		return []string{yamlSlug(r, key, value)}
	}
	if len(list.Values) > maxFormerSlugs {
		r.errorf(nodeLine(value), "%s in the front matter lists more than %d names; keep those still in use", key, maxFormerSlugs)
		return nil
	}
	slugs := make([]string, 0, len(list.Values))
	for _, v := range list.Values {
		slugs = append(slugs, yamlSlug(r, key, v))
	}
	return slugs
}

func nodeLine(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 1
	}
	return n.GetToken().Position.Line
}

// yamlFault takes the bare message and the line out of an error, without the excerpt that the library adds.
func yamlFault(err error) (line int, message string) {
	var fault yaml.Error
	if !errors.As(err, &fault) {
		return 1, err.Error()
	}
	line = 1
	if token := fault.GetToken(); token != nil && token.Position != nil {
		line = token.Position.Line
	}
	return line, strings.Join(strings.Fields(fault.GetMessage()), " ")
}

// mostBack is how far above the reported line a fault is looked for.
const mostBack = 50

// opening goes back from where the YAML parser gave up to the line without which it would not have: a bracket or a quote
// that is never closed is noticed only below it.
func opening(src []byte, line int) int {
	lines := bytes.SplitAfter(src, []byte("\n"))
	line = min(line, len(lines))
	for range mostBack {
		if line <= 1 {
			break
		}
		if _, err := parser.ParseBytes(bytes.Join(lines[:line-1], nil), 0); err == nil {
			break
		}
		line--
	}
	return line
}

// flowDepth is how deep brackets nest, counted without regard to strings.
func flowDepth(src []byte) int {
	depth, deepest := 0, 0
	for _, c := range src {
		switch c {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth--
		}
	}
	return deepest
}
