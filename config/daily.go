package config

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The environment's one subscription.
const (
	dailyChannelEnv  = "MOCK_INTERVIEWER_DAILY_CHANNEL"
	dailyCronEnv     = "MOCK_INTERVIEWER_DAILY_CRON"
	dailyTimezoneEnv = "MOCK_INTERVIEWER_DAILY_TIMEZONE"
)

type dailyField struct {
	name string
	env  string
	doc  string
	set  func(*Daily, string) *problem
	get  func(Daily) string
	values
}

// dailyFields is the configuration table of one subscription.
func dailyFields() []dailyField {
	return []dailyField{
		{
			name: "id", set: setID, get: func(d Daily) string { return d.ID },
			doc: "Names the subscription where it is kept; made from the channel where it is left out.",
		},
		{
			name: "channel", env: dailyChannelEnv, set: setChannel, get: func(d Daily) string { return d.Channel },
			doc: "A channel's id, or its name with a leading #.",
		},
		{
			name: "cron", env: dailyCronEnv, get: func(d Daily) string { return d.Cron },
			doc: "When: minute, hour, day, month, weekday, on the clock of the time zone.",
			set: func(d *Daily, v string) *problem {
				d.Cron = v
				return checkCron(v)
			},
		},
		{
			name: "timezone", env: dailyTimezoneEnv, set: setTimezone, get: func(d Daily) string { return d.Timezone },
			doc: "An IANA time zone, for example Europe/Berlin.",
		},
		{
			name: "category", get: func(d Daily) string { return d.Category },
			doc: "Only questions of this category; left out, any.",
			set: func(d *Daily, v string) *problem {
				return setText(&d.Category, v, 80, "a category of the guide, for example Technical")
			},
		},
		{
			name: "difficulty", get: func(d Daily) string { return d.Difficulty }, values: values{oneOf: difficulties()},
			doc: "Only questions of this difficulty; left out, any.",
			set: func(d *Daily, v string) *problem { return setChoice(&d.Difficulty, v, difficulties()...) },
		},
		{
			name: "reveal_after", get: func(d Daily) string { return human(d.RevealAfter) }, values: values{durations: "1s to 168h"},
			doc: "How long after the question the model answer goes into its thread.",
			set: func(d *Daily, v string) *problem {
				return setDuration(&d.RevealAfter, v, time.Second, 7*24*time.Hour, "8h")
			},
		},
		{
			name: "grace", get: func(d Daily) string { return human(d.Grace) }, values: values{durations: "0s to 24h"},
			doc: "How late a question may be posted that was missed while the bot was down.",
			set: func(d *Daily, v string) *problem { return setDuration(&d.Grace, v, 0, 24*time.Hour, "2h") },
		},
	}
}

func difficulties() []string { return []string{"easy", "medium", "hard"} }

// defaultDaily is a subscription of which nothing was said.
func defaultDaily() Daily {
	return Daily{Cron: DefaultCron, Timezone: DefaultTimezone, Location: time.UTC, RevealAfter: DefaultRevealAfter, Grace: DefaultGrace}
}

// daily checks every subscription: those of the file, and the environment's laid over them.
func (l *loader) daily(getenv func(string) string) {
	seen := map[string]int{}
	for i, settings := range l.mergeDaily(getenv) {
		if settings == nil {
			continue
		}
		d, ok := l.oneDaily(i, settings)
		if !ok {
			continue
		}
		if first, twice := seen[d.ID]; twice {
			l.fail(dailyPath(i, "id"), "", settings["channel"], &problem{
				what: "is " + show(d.ID) + ", as that of daily[" + strconv.Itoa(first) + "] is",
				want: "an id of its own for every subscription, so that each keeps its place",
			})
			continue
		}
		seen[d.ID] = i
		l.cfg.Daily = append(l.cfg.Daily, d)
	}
}

// mergeDaily lays the environment's subscription over the file's one for the same channel, else adds it at the end.
func (l *loader) mergeDaily(getenv func(string) string) []map[string]setting {
	list := l.doc.daily
	over := map[string]setting{}
	for _, f := range dailyFields() {
		if f.env == "" {
			continue
		}
		if v := strings.TrimSpace(getenv(f.env)); v != "" {
			over[f.name] = setting{text: v, env: f.env}
		}
	}
	channel, ok := over["channel"]
	if !ok {
		for _, f := range dailyFields() {
			if s, set := over[f.name]; set {
				l.fail(dailyPath(len(list), f.name), f.env, s, &problem{"is set without a channel", dailyChannelEnv + " to be set too"})
			}
		}
		return list
	}
	for _, settings := range list {
		if settings == nil {
			continue
		}
		if strings.EqualFold(settings["channel"].text, channel.text) {
			maps.Copy(settings, over)
			return list
		}
	}
	return append(list, over)
}

func (l *loader) oneDaily(i int, settings map[string]setting) (Daily, bool) {
	d, ok := defaultDaily(), true
	for _, f := range dailyFields() {
		s, given := settings[f.name]
		switch {
		case given:
			if p := f.set(&d, s.text); p != nil {
				l.fail(dailyPath(i, f.name), f.env, s, p)
				ok = false
			}
		case f.name == "channel":
			l.fail(dailyPath(i, "channel"), "", settings[entryKey], &problem{"is missing", wantChannel})
			ok = false
		}
	}
	if d.ID == "" {
		d.ID = idFrom(d.Channel)
	}
	return d, ok
}

func dailyPath(i int, name string) string {
	return "daily[" + strconv.Itoa(i) + "]." + name
}

var idShape = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,79}$`)

func setID(d *Daily, v string) *problem {
	if !idShape.MatchString(v) {
		return &problem{"is " + show(v), "up to 80 small letters, digits, hyphens and underscores"}
	}
	d.ID = v
	return nil
}

// idFrom makes an id of a channel's id or name.
func idFrom(channel string) string {
	return strings.ToLower(strings.TrimPrefix(channel, "#"))
}

const wantChannel = "a channel's id (C0123456789) or its name with a leading # (#sre-practice)"

var (
	channelID   = regexp.MustCompile(`^[CG][A-Z0-9]{1,30}$`) // of Slack's own the shortest has nine signs; a test server's may have two
	channelName = regexp.MustCompile(`^#[\p{Ll}\p{Lo}\p{N}_-]{1,80}$`)
	personID    = regexp.MustCompile(`^[UWD][A-Z0-9]{5,}$`)
	archiveLink = regexp.MustCompile(`/archives/([CG][A-Z0-9]{5,30})(?:[/?#].*)?$`)
)

func setChannel(d *Daily, v string) *problem {
	link := archiveLink.FindStringSubmatch(v)
	switch {
	case channelID.MatchString(v) || channelName.MatchString(v):
		d.Channel = v
		return nil
	case link != nil:
		return &problem{"is a link", "the id at its end, " + link[1]}
	case strings.HasPrefix(v, "@") || personID.MatchString(v):
		return &problem{"is " + show(v) + ", a person or a direct message", wantChannel}
	case channelName.MatchString("#" + v):
		return &problem{"is " + show(v) + ", did you mean #" + redact(v, nil) + "?", wantChannel}
	default:
		return &problem{"is " + show(v), wantChannel}
	}
}

func setTimezone(d *Daily, v string) *problem {
	const want = "an IANA time zone, for example Europe/Berlin or UTC"
	if v == "Local" {
		return &problem{"is Local, which depends on the machine", want}
	}
	loc, err := time.LoadLocation(v)
	if err != nil {
		return &problem{"is " + show(v) + ", which is no known time zone", want}
	}
	d.Timezone, d.Location = v, loc
	return nil
}
