package scorer

import (
	"net/http"
	"strings"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// format is how an endpoint is told to answer in JSON, strictest first. The shape is in the prompt as well, always; where
// the schema cannot stand beside the prompt it stands in it.
type format int

const (
	asSchema format = iota
	asObject
	asPlain
)

// probeAgain is how long a weaker format is used before the strictest is tried once more: endpoints get updated.
const probeAgain = 24 * time.Hour

// mostTokens is room for the longest answer and for a reasoning model's thoughts.
const mostTokens = 8000

// coldest is as good as 0, which go-openai would leave out.
const coldest = 0.01

// dialect is what one endpoint and model turned out to understand. The zero value assumes everything.
type dialect struct {
	mu        sync.Mutex
	format    format
	learnedAt time.Time
	oldLimit  bool // wants max_tokens instead of max_completion_tokens
	noWarmth  bool // refuses a temperature
	noLimit   bool
}

// wording is a snapshot of a dialect that one request is written in.
type wording struct {
	format   format
	oldLimit bool
	noWarmth bool
	noLimit  bool
}

func (d *dialect) wording(now time.Time, model string) wording {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.format != asSchema && now.Sub(d.learnedAt) >= probeAgain {
		d.format = asSchema
	}
	return wording{format: d.format, oldLimit: d.oldLimit, noWarmth: d.noWarmth || fixedTemperature(model), noLimit: d.noLimit}
}

// learn remembers a wording that worked.
func (d *dialect) learn(w wording, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if w.format != d.format {
		d.format, d.learnedAt = w.format, now
	}
	d.oldLimit, d.noLimit = w.oldLimit, w.noLimit
	d.noWarmth = d.noWarmth || w.noWarmth
}

// fixedTemperature reports models that take no temperature; go-openai refuses the request before it is sent.
func fixedTemperature(model string) bool {
	for _, p := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, p) {
			return true
		}
	}
	return false
}

func (w wording) request(model string, c *call) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: model, Messages: c.messages}
	if w.format != asSchema {
		r.Messages = c.withSchema()
	}
	switch {
	case w.noLimit:
	case w.oldLimit && !fixedTemperature(model):
		r.MaxTokens = mostTokens //nolint:staticcheck // many servers know only the old name
	default:
		r.MaxCompletionTokens = mostTokens
	}
	if !w.noWarmth {
		r.Temperature = coldest
	}
	switch w.format {
	case asSchema:
		schema := c.schema
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema, JSONSchema: &schema}
	case asObject:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	case asPlain:
	}
	return r
}

// simpler is the wording to try after an endpoint refused this one, or false where nothing is left to leave out.
func (w wording) simpler(f failure) (wording, bool) {
	said := strings.ToLower(f.said)
	if !refusal(f.status) && !(f.status >= 500 && namesFormat(said)) {
		return w, false
	}
	switch {
	case strings.Contains(said, "max_completion_tokens") && !w.oldLimit:
		w.oldLimit = true
		return w, true
	case strings.Contains(said, "max_tokens") && !w.noLimit:
		w.oldLimit, w.noLimit = false, true
		return w, true
	case strings.Contains(said, "temperature") && !w.noWarmth:
		w.noWarmth = true
		return w, true
	case w.format == asPlain, f.status == http.StatusNotFound && strings.Contains(said, "model") && !namesFormat(said):
		return w, false
	}
	w.format++
	return w, true
}

// refusal reports a status by which endpoints refuse what they do not understand; many do not say what that was.
func refusal(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusNotImplemented:
		return true
	}
	return false
}

func namesFormat(said string) bool {
	for _, s := range []string{"response_format", "json_schema", "json_object", "json schema", "structured output", "strict", "grammar", "guided", "additionalproperties"} {
		if strings.Contains(said, s) {
			return true
		}
	}
	return false
}
