// Package hearing turns a recording into words, with a transcription model behind an OpenAI-compatible endpoint. It knows
// nothing of Slack.
package hearing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Config says which endpoint listens. Model and one of APIKey and BaseURL are required.
type Config struct {
	BaseURL string // with its version path; empty: OpenAI's own
	APIKey  string
	Model   string
	// Timeout bounds one recording; 0 means 60 s.
	Timeout time.Duration
}

// Ear listens. It is safe for concurrent use.
type Ear struct {
	client *openai.Client
	model  string
}

// New checks the configuration. It makes no request.
func New(cfg Config) (*Ear, error) {
	if cfg.Model == "" || (cfg.APIKey == "" && cfg.BaseURL == "") {
		return nil, errors.New("hearing: a model and an endpoint are needed")
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = time.Minute
	}
	oc := openai.DefaultConfig(cfg.APIKey)
	if cfg.BaseURL != "" {
		oc.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	}
	oc.HTTPClient = &http.Client{Timeout: cfg.Timeout}
	return &Ear{client: openai.NewClientWithConfig(oc), model: cfg.Model}, nil
}

// Model names the model that listens.
func (e *Ear) Model() string { return e.model }

// ErrSilence means that there were no words in a recording.
var ErrSilence = errors.New("no words were heard")

// Hear returns the words of a recording. name tells the kind of audio by its ending. No error holds any of the words.
func (e *Ear) Hear(ctx context.Context, name string, audio []byte) (string, error) {
	heard, err := e.client.CreateTranscription(ctx, openai.AudioRequest{
		Model: e.model, FilePath: name, Reader: bytes.NewReader(audio), Format: openai.AudioResponseFormatJSON,
	})
	if err != nil {
		return "", fmt.Errorf("hearing: %w", describe(err))
	}
	text := strings.TrimSpace(heard.Text)
	if text == "" {
		return "", ErrSilence
	}
	return text, nil
}

// describe keeps what an operator needs of an endpoint's error, and none of its body, which may repeat what was sent.
func describe(err error) error {
	var api *openai.APIError
	var request *openai.RequestError
	switch {
	case errors.As(err, &api):
		return fmt.Errorf("the endpoint answers HTTP %d", api.HTTPStatusCode)
	case errors.As(err, &request):
		return fmt.Errorf("the endpoint answers HTTP %d", request.HTTPStatusCode)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return errors.New("the endpoint cannot be reached")
}
