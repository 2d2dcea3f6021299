package config

import (
	"errors"
	"io/fs"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// tokenKind is one of Slack's two tokens that the bot uses.
type tokenKind struct{ prefix, want, other string }

var (
	botToken = tokenKind{"xoxb-", "the bot token, which starts with xoxb-", "xapp-"}
	appToken = tokenKind{"xapp-", "the app-level token, which starts with xapp-", "xoxb-"}

	tokenShape = regexp.MustCompile(`^[A-Za-z0-9._-]{1,500}$`)
)

func setToken(dst *Secret, v string, kind tokenKind) *problem {
	rest, ok := strings.CutPrefix(v, kind.prefix)
	switch {
	case !ok && strings.HasPrefix(v, kind.other):
		return &problem{"holds the other token (" + kind.other + "…): the two are swapped", kind.want}
	case !ok && strings.HasPrefix(v, "xoxp-"):
		return &problem{"holds a user token (xoxp-…)", kind.want}
	case !ok && strings.HasPrefix(v, "xox"):
		return &problem{"holds another kind of Slack token", kind.want}
	case !ok:
		return &problem{"is no Slack token of this kind", kind.want}
	case !tokenShape.MatchString(rest):
		return &problem{"starts as it should but is cut off or holds other signs than letters, digits and hyphens", "the whole token, pasted without quotes or spaces"}
	}
	*dst = NewSecret(v)
	return nil
}

func setKey(dst *Secret, v string) *problem {
	const want = "the endpoint's API key, pasted without quotes or spaces"
	keySign := func(r rune) bool { return r > ' ' && r < unicode.MaxASCII }
	switch {
	case strings.HasPrefix(v, "xox") || strings.HasPrefix(v, "xapp-"):
		return &problem{"holds a Slack token", want}
	case len(v) > 4096 || strings.ContainsFunc(v, func(r rune) bool { return !keySign(r) }):
		return &problem{"holds spaces or other signs that no key has", want}
	}
	*dst = NewSecret(v)
	return nil
}

// checkURL returns v without its trailing slash. Its messages never show the value: a URL may hold a password.
func checkURL(v, example string) (string, *problem) {
	want := "an http or https URL, for example " + example
	u, err := url.Parse(v)
	switch {
	case err != nil || strings.ContainsFunc(v, unicode.IsSpace):
		return "", &problem{"is no URL", want}
	case u.Scheme != "http" && u.Scheme != "https":
		return "", &problem{"does not start with http:// or https://", want}
	case u.Hostname() == "":
		return "", &problem{"names no host", want}
	case u.User != nil:
		return "", &problem{"holds a user name or password", want + ", and credentials in their own field"}
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", &problem{"holds a ? or # part", want}
	case !portOK(u.Port()) && u.Port() != "":
		return "", &problem{"has a bad port", want}
	}
	return strings.TrimRight(v, "/"), nil
}

func setText(dst *string, v string, limit int, want string) *problem {
	if p := checkText(v, limit, want); p != nil {
		return p
	}
	*dst = v
	return nil
}

func checkText(v string, limit int, want string) *problem {
	switch {
	case v == "":
		return &problem{"is empty", want}
	case !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl):
		return &problem{"holds control characters", want}
	case utf8.RuneCountInString(v) > limit:
		return &problem{"is longer than " + strconv.Itoa(limit) + " characters", want}
	}
	return nil
}

func setChoice(dst *string, v string, choices ...string) *problem {
	if !slices.Contains(choices, v) {
		return &problem{"is " + show(v) + didYouMean(v, choices), "one of " + strings.Join(choices, ", ")}
	}
	*dst = v
	return nil
}

func setCount(dst *int, v string, most int, want string) *problem {
	return setNumber(dst, v, 0, most, want)
}

func setNumber(dst *int, v string, least, most int, want string) *problem {
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		return &problem{"is " + show(v), want}
	}
	*dst = n
	return nil
}

func setDuration(dst *time.Duration, v string, low, high time.Duration, example string) *problem {
	want := "a time with its unit from " + human(low) + " to " + human(high) + ", for example " + example
	d, err := time.ParseDuration(v)
	switch {
	case err != nil:
		return &problem{"is " + show(v), want}
	case d < low || d > high:
		return &problem{"is out of range: " + show(v), want}
	}
	*dst = d
	return nil
}

// mostDays is the longest retention, ten years; longer means for ever. daysPattern is what setDays takes, but for that.
const (
	mostDays    = 3650
	daysPattern = `^([1-9][0-9]{0,3}d|[oO][fF][fF])$`
)

// daysText is what setDays reads back; nothing where there is no end.
func daysText(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return strconv.Itoa(int(d/(24*time.Hour))) + "d"
}

// setDays takes whole days. A retention in hours would surprise whoever reads back last week's answers.
func setDays(dst *time.Duration, v string) *problem {
	const want = "a number of days from 1d to 3650d, for example 365d, or off to keep everything"
	if strings.EqualFold(v, Off) {
		*dst = 0
		return nil
	}
	number, ok := strings.CutSuffix(v, "d")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > mostDays {
		return &problem{"is " + show(v), want}
	}
	*dst = time.Duration(n) * 24 * time.Hour
	return nil
}

// human writes 8h0m0s as 8h.
func human(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func setAddress(dst *string, v string) *problem {
	const want = "host:port, for example 127.0.0.1:9090, or nothing to turn it off"
	if v == "" || strings.EqualFold(v, Off) {
		*dst = ""
		return nil
	}
	host, port, err := net.SplitHostPort(v)
	switch {
	case err != nil && portOK(v):
		return &problem{"is " + show(v) + ", a port alone", want}
	case err != nil:
		return &problem{"is " + show(v), want}
	case !portOK(port):
		return &problem{"has a bad port: " + show(v), want}
	case strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || strings.ContainsRune("/@?#", r) }):
		return &problem{"has a bad host: " + show(v), want}
	}
	*dst = v
	return nil
}

func portOK(port string) bool {
	_, err := strconv.ParseUint(port, 10, 16)
	return err == nil
}

// cause is an error's reason without the path, which the message has already.
func cause(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
