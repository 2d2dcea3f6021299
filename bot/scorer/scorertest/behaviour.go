package scorertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Behaviour is how one request is met.
type Behaviour func(w http.ResponseWriter, r *http.Request, req Request, judge Judge)

// Answer is what the server does by itself: the judge's answer.
func Answer() Behaviour { return Changed(func(s string) string { return s }) }

// Changed is the judge's answer, changed on its way: fences put around it, a brace lost.
func Changed(change func(string) string) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, req Request, judge Judge) {
		out, err := json.Marshal(judge(req.Ask))
		if err != nil {
			fail(w, http.StatusInternalServerError, err.Error(), "server_error", "")
			return
		}
		complete(w, req, change(string(out)), "stop", "")
	}
}

// Judged answers once with another judge.
func Judged(j Judge) Behaviour {
	return func(w http.ResponseWriter, r *http.Request, req Request, _ Judge) { Answer()(w, r, req, j) }
}

// Content answers with this text.
func Content(s string) Behaviour { return Changed(func(string) string { return s }) }

// Fenced puts the answer in a Markdown fence, with talk around it.
func Fenced() Behaviour {
	return Changed(func(s string) string { return "Here is my judgement:\n```json\n" + s + "\n```\nLet me know." })
}

// Thinking puts a reasoning model's thoughts before the answer, a half-made object among them.
func Thinking() Behaviour {
	return Changed(func(s string) string {
		return "<think>\nLet me see: {\"criteria\": []} would not do.\n</think>\n" + s
	})
}

// Odd answers with a message made of the judge's answer, as servers with ideas of their own do; without usage.
func Odd(of func(answer string) map[string]any) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, req Request, judge Judge) {
		out, _ := json.Marshal(judge(req.Ask)) // strings always encode
		w.Header().Set("Content-Type", "application/json")
		writeJSON(w, map[string]any{"choices": []any{map[string]any{"message": of(string(out))}}})
	}
}

// CutOff is half an answer, with the finish reason that says so.
func CutOff() Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, req Request, judge Judge) {
		out, _ := json.Marshal(judge(req.Ask))
		complete(w, req, string(out[:len(out)/2]), "length", "")
	}
}

// Refusal is a model that will not.
func Refusal() Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, req Request, _ Judge) {
		complete(w, req, "", "stop", "I'm sorry, I can't help with that.")
	}
}

// Filtered is an endpoint whose content filter stopped the answer.
func Filtered() Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, req Request, _ Judge) {
		complete(w, req, "", "content_filter", "")
	}
}

// NoChoices is a completion with nothing in it.
func NoChoices() Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, _ Request, _ Judge) {
		w.Header().Set("Content-Type", "application/json")
		writeJSON(w, map[string]any{"id": "c", "object": "chat.completion", "choices": []any{}})
	}
}

// HTML is a proxy's page where JSON should be.
func HTML(status int) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, _ Request, _ Judge) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprint(w, "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>")
	}
}

// Status is an error in OpenAI's shape.
func Status(status int, message string) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, _ Request, _ Judge) {
		fail(w, status, message, "error", "")
	}
}

// Text is an error whose body holds a text, or whatever else, where OpenAI has an object.
func Text(status int, body string) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, _ Request, _ Judge) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// Limited is a 429 that asks to wait; 0 asks for nothing.
func Limited(wait time.Duration) Behaviour {
	return func(w http.ResponseWriter, _ *http.Request, _ Request, _ Judge) {
		if wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())))
		}
		fail(w, http.StatusTooManyRequests, "Rate limit reached", "requests", "rate_limit_exceeded")
	}
}

// Slow answers after a while.
func Slow(d time.Duration) Behaviour {
	return func(w http.ResponseWriter, r *http.Request, req Request, judge Judge) {
		if pause(r, d) {
			Answer()(w, r, req, judge)
		}
	}
}

// Hangup closes the connection without a word.
func Hangup() Behaviour {
	return func(http.ResponseWriter, *http.Request, Request, Judge) { panic(http.ErrAbortHandler) }
}

// Trickle begins an answer and never ends it.
func Trickle() Behaviour {
	return func(w http.ResponseWriter, r *http.Request, _ Request, _ Judge) {
		w.Header().Set("Content-Type", "application/json")
		for pause(r, time.Millisecond) {
			if _, err := w.Write([]byte(" ")); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush() // the client is gone: the next write says so
		}
	}
}

// Redirect sends the client to another address.
func Redirect(url string) Behaviour {
	return func(w http.ResponseWriter, r *http.Request, _ Request, _ Judge) {
		http.Redirect(w, r, url, http.StatusTemporaryRedirect)
	}
}

// Endless sends more than anybody should read.
func Endless(bytes int) Behaviour { return Content(strings.Repeat("x", bytes)) }

// complete writes a chat completion. Tokens are counted as four bytes each, and half of the system message as cached.
func complete(w http.ResponseWriter, req Request, content, finish, refusal string) {
	prompt := 0
	for _, m := range req.Messages {
		prompt += len(m.Content) / 4
	}
	message := map[string]any{"role": "assistant", "content": content}
	if refusal != "" {
		message["content"], message["refusal"] = nil, refusal
	}
	w.Header().Set("Content-Type", "application/json")
	writeJSON(w, map[string]any{
		"id": "chatcmpl-test", "object": "chat.completion", "created": 0, "model": req.Model,
		"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": finish}},
		"usage": map[string]any{
			"prompt_tokens": prompt, "completion_tokens": len(content) / 4, "total_tokens": prompt + len(content)/4,
			"prompt_tokens_details": map[string]any{"cached_tokens": len(req.Messages[0].Content) / 8},
		},
	})
}
