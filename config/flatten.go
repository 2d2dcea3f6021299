package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// entryKey holds, in a subscription's settings, only where the entry begins.
const entryKey = ""

// flattener turns the YAML tree into settings by path, and refuses whatever is not in the configuration table.
type flattener struct {
	file string
	doc  document
	errs FieldErrors
}

func (f *flattener) fail(path string, n ast.Node, problem, want string) {
	f.errs = append(f.errs, FieldError{Field: path, File: f.file, Line: line(n), Problem: problem, Want: want})
}

func (f *flattener) root(n ast.Node) {
	if n == nil {
		return
	}
	known := map[string]field{}
	for _, fl := range fields() {
		known[fl.path] = fl
	}
	f.mapping("", n, func(path string, k, v ast.Node) {
		f.top(path, k, v, known)
	})
}

// top places one key of the file: a field, a group of fields, or `daily`.
func (f *flattener) top(path string, k, v ast.Node, known map[string]field) {
	fl, isField := known[path]
	switch {
	case isField && !strings.Contains(path, "."): // `slack.bot_token:` is no way to write `bot_token:` under `slack:`
		f.field(fl, v)
	case path == "daily":
		f.daily(v)
	case path == "slack" || path == "llm" || path == "log" || path == "backup" || path == "budget":
		f.mapping(path, v, func(sub string, sk, sv ast.Node) {
			if fl, ok := known[sub]; ok {
				f.field(fl, sv)
				return
			}
			f.unknown(sub, sk, children(path))
		})
	default:
		f.unknown(path, k, children(""))
	}
}

// children are the names allowed under a group, or at the top.
func children(group string) []string {
	var names []string
	if group == "" {
		names = append(names, "daily")
	}
	for _, fl := range fields() {
		name := fl.path
		if group != "" {
			var ok bool
			if name, ok = strings.CutPrefix(fl.path, group+"."); !ok {
				continue
			}
		}
		name, _, _ = strings.Cut(name, ".")
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (f *flattener) unknown(path string, n ast.Node, allowed []string) {
	name := path[strings.LastIndex(path, ".")+1:]
	f.fail(redact(path, nil), n, "is no field of this file"+didYouMean(name, allowed), "one of "+strings.Join(allowed, ", "))
}

// mapping calls each for every pair and says whether n is a mapping. Nothing at all (`slack:`) is an empty one.
func (f *flattener) mapping(path string, n ast.Node, each func(path string, k, v ast.Node)) bool {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	case *ast.NullNode, *ast.CommentGroupNode:
		return true
	default:
		f.fail(path, n, "is "+kind(n), "fields with names: `name: value`, one a line")
		return false
	}
	for _, p := range pairs {
		key, ok := plain(p.Key)
		if !ok {
			f.fail(path, p.Key, "has a key that is "+kind(p.Key), "a plain name")
			continue
		}
		if path != "" {
			key = path + "." + key
		}
		each(key, p.Key, p.Value)
	}
	return true
}

func (f *flattener) field(fl field, n ast.Node) {
	s := setting{file: f.file, line: line(n)}
	if seq, ok := n.(*ast.SequenceNode); ok && fl.list {
		s.list = []string{}
		for i, item := range seq.Values {
			text, ok := plain(item)
			if !ok || text == "" {
				f.fail(fmt.Sprintf("%s[%d]", fl.path, i), item, "is "+kind(item), "a text")
				continue
			}
			s.list = append(s.list, text)
		}
		f.doc.fields[fl.path] = s
		return
	}
	text, ok := plain(n)
	if _, null := n.(*ast.NullNode); null || ok && text == "" {
		f.nothing(fl, s)
		return
	}
	if !ok {
		want := "a text"
		if fl.list {
			want = "a list of texts"
		}
		f.fail(fl.path, n, "is "+kind(n), want)
		return
	}
	s.text = text
	f.doc.fields[fl.path] = s
}

// nothing is a field without a value: not set, but for http, where nothing means off.
func (f *flattener) nothing(fl field, s setting) {
	if fl.path == "http" {
		s.text = Off
		f.doc.fields[fl.path] = s
	}
}

func (f *flattener) daily(n ast.Node) {
	if _, null := n.(*ast.NullNode); null {
		return
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		f.fail("daily", n, "is "+kind(n), "a list of subscriptions, each beginning with `- channel:`")
		return
	}
	var names []string
	for _, df := range dailyFields() {
		names = append(names, df.name)
	}
	for i, item := range seq.Values {
		f.doc.daily = append(f.doc.daily, f.entry(fmt.Sprintf("daily[%d]", i), item, names))
	}
}

// entry is one subscription's settings, or nil where it is no mapping; then its error is enough.
func (f *flattener) entry(prefix string, item ast.Node, names []string) map[string]setting {
	entry := map[string]setting{entryKey: {file: f.file, line: line(item)}}
	ok := f.mapping(prefix, item, func(path string, k, v ast.Node) {
		name := strings.TrimPrefix(path, prefix+".")
		text, isPlain := plain(v)
		_, null := v.(*ast.NullNode)
		switch {
		case !slices.Contains(names, name):
			f.unknown(path, k, names)
		case null || isPlain && text == "": // not set
		case !isPlain:
			f.fail(path, v, "is "+kind(v), "a text")
		default:
			entry[name] = setting{text: text, file: f.file, line: line(v)}
		}
	})
	if !ok {
		return nil
	}
	return entry
}

// plain is a scalar's text as it was written: every field is text to us, so 9090, off and 2026-01-01 need no quotes.
func plain(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(v.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return v.GetToken().Value, true
	default:
		return "", false
	}
}

// kind says in a word what a node is, for messages.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of fields"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "empty"
	case *ast.AliasNode, *ast.AnchorNode, *ast.MergeKeyNode:
		return "a YAML anchor or alias, which this file does not use"
	case *ast.TagNode:
		return "a YAML tag, which this file does not use"
	default:
		if text, ok := plain(n); ok && text == "" {
			return "empty"
		}
		return "a plain value"
	}
}
