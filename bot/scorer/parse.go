package scorer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"mock-interviewer/questions"
)

// answer is what the model wrote, before anything of it is believed.
type answer struct {
	Criteria []answerItem `json:"criteria"`
	FollowUp string       `json:"follow_up"`
	Pitfalls []answerItem `json:"pitfalls"`
}

type answerItem struct {
	ID      string `json:"id"`
	Quote   string `json:"quote"`
	Reason  string `json:"reason"`
	Verdict string `json:"verdict"`
}

// parseAnswer finds the first JSON object in a model's output that is a complete answer to the rubric. An object that
// stands in the reply itself is the author's, not the model's, and is passed over. The error names what was wrong with
// the best candidate, in words fit for the model and for a log.
func parseAnswer(content string, r questions.Rubric, reply string) (answer, error) {
	content = strings.TrimSpace(content)
	if content == "" {
		return answer{}, errors.New("the answer is empty")
	}
	if a, err := decodeAnswer(content, r); err == nil {
		if planted(content, reply) {
			return answer{}, errors.New("the answer only repeats JSON from the reply")
		}
		return a, nil
	}
	wrong := errors.New("there is no JSON object in the answer")
	for _, c := range objects(withoutThinking(content)) {
		a, err := decodeAnswer(c, r)
		switch {
		case err == nil && planted(c, reply):
			wrong = errors.New("the answer only repeats JSON from the reply")
		case err == nil:
			return a, nil
		default:
			wrong = err
		}
	}
	return answer{}, wrong
}

// planted reports whether the object was written by the author of the reply.
func planted(object, reply string) bool {
	return strings.Contains(squeeze(reply), squeeze(object))
}

func squeeze(s string) string { return strings.Join(strings.Fields(stripInvisible(s)), "") }

func decodeAnswer(s string, r questions.Rubric) (answer, error) {
	var a answer
	if err := noDuplicateKeys(s); err != nil {
		return a, err
	}
	dec := json.NewDecoder(strings.NewReader(s))
	if err := dec.Decode(&a); err != nil {
		return a, fmt.Errorf("the answer is not JSON of the right shape: %w", shapeError(err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return a, errors.New("there is more than one JSON value in the answer")
	}
	return a, a.validate(r)
}

// shapeError keeps the words of JSON errors that quote nothing of the content.
func shapeError(err error) error {
	if typ, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("field %q has the wrong type", typ.Field)
	}
	return errors.New("it cannot be read")
}

func (a *answer) validate(r questions.Rubric) error {
	ids := make([]string, 0, len(r.Criteria))
	for _, c := range r.Criteria {
		ids = append(ids, c.ID)
	}
	if err := complete("criterion", a.Criteria, ids, "met", "partial", "missed", "unclear"); err != nil {
		return err
	}
	ids = ids[:0]
	for _, p := range r.Pitfalls {
		ids = append(ids, p.ID)
	}
	return complete("pitfall", a.Pitfalls, ids, "present", "absent")
}

// complete checks that every id is there exactly once, no other is, and that the verdicts are words we know.
func complete(what string, items []answerItem, ids []string, verdicts ...string) error {
	open := make(map[string]bool, len(ids))
	for _, id := range ids {
		open[id] = true
	}
	for i := range items {
		it := &items[i]
		it.Verdict = strings.ToLower(strings.TrimSpace(it.Verdict))
		left, known := open[it.ID]
		switch {
		case !known:
			return fmt.Errorf("unknown %s id in place %d", what, i+1)
		case !left:
			return fmt.Errorf("%s %q is there twice", what, it.ID)
		case !slices.Contains(verdicts, it.Verdict):
			return fmt.Errorf("%s %q has no verdict out of %s", what, it.ID, strings.Join(verdicts, ", "))
		}
		open[it.ID] = false
	}
	for _, id := range ids {
		if open[id] {
			return fmt.Errorf("%s %q is missing", what, id)
		}
	}
	return nil
}

// withoutThinking drops what a reasoning model says to itself, also where its opening tag was eaten by the chat template
// or its end was cut off.
func withoutThinking(s string) string {
	for _, tag := range []string{"think", "thinking", "reasoning"} {
		if end := strings.LastIndex(s, "</"+tag+">"); end >= 0 {
			s = s[end+len(tag)+3:]
		}
		if start := strings.Index(s, "<"+tag+">"); start >= 0 {
			s = s[:start]
		}
	}
	return s
}

// mostTries bounds the work on output that is nothing but braces.
const mostTries = 64

// objects lists the balanced {…} of a text at its outermost level, in order.
func objects(s string) []string {
	var out []string
	for i, tries := 0, 0; i < len(s) && tries < mostTries; tries++ {
		at := strings.IndexByte(s[i:], '{')
		if at < 0 {
			return out
		}
		i += at
		end := balancedEnd(s[i:])
		if end < 0 {
			i++
			continue
		}
		out = append(out, s[i:i+end])
		i += end
	}
	return out
}

// balancedEnd is where the object that s starts with ends, or -1.
func balancedEnd(s string) int {
	depth, inString := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{':
			depth++
		case c == '}':
			depth--
			if depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// noDuplicateKeys refuses objects that say two things: encoding/json would quietly take the last. Keys that differ only
// in case are the same to it.
func noDuplicateKeys(s string) error {
	dec := json.NewDecoder(bytes.NewReader([]byte(s)))
	return walkKeys(dec, 0)
}

const deepest = 16

func walkKeys(dec *json.Decoder, depth int) error {
	tok, err := dec.Token()
	if err != nil {
		return errors.New("the answer is not JSON: it cannot be read")
	}
	d, ok := tok.(json.Delim)
	if !ok {
		return nil
	}
	if depth > deepest {
		return errors.New("the answer is nested too deeply")
	}
	keys := map[string]bool{}
	for dec.More() {
		if d == '{' {
			key, err := dec.Token()
			if err != nil {
				return errors.New("the answer is not JSON: it cannot be read")
			}
			name := strings.ToLower(fmt.Sprint(key))
			if keys[name] {
				return errors.New("the answer has the same key twice")
			}
			keys[name] = true
		}
		if err := walkKeys(dec, depth+1); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return errors.New("the answer is not JSON: it cannot be read")
	}
	return nil
}
