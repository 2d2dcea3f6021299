package scorertest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// checkStrict says where a schema breaks the rules of OpenAI's strict mode, or "".
func checkStrict(raw json.RawMessage, at string) string {
	var s struct {
		Type                 string                     `json:"type"`
		Properties           map[string]json.RawMessage `json:"properties"`
		Required             []string                   `json:"required"`
		AdditionalProperties *bool                      `json:"additionalProperties"`
		Items                json.RawMessage            `json:"items"`
		Enum                 []any                      `json:"enum"`
	}
	var keys map[string]json.RawMessage
	if json.Unmarshal(raw, &s) != nil || json.Unmarshal(raw, &keys) != nil {
		return at + " is not a JSON schema"
	}
	for k := range keys {
		if !slices.Contains([]string{"type", "properties", "required", "additionalProperties", "items", "enum", "description"}, k) {
			return fmt.Sprintf("%s uses %q", at, k)
		}
	}
	if _, ok := keys["enum"]; ok && len(s.Enum) == 0 {
		return at + " has an empty enum"
	}
	switch s.Type {
	case "object":
		return checkObject(s.Properties, s.Required, s.AdditionalProperties, at)
	case "array":
		if s.Items == nil {
			return at + " has no items"
		}
		return checkStrict(s.Items, at+"[]")
	case "string", "number", "integer", "boolean":
		return ""
	}
	return fmt.Sprintf("%s has type %q", at, s.Type)
}

func checkObject(properties map[string]json.RawMessage, required []string, additional *bool, at string) string {
	if additional == nil || *additional {
		return at + " allows additional properties"
	}
	if len(required) != len(properties) {
		return at + " does not require every property"
	}
	for name, p := range properties {
		if !slices.Contains(required, name) {
			return at + " does not require " + name
		}
		if problem := checkStrict(p, at+"."+name); problem != "" {
			return problem
		}
	}
	return ""
}
