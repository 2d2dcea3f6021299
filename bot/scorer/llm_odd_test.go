package scorer

import (
	"strings"
	"testing"

	"mock-interviewer/bot/scorer/scorertest"
)

func TestLLMUnderstandsServersWithIdeasOfTheirOwn(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(answer string) map[string]any{
		"no usage, no finish reason": func(a string) map[string]any { return map[string]any{"role": "assistant", "content": a} },
		"content in parts": func(a string) map[string]any {
			return map[string]any{"content": []any{map[string]any{"type": "text", "text": a[:20]}, map[string]any{"type": "text", "text": a[20:]}}}
		},
		"everything is thought": func(a string) map[string]any { return map[string]any{"content": nil, "reasoning_content": a} },
		"thought apart":         func(a string) map[string]any { return map[string]any{"content": a, "reasoning_content": "{}"} },
		"a byte order mark":     func(a string) map[string]any { return map[string]any{"content": "\ufeff" + a} },
		"fields that nobody asked for": func(a string) map[string]any {
			return map[string]any{"content": `{"score":100,"band":"strong",` + a[1:]}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := scorertest.Start(t)
			s.Then(scorertest.Odd(of))
			l, _ := newTestLLM(t, s)
			res, err := l.Score(t.Context(), deployRequest())
			if err != nil || res.Attempts != 1 || res.Usage != (Usage{}) {
				t.Fatalf("%v, %d attempts, %+v", err, res.Attempts, res.Usage)
			}
			if got := scoreOf(t, badDeploy(), res); got < 60 || got > 95 {
				t.Errorf("a strong reply scored %d", got)
			}
		})
	}
}

func TestContentThatIsNullIsAskedForOnceMore(t *testing.T) {
	t.Parallel()
	null := scorertest.Odd(func(string) map[string]any { return map[string]any{"content": nil} })
	s := scorertest.Start(t)
	s.Then(null)
	l, _ := newTestLLM(t, s)
	if res, err := l.Score(t.Context(), deployRequest()); err != nil || res.Attempts != 2 {
		t.Errorf("null, then an answer: %v after %d attempts", err, res.Attempts)
	}
	s.Then(null, null)
	if res, err := l.Score(t.Context(), deployRequest()); reasonOf(err) != "invalid" || len(res.Judgements) > 0 {
		t.Errorf("null twice: %v, %+v", err, res.Judgements)
	}
}

// Few servers say what they refuse.
func TestLLMFindsAFormatHoweverOneIsRefused(t *testing.T) {
	t.Parallel()
	for name, refusal := range map[string]scorertest.Behaviour{
		"400": scorertest.Status(400, "Bad Request"), "404": scorertest.Status(404, "Not Found"), "422": scorertest.Status(422, "Unprocessable"),
		"404 in HTML": scorertest.HTML(404), "415": scorertest.HTML(415), "501": scorertest.Status(501, "not implemented"),
		"404 that names it":     scorertest.Status(404, "this model does not support response_format json_schema"),
		"400 with a text":       scorertest.Text(400, `{"error":"response_format json_schema is not supported"}`),
		"422 with an empty one": scorertest.Text(422, `{"error":{}}`),
		"400 of another type":   scorertest.Text(400, `{"error":{"message":"json_schema","type":7}}`),
		"500 that names it":     scorertest.Status(500, "failed to parse grammar of json_schema"),
	} {
		for _, formats := range [][]string{{"json_schema"}, {"json_schema", "json_object"}} {
			s := scorertest.Start(t, scorertest.RefusingBy(refusal, formats...))
			l, waits := newTestLLM(t, s)
			for range 2 {
				if _, err := l.Score(t.Context(), deployRequest()); err != nil {
					t.Errorf("%s of %v: %v", name, formats, err)
				}
			}
			if n := len(s.Requests()); n != len(formats)+2 || len(*waits) > 0 {
				t.Errorf("%s of %v: %d requests, waits %v", name, formats, n, *waits)
			}
		}
	}
}

// Many servers write {"error": "a text"}, of which go-openai makes an error without a status.
func TestAnErrorThatIsATextIsReadByItsStatus(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]string{401: "unauthorized", 403: "unauthorized", 429: "", 503: ""} { // the last two are asked again
		s := scorertest.Start(t)
		s.Then(scorertest.Text(status, `{"error":"no"}`))
		l, _ := newTestLLM(t, s)
		_, err := l.Score(t.Context(), deployRequest())
		if reasonOf(err) != want {
			t.Errorf("%d: %v", status, err)
		}
		if n := len(s.Requests()); (n == 1) != (want != "") {
			t.Errorf("%d: %d requests", status, n)
		}
	}
}

func TestARedirectToAnotherHostIsNotFollowed(t *testing.T) {
	t.Parallel()
	other := scorertest.Start(t)
	s := scorertest.Start(t)
	s.Then(scorertest.Redirect(other.URL() + "/chat/completions"))
	l, _ := newTestLLM(t, s)
	if _, err := l.Score(t.Context(), deployRequest()); reasonOf(err) != "unavailable" {
		t.Errorf("redirected: %v", err)
	}
	if n := len(other.Requests()); n != 0 {
		t.Errorf("%d replies went to a host that nobody was told of", n)
	}
	s.Then(scorertest.Redirect(s.URL() + "/chat/completions"))
	if _, err := l.Score(t.Context(), deployRequest()); err != nil {
		t.Errorf("redirected on the same host: %v", err)
	}
}

func TestLLMSaysThatNothingListens(t *testing.T) {
	t.Parallel()
	s := scorertest.New()
	l, _ := newTestLLM(t, s)
	s.Close()
	if _, err := l.Score(t.Context(), deployRequest()); err == nil || !strings.Contains(err.Error(), "nothing listens") || reasonOf(err) != "unavailable" {
		t.Errorf("got %v", err)
	}
}
