package workspace

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// Workspace is the state of a Slack workspace with one app installed. Its methods may be called from any goroutine.
type Workspace struct {
	cfg    Config
	log    *slog.Logger
	team   Team
	app    AppInfo
	scopes map[string]bool
	events map[string]bool // subscribed bot events

	botToken string
	appToken string

	mu        sync.Mutex
	counter   int
	lastTS    int64 // microseconds
	people    []*person
	channels  []*channel
	byChannel map[string]*channel // id
	byPerson  map[string]*person  // id
	views     map[string]*viewRecord
	triggers  map[string]*trigger
	responses map[string]*responseTarget
	statuses  map[statusKey]Status
	prompts   map[string][]Prompt          // by the id of a DM
	titles    map[string]map[string]string // by the id of a DM, then the ts of a thread
	hub       hub
	journal   journal
	feed      feed
	faults    faultState
	limits    limiter
	uploads   []*upload
	baseURL   string // set by Start
	file      *file  // nil: nothing is kept
	closed    bool
}

type person struct {
	info   PersonInfo
	dm     *channel
	home   *View
	stack  []*viewRecord // open modals, bottom first
	unread map[string]string
}

// New makes a workspace, or takes up the one that Config.File holds. It refuses a manifest that Slack would refuse to
// install.
func New(cfg Config) (*Workspace, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("workspace: %w", err)
	}
	w := &Workspace{
		cfg: cfg, log: cfg.Log, botToken: "xoxb-local-practice-bot", appToken: "xapp-1-local-practice-app",
		views: map[string]*viewRecord{}, triggers: map[string]*trigger{}, responses: map[string]*responseTarget{},
		statuses: map[statusKey]Status{}, prompts: map[string][]Prompt{}, titles: map[string]map[string]string{}, byChannel: map[string]*channel{}, byPerson: map[string]*person{},
	}
	w.limits = newLimiter()
	w.hub = newHub()
	w.feed = newFeed()
	w.faults = newFaultState(Faults{})
	scopes := cfg.Manifest.OAuthConfig.Scopes.Bot
	if !cfg.RefuseOptionalScopes {
		scopes = append(slices.Clone(scopes), cfg.Manifest.OAuthConfig.Scopes.BotOptional...)
	}
	w.scopes = scopeSet(scopes)
	w.events = map[string]bool{}
	if s := cfg.Manifest.Settings.EventSubscriptions; s != nil {
		w.events = scopeSet(s.BotEvents)
	}
	w.populate()
	return w, nil
}

// populate brings back what was saved, and adds what the configuration names and the workspace does not have.
func (w *Workspace) populate() {
	f, s, found := w.openFile(w.cfg.File)
	w.file = f
	if found {
		w.restore(s)
	} else {
		w.team = Team{ID: w.id("T"), Name: w.cfg.Team, Domain: strings.ToLower(w.cfg.Team)}
		w.app = AppInfo{ID: w.id("A"), Name: w.cfg.Manifest.Display.Name, UserID: w.id("U"), BotID: w.id("B")}
	}
	for _, p := range w.cfg.People {
		if !found || w.personBy(p.Name) == nil {
			w.join(w.addPerson(p))
		}
	}
	for _, c := range w.cfg.Channels {
		if !found || w.channel(c.Name) == nil {
			w.addChannel(c)
		}
	}
	if w.cfg.File != "" {
		w.neverAgain(found)
	}
}

// AddPerson adds a person to the workspace and to every channel, and returns who may act as them.
func (w *Workspace) AddPerson(spec PersonSpec) *Person {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.addPerson(spec)
	w.join(p)
	return &Person{w: w, p: p}
}

// join makes a person a member of every channel.
func (w *Workspace) join(p *person) {
	for _, c := range w.channels {
		if c.im == nil {
			c.members[p.info.ID] = true
		}
	}
}

func (w *Workspace) addPerson(spec PersonSpec) *person {
	if spec.TZ == "" {
		spec.TZ = "UTC"
	}
	p := &person{
		info:   PersonInfo{ID: w.id("U"), Name: spec.Name, RealName: spec.RealName, TZ: spec.TZ},
		unread: map[string]string{},
	}
	p.dm = &channel{
		id: w.id("D"), im: p, members: map[string]bool{p.info.ID: true, w.app.UserID: true},
		threads: map[string][]*Message{}, created: w.cfg.Now().Unix(),
	}
	w.people = append(w.people, p)
	w.byPerson[p.info.ID] = p
	w.keep(p.dm)
	return p
}

// id returns the next id with that prefix: the same sequence of calls always gives the same ids.
func (w *Workspace) id(prefix string) string {
	w.counter++
	return fmt.Sprintf("%s0%08d", prefix, w.counter)
}

// ts returns a new message timestamp, later than every one before it.
func (w *Workspace) ts() string {
	w.lastTS = max(w.lastTS+1, w.cfg.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", w.lastTS/1e6, w.lastTS%1e6)
}

// Team returns the workspace's own name and id.
func (w *Workspace) Team() Team { return w.team }

// App returns the app's names and ids.
func (w *Workspace) App() AppInfo { return w.app }

// BotToken returns the xoxb token of the app.
func (w *Workspace) BotToken() string { return w.botToken }

// AppToken returns the xapp token of the app.
func (w *Workspace) AppToken() string { return w.appToken }

// personBy finds a person by id, handle or real name; nil if there is none.
func (w *Workspace) personBy(key string) *person {
	if p := w.byPerson[key]; p != nil {
		return p
	}
	for _, p := range w.people {
		if p.info.Name == key || p.info.RealName == key {
			return p
		}
	}
	return nil
}

// raw encodes a value that always encodes: maps and structs of ours.
func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return b
}

func since(t time.Time) float64 { return float64(time.Since(t).Microseconds()) / 1000 }
