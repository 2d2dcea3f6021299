package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// durationPattern is what time.ParseDuration takes, without its signs.
const durationPattern = `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$|^0$`

// Schema is the JSON Schema of the YAML file, for editors to complete and check it. It is made from the table that Load
// works by, so it knows every field, its default and its choices. What only Load can tell (that a file exists, that a
// schedule fires) it lets pass.
func Schema() ([]byte, error) {
	s, err := schema()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, fmt.Errorf("the configuration's schema: %w", err)
	}
	return b.Bytes(), nil
}

func schema() (*jsonschema.Schema, error) {
	root := object("The configuration of mock-interviewer. The environment wins over it.")
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	for _, f := range fields() {
		in := root
		name := f.path
		if group, rest, ok := strings.Cut(f.path, "."); ok {
			if root.Properties[group] == nil {
				property(root, group, object(""))
			}
			in, name = root.Properties[group], rest
		}
		s, err := f.schema()
		if err != nil {
			return nil, err
		}
		property(in, name, s)
	}
	entry := object("One channel's question of the day.")
	entry.Required = []string{"channel"}
	for _, f := range dailyFields() {
		s, err := f.schema()
		if err != nil {
			return nil, err
		}
		property(entry, f.name, s)
	}
	property(root, "daily", &jsonschema.Schema{Type: "array", Items: entry, Description: "The channels that get a question of the day."})
	return root, nil
}

// object is closed: a field that is not known is an error.
func object(about string) *jsonschema.Schema {
	nothing := &jsonschema.Schema{Not: &jsonschema.Schema{}}
	return &jsonschema.Schema{Type: "object", Description: about, Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: nothing}
}

func property(in *jsonschema.Schema, name string, s *jsonschema.Schema) {
	in.Properties[name] = s
	in.PropertyOrder = append(in.PropertyOrder, name)
}

func (f field) schema() (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{Description: f.doc + " Environment: " + f.env + ".", WriteOnly: f.secret}
	switch v := f.get(Default()).(type) {
	case Secret:
		s.Type = "string"
		return s, nil
	case []string:
		s.Types, s.Items = []string{"array", "string"}, &jsonschema.Schema{Type: "string"}
		return s, nil
	case int:
		s.Type = "integer"
		s.Minimum, s.Maximum = new(float64(f.least)), new(float64(f.most))
		return s, f.byDefault(s, v)
	case string:
		s.Type = "string"
		if f.off {
			s.Type, s.Types = "", []string{"string", "null"}
		}
		f.restrict(s)
		return s, f.byDefault(s, v)
	}
	return nil, fmt.Errorf("%s: its type has no schema", f.path)
}

func (f dailyField) schema() (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{Type: "string", Description: f.doc}
	if f.env != "" {
		s.Description += " Environment, for one channel: " + f.env + "."
	}
	f.restrict(s)
	return s, f.byDefault(s, f.get(defaultDaily()))
}

// restrict adds what the values say to a text's schema.
func (v values) restrict(s *jsonschema.Schema) {
	for _, choice := range v.oneOf {
		s.Enum = append(s.Enum, choice)
	}
	if v.pattern != "" {
		s.Pattern = v.pattern
	}
	if v.durations != "" {
		s.Pattern = durationPattern
		s.Description += " From " + v.durations + "."
	}
}

func (values) byDefault(s *jsonschema.Schema, value any) error {
	if value == "" {
		return nil
	}
	raw, err := json.Marshal(value)
	s.Default = raw
	return err
}
