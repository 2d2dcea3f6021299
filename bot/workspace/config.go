package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/slack-go/slack"
)

// Config says what the workspace holds and how strictly it keeps time. The zero value of each field has a default,
// except for the manifest.
type Config struct {
	// Manifest is the app. Its scopes, slash commands, shortcuts and event subscriptions are what the app gets.
	// ManifestFile, YAML or JSON, is read when Manifest names no bot user; unknown fields in it are errors.
	Manifest     slack.Manifest
	ManifestFile []byte

	// RefuseOptionalScopes installs the app without its bot_optional scopes.
	RefuseOptionalScopes bool

	Team     string        // name; default "Practice"
	People   []PersonSpec  // default Ada Moreno and Ben Okafor
	Channels []ChannelSpec // default #sre-practice, with the bot, and #general, without

	Log *slog.Logger     // default: nothing is logged; ids only, never a text or a token
	Now func() time.Time // default time.Now; stamps messages and expires triggers, views and response URLs

	// File, JSON, keeps the workspace from one run to the next: New reads it when it is there, and a started workspace
	// writes it every second in which something changed and on Close. One that cannot be read is moved aside with a
	// warning. Only one workspace at a time may have it. Empty: nothing is kept.
	File string

	Limits bool // keep Slack's rate limits

	// RefuseBlocks are block types that this workspace answers with invalid_blocks, as one does that a new type has
	// not reached yet.
	RefuseBlocks []string
	// RefuseMethods are Web API methods that this workspace answers with unknown_method, for the same reason.
	RefuseMethods []string

	AckTimeout   time.Duration   // default 3 s: how long an envelope waits for its ack
	RetryDelays  []time.Duration // default 0, 1 min, 5 min: before each further attempt at an event
	TriggerTTL   time.Duration   // default 3 s
	SocketTTL    time.Duration   // default 4 h: then the socket gets a warning and is closed; negative: never
	SocketGrace  time.Duration   // default 10 s: from the warning to the close
	PingInterval time.Duration   // default 5 s
}

// PersonSpec describes a person. Name is the handle.
type PersonSpec struct {
	Name     string
	RealName string
	TZ       string // IANA name; default UTC
}

// ChannelSpec describes a channel. All people are members.
type ChannelSpec struct {
	Name     string // without #
	Topic    string
	Private  bool
	WithBot  bool
	Archived bool
}

func (c Config) withDefaults() (Config, error) {
	if c.Manifest.Features.BotUser.DisplayName == "" && len(c.ManifestFile) > 0 {
		m, err := ParseManifest(c.ManifestFile)
		if err != nil {
			return c, err
		}
		c.Manifest = m
	}
	if len(c.People) == 0 {
		c.People = []PersonSpec{
			{Name: "ada", RealName: "Ada Moreno", TZ: "Europe/Madrid"},
			{Name: "ben", RealName: "Ben Okafor", TZ: "America/New_York"},
		}
	}
	if len(c.Channels) == 0 {
		c.Channels = []ChannelSpec{
			{Name: "sre-practice", Topic: "The question of the day and mock interviews", WithBot: true},
			{Name: "general", Topic: "Everything else"},
		}
	}
	if c.Team == "" {
		c.Team = "Practice"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.RetryDelays == nil {
		c.RetryDelays = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	setDefault(&c.AckTimeout, 3*time.Second)
	setDefault(&c.TriggerTTL, 3*time.Second)
	setDefault(&c.SocketTTL, 4*time.Hour)
	setDefault(&c.SocketGrace, 10*time.Second)
	setDefault(&c.PingInterval, 5*time.Second)
	return c, c.check()
}

func setDefault(d *time.Duration, to time.Duration) {
	if *d == 0 {
		*d = to
	}
}

// check refuses what Slack would refuse when the app is installed.
func (c Config) check() error {
	m := c.Manifest
	var errs []error
	if m.Features.BotUser.DisplayName == "" {
		errs = append(errs, errors.New("manifest: features.bot_user.display_name is missing"))
	}
	if !m.Settings.SocketModeEnabled {
		errs = append(errs, errors.New("manifest: settings.socket_mode_enabled must be true"))
	}
	granted := scopeSet(append(append([]string{}, m.OAuthConfig.Scopes.Bot...), m.OAuthConfig.Scopes.BotOptional...))
	if m.Settings.EventSubscriptions != nil {
		for _, e := range m.Settings.EventSubscriptions.BotEvents {
			need, known := eventScope(e)
			switch {
			case !known:
				errs = append(errs, fmt.Errorf("manifest: bot event %q is not one that this workspace knows", e))
			case need != "" && !granted[need]:
				errs = append(errs, fmt.Errorf("manifest: bot event %s needs the scope %s", e, need))
			}
		}
	}
	if len(m.Features.SlashCommands) > 0 && !granted["commands"] {
		errs = append(errs, errors.New("manifest: slash commands need the scope commands"))
	}
	for _, s := range m.Features.SlashCommands {
		if !strings.HasPrefix(s.Command, "/") || len(s.Command) > 32 {
			errs = append(errs, fmt.Errorf("manifest: command %q must start with / and have at most 32 characters", s.Command))
		}
	}
	for _, p := range c.People {
		if _, err := time.LoadLocation(p.TZ); err != nil {
			errs = append(errs, fmt.Errorf("person %s: %w", p.Name, err))
		}
	}
	return errors.Join(errs...)
}

// ParseManifest reads an app manifest, YAML or JSON. A field that Slack's manifest does not have is an error.
func ParseManifest(file []byte) (slack.Manifest, error) {
	var m slack.Manifest
	if err := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict()).Decode(&m); err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	return m, nil
}

// eventScope returns the scope that a bot event needs, and whether this workspace can send the event.
func eventScope(event string) (scope string, known bool) {
	scopes := map[string]string{
		"app_home_opened": "", "app_mention": "app_mentions:read",
		"message.im": "im:history", "message.channels": "channels:history", "message.groups": "groups:history",
		"member_joined_channel": "channels:read", "member_left_channel": "channels:read",
		"reaction_added": "reactions:read", "reaction_removed": "reactions:read",
	}
	scope, known = scopes[event]
	return scope, known
}

func scopeSet(scopes []string) map[string]bool {
	set := make(map[string]bool, len(scopes))
	for _, s := range scopes {
		set[s] = true
	}
	return set
}
