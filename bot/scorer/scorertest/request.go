package scorertest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
)

// Request is one chat completion that was asked for.
type Request struct {
	Authorization string
	Model         string
	Format        string // "json_schema", "json_object" or "" for plain
	Messages      []Message
	Schema        json.RawMessage
	Has           map[string]bool // which parameters were in it
	Ask           Ask
}

// Message is one message of a request.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Ask is what a judge has to go by, taken out of the prompt.
type Ask struct {
	Question string
	Criteria []Item
	Pitfalls []Item
	Reply    string
	FollowUp string
	Earlier  []string
	Marker   string
}

// Item is a criterion or a pitfall.
type Item struct{ ID, Label, Text string }

type body struct {
	Model          string          `json:"model"`
	Messages       []Message       `json:"messages"`
	Temperature    *float64        `json:"temperature"`
	MaxTokens      *int            `json:"max_tokens"`
	MaxCompletion  *int            `json:"max_completion_tokens"`
	Stream         bool            `json:"stream"`
	ResponseFormat *responseFormat `json:"response_format"`
}

type responseFormat struct {
	Type       string `json:"type"`
	JSONSchema *struct {
		Name   string          `json:"name"`
		Schema json.RawMessage `json:"schema"`
		Strict bool            `json:"strict"`
	} `json:"json_schema"`
}

// brokeOff is no fault of the request: the client died, or its connection did, while it was sending.
const brokeOff = "the body broke off"

// readRequest parses a request and says what is wrong with it, or "".
func readRequest(r *http.Request) (Request, string) {
	req := Request{Authorization: r.Header.Get("Authorization"), Has: map[string]bool{}}
	if r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" {
		return req, fmt.Sprintf("%s %s is not POST /v1/chat/completions", r.Method, r.URL.Path)
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return req, "the content type is not application/json"
	}
	raw, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
	if err != nil {
		return req, brokeOff
	}
	var fields map[string]json.RawMessage
	var b body
	if json.Unmarshal(raw, &fields) != nil || json.Unmarshal(raw, &b) != nil {
		return req, "the body is not JSON of a chat completion"
	}
	for name := range fields {
		req.Has[name] = true
	}
	req.Model, req.Messages = b.Model, b.Messages
	if problem := req.check(b); problem != "" {
		return req, problem
	}
	req.Ask, err = readAsk(b.Messages)
	if err != nil {
		return req, err.Error()
	}
	return req, ""
}

func (req *Request) check(b body) string {
	switch {
	case b.Model == "":
		return "no model"
	case len(b.Messages) == 0:
		return "no messages"
	case b.Stream:
		return "streaming was not expected"
	case b.MaxTokens != nil && b.MaxCompletion != nil:
		return "both max_tokens and max_completion_tokens"
	case b.Temperature != nil && (*b.Temperature < 0 || *b.Temperature > 2):
		return "temperature outside 0 to 2"
	case b.MaxTokens != nil && *b.MaxTokens <= 0, b.MaxCompletion != nil && *b.MaxCompletion <= 0:
		return "a token limit that is not positive"
	}
	for i, m := range b.Messages {
		if m.Content == "" {
			return fmt.Sprintf("message %d has no content", i)
		}
		if m.Role != "system" && m.Role != "user" && m.Role != "assistant" {
			return fmt.Sprintf("message %d has role %q", i, m.Role)
		}
		if i > 0 && b.Messages[i-1].Role == m.Role {
			return "two messages in a row of one role: some chat templates refuse that"
		}
	}
	return req.checkFormat(b.ResponseFormat)
}

var schemaName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (req *Request) checkFormat(f *responseFormat) string {
	if f == nil {
		return ""
	}
	req.Format = f.Type
	switch f.Type {
	case "text":
		req.Format = ""
		return ""
	case "json_object":
		for _, m := range req.Messages {
			if strings.Contains(m.Content, "JSON") {
				return ""
			}
		}
		return "json_object without the word JSON in the messages"
	case "json_schema":
		if f.JSONSchema == nil || !schemaName.MatchString(f.JSONSchema.Name) || !f.JSONSchema.Strict {
			return "json_schema without a good name or not strict"
		}
		req.Schema = f.JSONSchema.Schema
		return checkStrict(f.JSONSchema.Schema, "schema")
	}
	return fmt.Sprintf("unknown response format %q", f.Type)
}

var itemLine = regexp.MustCompile(`^- ([^ ]+) \((.*?)\): (.*)$`)

// readAsk finds question, rubric and reply in the prompt.
func readAsk(messages []Message) (Ask, error) {
	var a Ask
	section := ""
	for line := range strings.Lines(messages[0].Content) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "Question: "):
			a.Question = strings.TrimPrefix(line, "Question: ")
		case strings.HasPrefix(line, "Criteria:"), strings.HasPrefix(line, "Pitfalls:"):
			section = line
		case strings.HasPrefix(line, "- ") && section == "Criteria:":
			if m := itemLine.FindStringSubmatch(line); m != nil {
				a.Criteria = append(a.Criteria, Item{ID: m[1], Label: m[2], Text: m[3]})
			}
		case strings.HasPrefix(line, "- ") && section == "Pitfalls:":
			id, label, _ := strings.Cut(strings.TrimPrefix(line, "- "), ": ")
			a.Pitfalls = append(a.Pitfalls, Item{ID: id, Label: label})
		}
	}
	if len(a.Criteria) == 0 || len(messages) < 2 {
		return a, fmt.Errorf("the prompt names no criteria or no reply")
	}
	return a, a.readReply(messages[1].Content)
}

func (a *Ask) readReply(content string) error {
	lines := strings.Split(strings.TrimSpace(content), "\n")
	if len(lines) < 3 || lines[len(lines)-1] != lines[len(lines)-3] {
		return fmt.Errorf("the reply does not stand between two equal markers")
	}
	a.Marker = lines[len(lines)-1]
	var data struct {
		FollowUp string   `json:"answers_follow_up"`
		Earlier  []string `json:"said_before"`
		Reply    string   `json:"reply"`
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-2]), &data); err != nil {
		return fmt.Errorf("the reply is not JSON")
	}
	a.Reply, a.FollowUp, a.Earlier = data.Reply, data.FollowUp, data.Earlier
	return nil
}
