package scorer

import (
	"context"
	"errors"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// The waits between attempts: doubling from the first, never longer than the longest. A Retry-After past the longest is
// handed to the caller, who has a queue to wait in.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 20 * time.Second
)

// mostWordings bounds how often one request is reworded for an endpoint that refuses it.
const mostWordings = 5

// party is who is asked, and how often before giving up.
type party struct {
	model    string
	dialect  *dialect
	attempts int
}

// complete gets one message from the model, over passing trouble and in whatever wording the endpoint takes.
func (l *LLM) complete(ctx context.Context, p party, c *call, res *Result) (string, error) {
	w := p.dialect.wording(l.cfg.Now(), p.model)
	rewordings := 0
	for attempt := 1; ; {
		content, f := l.once(ctx, p.model, w, c, res)
		if f == nil {
			p.dialect.learn(w, l.cfg.Now())
			return content, nil
		}
		if simpler, ok := w.simpler(*f); ok && rewordings < mostWordings {
			rewordings++
			w = simpler
			continue
		}
		l.cfg.Log.Warn("judge did not answer", "host", l.host, "model", p.model, "reason", f.err.Reason, "status", f.status, "attempt", attempt)
		if !f.again || attempt >= p.attempts || f.err.RetryAfter > longestWait {
			return "", f.err
		}
		if err := l.wait(ctx, attempt, f.err.RetryAfter); err != nil {
			return "", f.err
		}
		attempt++
	}
}

// wait honours what the endpoint asked for; otherwise it waits up to twice as long each time, at random, so that many
// waiting graders do not come back together.
func (l *LLM) wait(ctx context.Context, attempt int, asked time.Duration) error {
	d := min(firstWait<<(attempt-1), longestWait)
	d = d/2 + time.Duration(l.cfg.Jitter()*float64(d/2))
	if asked > 0 {
		d = asked + time.Duration(l.cfg.Jitter()*float64(firstWait))
	}
	if end, ok := ctx.Deadline(); ok && l.cfg.Now().Add(d).After(end) {
		return context.DeadlineExceeded
	}
	return l.cfg.Sleep(ctx, d)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// once is one HTTP request.
func (l *LLM) once(ctx context.Context, model string, w wording, c *call, res *Result) (string, *failure) {
	res.Attempts++
	reqCtx, cancel := context.WithTimeout(ctx, l.cfg.Timeout)
	defer cancel()
	var seen sighting
	resp, err := l.client.CreateChatCompletion(context.WithValue(reqCtx, sightingKey{}, &seen), w.request(model, c))
	if err != nil {
		return "", failureOf(ctx, err, seen, l.cfg.Now())
	}
	res.Usage.Add(usageOf(resp.Usage))
	return message(resp)
}

// usageOf is what the endpoint says that it cost; some say nothing.
func usageOf(o openai.Usage) Usage {
	u := Usage{PromptTokens: o.PromptTokens, CompletionTokens: o.CompletionTokens}
	if o.PromptTokensDetails != nil {
		u.CachedTokens = o.PromptTokensDetails.CachedTokens
	}
	return u
}

// message takes the answer out of a response, or says why there is none.
func message(resp openai.ChatCompletionResponse) (string, *failure) {
	if len(resp.Choices) == 0 {
		return "", &failure{again: true, err: &Error{Reason: "unavailable", Retryable: true, Err: errors.New("the endpoint sent no choices")}}
	}
	c := resp.Choices[0]
	switch {
	case c.FinishReason == openai.FinishReasonLength:
		return "", &failure{err: &Error{Reason: "cut_off", Retryable: true, Err: errors.New("the answer was cut off at its token limit")}}
	case c.FinishReason == openai.FinishReasonContentFilter:
		return "", &failure{err: &Error{Reason: "refused", Err: errors.New("the endpoint's content filter stopped the answer")}}
	case c.Message.Refusal != "":
		return "", &failure{err: &Error{Reason: "refused", Err: errors.New("the model refused")}}
	}
	return spoken(c.Message), nil
}

// spoken is what a message says. Some servers send it in parts; some reasoning parsers take all of it for thought.
func spoken(m openai.ChatCompletionMessage) string {
	var b strings.Builder
	b.WriteString(m.Content)
	for _, part := range m.MultiContent {
		b.WriteString(part.Text)
	}
	if b.Len() == 0 {
		return m.ReasoningContent
	}
	return b.String()
}
