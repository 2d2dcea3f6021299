package scorer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// failure is a request that brought no answer.
type failure struct {
	status int
	again  bool   // may be tried again at once
	said   string // what the endpoint said; only for choosing a wording, never logged: it may repeat the key or the reply
	err    *Error
}

// sighting is what the transport saw of a response; go-openai's errors keep neither the Retry-After nor the size.
type sighting struct {
	status     int
	retryAfter string
}

type sightingKey struct{}

// mostBody is the largest response that is read. An answer has a few KiB.
const mostBody = 1 << 20

var errTooLarge = fmt.Errorf("the response is larger than %d bytes", mostBody)

// errElsewhere keeps replies where people were told that they go.
var errElsewhere = errors.New("the endpoint redirects to another host; configure that one if it is meant")

// sameHost follows redirects on one host only.
func sameHost(req *http.Request, via []*http.Request) error {
	if req.URL.Host != via[0].URL.Host {
		return errElsewhere
	}
	if len(via) >= 5 {
		return errors.New("the endpoint redirects in circles")
	}
	return nil
}

// cappedClient bounds responses and notes their headers.
type cappedClient struct{ inner *http.Client }

// Do sends a request.
func (c *cappedClient) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.inner.Do(req)
	if err != nil {
		return nil, err
	}
	if s, ok := req.Context().Value(sightingKey{}).(*sighting); ok {
		s.status, s.retryAfter = resp.StatusCode, resp.Header.Get("Retry-After")
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostBody+1))
	if err != nil {
		return nil, fmt.Errorf("reading the response: %w", err)
	}
	if len(body) > mostBody {
		return nil, errTooLarge
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// failureOf sorts an error of go-openai. The endpoint's own words stay out of the error that is passed on: some
// endpoints repeat the key or the prompt in them.
func failureOf(ctx context.Context, err error, seen sighting, now time.Time) *failure {
	f := &failure{}
	var api *openai.APIError
	var req *openai.RequestError
	switch {
	case errors.As(err, &req): // first: where the body is none of OpenAI's, half an APIError without a status is inside
		f.status, f.said = req.HTTPStatusCode, string(req.Body[:min(len(req.Body), 4096)])
		f.err = byStatus(req.HTTPStatusCode, fmt.Errorf("status %d", req.HTTPStatusCode))
	case errors.As(err, &api):
		f.status, f.said = api.HTTPStatusCode, said(api)
		f.err = byStatus(api.HTTPStatusCode, describe(api))
	default:
		f.err, f.again = withoutStatus(ctx, err)
		return f
	}
	f.err.RetryAfter = retryAfter(seen.retryAfter, now)
	f.again = f.err.Retryable && !outOfQuota(f.said)
	return f
}

func said(api *openai.APIError) string {
	s := api.Message + " " + fmt.Sprint(api.Code) + " " + api.Type
	if api.Param != nil {
		s += " " + *api.Param
	}
	return s
}

var codeWord = regexp.MustCompile(`^[A-Za-z0-9_.\-]{1,48}$`)

// describe names the endpoint's error code where it is a plain word.
func describe(api *openai.APIError) error {
	if code, ok := api.Code.(string); ok && codeWord.MatchString(code) && !strings.HasPrefix(code, "sk-") {
		return fmt.Errorf("status %d, %s", api.HTTPStatusCode, code)
	}
	return fmt.Errorf("status %d", api.HTTPStatusCode)
}

// outOfQuota reports a 429 that no short wait will mend.
func outOfQuota(said string) bool { return strings.Contains(said, "insufficient_quota") }

func byStatus(status int, err error) *Error {
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return &Error{Reason: "unauthorized", Err: err}
	case status == http.StatusTooManyRequests:
		return &Error{Reason: "rate_limited", Retryable: true, Err: err}
	case status == http.StatusRequestEntityTooLarge:
		return &Error{Reason: "too_long", Err: err}
	case status == http.StatusRequestTimeout || status == http.StatusGatewayTimeout:
		return &Error{Reason: "timeout", Retryable: true, Err: err}
	case status >= 500 && status != http.StatusNotImplemented:
		return &Error{Reason: "unavailable", Retryable: true, Err: err}
	}
	return &Error{Reason: "unavailable", Err: err}
}

// withoutStatus sorts errors that came before or after the status line.
func withoutStatus(ctx context.Context, err error) (*Error, bool) {
	var netErr net.Error
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case ctx.Err() != nil:
		return &Error{Reason: "timeout", Retryable: true, Err: ctx.Err()}, false
	case errors.Is(err, context.DeadlineExceeded):
		// Not at once: whoever waited a whole timeout for nothing would wait as long again.
		return &Error{Reason: "timeout", Retryable: true, Err: errors.New("no answer in time")}, false
	case errors.Is(err, errElsewhere):
		return &Error{Reason: "unavailable", Err: errElsewhere}, false
	case errors.Is(err, errTooLarge):
		return &Error{Reason: "invalid", Retryable: true, Err: errTooLarge}, false
	case errors.As(err, &syntax), errors.As(err, &typ):
		return &Error{Reason: "unavailable", Retryable: true, Err: errors.New("the response is not a chat completion")}, true
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Reason: "unavailable", Retryable: true, Err: errors.New("nothing listens at the endpoint's address")}, true
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return &Error{Reason: "unavailable", Retryable: true, Err: errors.New("the connection was closed")}, true
	case errors.As(err, &netErr):
		return &Error{Reason: "unavailable", Retryable: true, Err: errors.New("the endpoint cannot be reached")}, true
	}
	return &Error{Reason: "unavailable", Err: errors.New("the request could not be made")}, false
}

// retryAfter reads seconds or a date.
func retryAfter(header string, now time.Time) time.Duration {
	if s, err := strconv.Atoi(strings.TrimSpace(header)); err == nil {
		return max(0, time.Duration(s)*time.Second)
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
