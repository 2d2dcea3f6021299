package scorer

import (
	"context"
	crand "crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mock-interviewer/questions"

	openai "github.com/sashabaranov/go-openai"
)

// openAI is the endpoint where none is configured.
const openAI = "https://api.openai.com/v1"

// mostReply is the longest reply that is sent to a model, in bytes; Slack itself allows less than three times that.
const mostReply = 16 << 10

// LLMConfig says which endpoint judges. Model and one of APIKey and BaseURL are required; the rest has defaults.
type LLMConfig struct {
	BaseURL string // with its version path; empty: OpenAI's own
	APIKey  string // may be empty where BaseURL is set
	Model   string
	// SecondModel is asked at the same endpoint where Model and the offline estimate disagree strongly; empty: Model is
	// asked again, with the criteria in another order.
	SecondModel string
	// Timeout is for one attempt; 0 means 60 s. The context given to Score bounds all of them.
	Timeout time.Duration
	// MaxAttempts is how often one request is tried on passing trouble; 0 means 3.
	MaxAttempts int
	// HTTPClient carries the requests; nil means a client of its own.
	HTTPClient *http.Client
	// Lexicon tells evidence from noise in suspicious replies, and its estimate says where a second look is due; nil means
	// a lexicon without a corpus, and no second looks.
	Lexicon *Offline
	// Log gets endpoint trouble, never a reply or a key; nil means none.
	Log *slog.Logger
	// Now, Sleep, Jitter and Random are for tests; nil means the real ones. Jitter returns a number in [0,1). Random
	// makes the marker around the reply.
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error
	Jitter func() float64
	Random io.Reader
}

// LLM judges with a model behind an OpenAI-compatible endpoint. It is safe for concurrent use.
type LLM struct {
	cfg     LLMConfig
	host    string
	client  *openai.Client
	offline *Offline
	dialect dialect
	second  dialect // of SecondModel
}

// NewLLM checks the configuration. It makes no request.
func NewLLM(cfg LLMConfig) (*LLM, error) {
	if cfg.APIKey == "" && cfg.BaseURL == "" {
		return nil, errors.New("llm scorer: neither an API key nor a base URL is set")
	}
	if cfg.Model == "" {
		return nil, errors.New("llm scorer: no model is set")
	}
	cfg = cfg.withDefaults()
	u, err := url.Parse(cfg.BaseURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("llm scorer: the base URL must look like https://host/v1")
	}
	if u.User != nil || u.RawQuery != "" {
		return nil, errors.New("llm scorer: the base URL must hold neither a password nor a query")
	}
	oc := openai.DefaultConfig(cfg.APIKey)
	oc.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	oc.HTTPClient = &cappedClient{inner: cfg.HTTPClient}
	l := &LLM{cfg: cfg, host: u.Host, client: openai.NewClientWithConfig(oc), offline: cfg.Lexicon}
	if l.offline == nil {
		l.offline = NewOffline(nil)
	}
	return l, nil
}

func (c LLMConfig) withDefaults() LLMConfig {
	if c.BaseURL == "" {
		c.BaseURL = openAI
	}
	if c.Timeout <= 0 {
		c.Timeout = time.Minute
	}
	if c.MaxAttempts <= 0 {
		c.MaxAttempts = 3
	}
	if c.HTTPClient == nil {
		c.HTTPClient = &http.Client{CheckRedirect: sameHost}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if c.Jitter == nil {
		c.Jitter = rand.Float64
	}
	if c.Random == nil {
		c.Random = crand.Reader
	}
	return c
}

// Model is the model that is asked.
func (l *LLM) Model() string { return l.cfg.Model }

// Host is the endpoint's host, for telling people where their answers go.
func (l *LLM) Host() string { return l.host }

// Score asks the model and checks what it says. Every error is an *Error.
func (l *LLM) Score(ctx context.Context, req Request) (Result, error) {
	start := l.cfg.Now()
	res := Result{Scorer: "llm", Model: l.cfg.Model, Host: l.host, PromptVersion: PromptVersion}
	switch {
	case req.Question == nil || len(req.Question.Rubric.Criteria) == 0:
		return res, &Error{Reason: "invalid", Err: errors.New("no question with criteria given")}
	case len(req.Reply) > mostReply:
		return res, &Error{Reason: "too_long", Err: fmt.Errorf("the reply has %d bytes, at most %d can be judged", len(req.Reply), mostReply)}
	}
	v := newVerifier(l.offline, req.Question, req.Reply)
	var a answer
	if v.reply.content() == 0 {
		a = nothingSaid(req.Question.Rubric)
	} else {
		var err error
		if a, err = l.ask(ctx, req, &res); err != nil {
			res.Duration = l.cfg.Now().Sub(start)
			return res, err
		}
	}
	res.Judgements, res.Pitfalls = v.judgements(a), v.pitfalls(a)
	l.lookAgain(ctx, req, v, &res)
	res.FollowUp = l.offline.lx.chooseFollowUp(req.Question, res.Judgements, a.FollowUp, req)
	res.Duration = l.cfg.Now().Sub(start)
	return res, nil
}

// allSaid is everything that the person said on the question: a follow-up may use those words.
func allSaid(req Request) string {
	return strings.Join(append(append([]string{}, req.Earlier...), req.Reply), "\n")
}

// nothingSaid needs no model.
func nothingSaid(r questions.Rubric) answer {
	var a answer
	for _, c := range r.Criteria {
		a.Criteria = append(a.Criteria, answerItem{ID: c.ID, Verdict: string(questions.Missed), Reason: "The reply is empty."})
	}
	for _, p := range r.Pitfalls {
		a.Pitfalls = append(a.Pitfalls, answerItem{ID: p.ID, Verdict: "absent"})
	}
	return a
}

// ask gets an answer that is complete and well-formed, with one chance to repair a bad one.
func (l *LLM) ask(ctx context.Context, req Request, res *Result) (answer, error) {
	call, err := l.newCall(req)
	if err != nil {
		return answer{}, &Error{Reason: "invalid", Err: err}
	}
	p := party{model: l.cfg.Model, dialect: &l.dialect, attempts: l.cfg.MaxAttempts}
	content, err := l.complete(ctx, p, call, res)
	if err != nil {
		return answer{}, err
	}
	a, wrong := parseAnswer(content, req.Question.Rubric, req.Reply)
	if wrong == nil {
		return a, nil
	}
	l.cfg.Log.Warn("judge answered in the wrong shape; asking once more", "host", l.host, "model", l.cfg.Model, "question", req.Question.ID, "problem", wrong.Error())
	call.repair(content, wrong)
	if content, err = l.complete(ctx, p, call, res); err != nil {
		return answer{}, err
	}
	if a, wrong = parseAnswer(content, req.Question.Rubric, req.Reply); wrong != nil {
		return answer{}, &Error{Reason: "invalid", Retryable: true, Err: wrong}
	}
	return a, nil
}

// call is one conversation with the model.
type call struct {
	messages []openai.ChatCompletionMessage // the first one is the system's
	schema   openai.ChatCompletionResponseFormatJSONSchema
	raw      json.RawMessage // of schema
}

func (l *LLM) newCall(req Request) (*call, error) {
	var marker [8]byte
	if _, err := io.ReadFull(l.cfg.Random, marker[:]); err != nil {
		return nil, fmt.Errorf("marker: %w", err)
	}
	user, err := replyPrompt(req, "reply-"+hex.EncodeToString(marker[:]))
	if err != nil {
		return nil, err
	}
	schema, err := gradeSchema(req.Question.Rubric)
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", req.Question.ID, err)
	}
	return &call{
		messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: systemPrompt(req.Question)},
			{Role: openai.ChatMessageRoleUser, Content: user},
		},
		schema: openai.ChatCompletionResponseFormatJSONSchema{Name: "judgement", Schema: schema, Strict: true},
		raw:    schema,
	}, nil
}

// withSchema is the messages with the schema at the end of the system's, before what changes with the reply.
func (c *call) withSchema() []openai.ChatCompletionMessage {
	messages := slices.Clone(c.messages)
	messages[0].Content += "\nThe JSON Schema of that object:\n" + string(c.raw) + "\n"
	return messages
}

// mostRepair bounds how much of a bad answer is sent back.
const mostRepair = 4 << 10

func (c *call) repair(content string, wrong error) {
	if len(content) > mostRepair {
		content = strings.ToValidUTF8(content[:mostRepair], "")
	}
	if strings.TrimSpace(content) == "" {
		content = "{}" // go-openai leaves empty content out, which endpoints refuse
	}
	c.messages = append(c.messages,
		openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant, Content: content},
		openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: "That answer cannot be used: " + wrong.Error() +
			". Answer again with the whole JSON object in the shape asked for, every id exactly once, and nothing else."})
}
