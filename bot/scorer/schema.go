package scorer

import (
	"encoding/json"
	"fmt"

	"mock-interviewer/questions"
)

// object is a JSON object schema whose properties keep their order: the model writes them in it, and a reason has to
// come before its verdict.
type object []property

type property struct {
	name   string
	schema any
}

// MarshalJSON writes the schema in OpenAI's strict dialect: everything required, nothing else allowed.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte(`{"type":"object","properties":{`)
	names := make([]string, 0, len(o))
	for i, p := range o {
		if i > 0 {
			out = append(out, ',')
		}
		s, err := json.Marshal(p.schema)
		if err != nil {
			return nil, fmt.Errorf("schema of %s: %w", p.name, err)
		}
		out = fmt.Appendf(out, "%q:%s", p.name, s)
		names = append(names, p.name)
	}
	req, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	out = append(out, `},"required":`...)
	out = append(out, req...)
	return append(out, `,"additionalProperties":false}`...), nil
}

type stringSchema struct {
	Type string   `json:"type"`
	Enum []string `json:"enum,omitempty"`
}

type arraySchema struct {
	Type  string `json:"type"`
	Items object `json:"items"`
}

// gradeSchema is the contract's answer shape for one question, ids as enums.
func gradeSchema(r questions.Rubric) (json.RawMessage, error) {
	criteria := make([]string, 0, len(r.Criteria))
	for _, c := range r.Criteria {
		criteria = append(criteria, c.ID)
	}
	pitfalls := make([]string, 0, len(r.Pitfalls))
	for _, p := range r.Pitfalls {
		pitfalls = append(pitfalls, p.ID)
	}
	return json.Marshal(object{
		{"criteria", list(criteria, "met", "partial", "missed", "unclear")},
		{"follow_up", anyText()},
		{"pitfalls", list(pitfalls, "present", "absent")},
	})
}

func list(ids []string, verdicts ...string) arraySchema {
	return arraySchema{Type: "array", Items: object{
		{"id", stringSchema{Type: "string", Enum: ids}},
		{"quote", anyText()},
		{"reason", anyText()},
		{"verdict", stringSchema{Type: "string", Enum: verdicts}},
	}}
}

func anyText() stringSchema { return stringSchema{Type: "string"} }
