package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"mock-interviewer/bot/ability"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/outbox"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// Config is what a Bot is made of. The caller owns the store and closes it after Run has returned.
type Config struct {
	// BotToken and AppToken are Slack's xoxb- and xapp- tokens. They never reach a log.
	BotToken, AppToken string
	// APIURL is the Web API's base; empty means Slack's own.
	APIURL string
	Store  *store.DB
	Bank   *questions.Bank
	// Scorer judges replies. Estimator, where set, stands in visibly while Scorer fails; it is never recorded.
	Scorer scorer.Scorer
	// Ear turns recordings into words where Slack did not; nil where nothing can.
	Ear Ear
	// EarModel names what Ear asks, for people to know.
	EarModel  string
	Estimator scorer.Scorer
	// Privacy tells people where their replies go.
	ScorerName, Model, Host string
	Daily                   []daily.Subscription
	// PostDailyAtStart posts the question of the day at once in channels that have had none today; `try` wants that.
	PostDailyAtStart bool
	// Graders is how many replies are judged side by side; 0 means 4.
	Graders int
	// StillAfter is how long a grading may take before the person is told that it goes on; 0 means 8 s.
	StillAfter time.Duration
	// Sockets is how many Socket Mode connections to keep; 0 means 2.
	Sockets int
	// MostWaiting is how many replies may wait for a grade, or messages for Slack, before nothing new is begun; 0 means 5000.
	MostWaiting int
	// NoPacing turns off the rates per channel and per person, for benchmarks against a server without limits.
	NoPacing bool
	Log      *slog.Logger
	// Retention is how long people's answers are kept; 0 means until they are erased.
	Retention time.Duration
	// Backups is how many daily backups whoever runs the bot keeps; 0 for none. People are told that what they delete
	// stays in those for a while.
	Backups int
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Observe is told of what a dashboard would count; the zero value counts nothing.
	Observe Observer
}

// Bot is a running interviewer. Make it with New, run it once with Run.
type Bot struct {
	cfg   Config
	db    *store.DB
	api   *slack.Client
	http  *http.Client
	log   *slog.Logger
	now   func() time.Time
	self  identity
	ready atomic.Int32 // sockets that said hello
	// zonesFrom is when Slack may be asked for time zones again, in Unix nanoseconds.
	zonesFrom atomic.Int64
	// material is what Reload exchanges; it is never nil.
	material atomic.Pointer[Material]

	receiver *receiver
	workers  *workers
	grader   *grader
	sender   *outbox.Sender
	daily    *dailyRunner
	scrubber *scrubber
	states   *states        // of interviews under way
	can      *ability.Known // what this workspace takes
	thinking *thinking
	listener *listener
	homes    *homes
	asides   sync.WaitGroup // what was started on the side: modals, Home
	asideCap chan struct{}
	busy     rate.Sometimes // how often it is said that there are too many of them
}

// ErrAuth means that Slack refused a token; its text says which and how to mend it.
var ErrAuth = errors.New("slack refused the token")

// New checks the configuration and prepares a bot. It does not connect yet.
func New(cfg Config) (*Bot, error) {
	if cfg.Store == nil || cfg.Bank == nil || cfg.Scorer == nil {
		return nil, errors.New("bot: a store, a bank of questions and a scorer are needed")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Graders <= 0 {
		cfg.Graders = graders
	}
	if cfg.StillAfter <= 0 {
		cfg.StillAfter = stillAfter
	}
	if cfg.Sockets == 0 {
		cfg.Sockets = 2
	}
	b := &Bot{
		cfg: cfg, db: cfg.Store, log: cfg.Log, now: cfg.Now,
		http:     &http.Client{Timeout: 30 * time.Second, Transport: keepAlive()},
		asideCap: make(chan struct{}, 32), busy: rate.Sometimes{Interval: time.Minute},
		states: newStates(), can: ability.New(cfg.Now),
	}
	if err := b.Reload(cfg.Material()); err != nil {
		return nil, err
	}
	options := []slack.Option{slack.OptionAppLevelToken(cfg.AppToken), slack.OptionHTTPClient(b.http)}
	if cfg.APIURL != "" {
		options = append(options, slack.OptionAPIURL(cfg.APIURL))
	}
	b.api = slack.New(cfg.BotToken, options...)
	b.receiver = newReceiver(b)
	b.workers = newWorkers(b)
	b.grader = newGrader(b)
	b.sender = outbox.New(outbox.Config{
		Owner: outcomes{b}, Store: b.db, API: b.api, HTTP: b.http, Can: b.can, Log: b.log, Now: b.now,
		Observe: cfg.Observe.request, NoPacing: cfg.NoPacing,
	})
	b.scrubber = newScrubber(b)
	b.thinking = newThinking(b)
	b.listener = newListener(b)
	b.homes = newHomes(b)
	b.daily = newDailyRunner(b)
	return b, nil
}

// keepAlive is Go's transport with as many idle connections to Slack as there are calls at once: it keeps two by itself,
// and every further call of a busy minute would begin with a handshake.
func keepAlive() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = outbox.AtOnce
	return t
}

// Ready says whether at least one socket is up.
func (b *Bot) Ready() bool { return b.ready.Load() > 0 }

// Run connects and works until ctx ends, then stops in order: no new events, then the workers, the grader and the
// sender, each finishing what it holds. What is not finished stands in the store and is taken up by the next Run. It
// returns nil after an orderly stop and an error wrapping ErrAuth when Slack refuses a token.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.identify(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	defer b.asides.Wait() // the workers, too, start some
	var drawing sync.WaitGroup
	defer drawing.Wait()
	homesCtx, stopHomes := context.WithCancel(context.Background())
	defer stopHomes()
	drawing.Go(func() { b.homes.run(homesCtx) })
	// Each stage outlives the one that feeds it.
	stages := newStages(b.workers.run, b.grader.run, b.sender.Run)
	defer stages.stop()

	feedCtx, stopFeeds := context.WithCancel(ctx)
	defer stopFeeds()
	var feeds sync.WaitGroup
	feeds.Go(func() { b.daily.run(feedCtx) })
	feeds.Go(func() { b.listener.run(feedCtx) })
	feeds.Go(func() { reminders{b}.run(feedCtx) })
	feeds.Go(func() { holds{b}.run(feedCtx) })
	feeds.Go(func() { b.sweep(feedCtx) })
	feeds.Go(func() { b.scrubber.run(feedCtx) })
	feeds.Go(func() { retention{b, b.cfg.Retention}.run(feedCtx) })
	err := b.receiver.run(feedCtx)
	stopFeeds()
	feeds.Wait()
	return err
}

// identify asks Slack who we are. It keeps asking while Slack cannot be reached and gives up when it refuses.
func (b *Bot) identify(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		who, err := b.api.AuthTestContext(ctx)
		b.cfg.Observe.request("auth.test", slackerr.Outcome(err))
		if err == nil {
			b.self = identity{User: who.UserID, URL: who.URL}
			b.log.Info("signed in to Slack", "team", who.TeamID, "bot", who.UserID)
			return nil
		}
		if mend := slackerr.Mend(err); mend != "" {
			return fmt.Errorf("%w: auth.test says %s: %s", ErrAuth, slackerr.Code(err), mend)
		}
		pause := max(wait, slackerr.Classify(err).Wait)
		b.log.Warn("slack cannot be reached; trying again", "in", pause, "error", slackerr.Code(err))
		if !sleep(ctx, pause) {
			return ctx.Err()
		}
	}
}

// sleep waits and reports whether it waited to the end.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// aside runs something that neither changes state nor may hold up an ack, such as opening a modal.
func (b *Bot) aside(name string, do func(context.Context) error) {
	select {
	case b.asideCap <- struct{}{}:
	default:
		b.busy.Do(func() { b.log.Warn("too busy for an aside; said once a minute", "what", name) })
		return
	}
	b.asides.Go(func() {
		defer func() { <-b.asideCap }()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := do(ctx); err != nil {
			b.log.Warn("an aside failed", "what", name, "error", slackerr.Code(err))
		}
	})
}

// sweep forgets what is too old to matter: keys of envelopes seen, ids of messages sent, recordings that nobody used.
func (b *Bot) sweep(ctx context.Context) {
	seen := "" // up to where
	for sleep(ctx, 10*time.Minute) {
		next := ""
		err := b.db.Update(func(tx *store.Tx) (err error) {
			if next, _, err = tx.SweepSeen(seen, 20_000); err != nil {
				return err
			}
			_, err = tx.SweepSent(b.now().Add(-90*24*time.Hour), 10_000)
			return err
		})
		if err == nil {
			seen = next
			err = b.forgetClips(b.now())
		}
		if err != nil {
			b.log.Error("sweeping the store failed", "error", err)
		}
	}
}

// identity is who we are, as auth.test says.
type identity struct {
	// User is the bot's own user id.
	User string
	// URL is the workspace's own address, which the links to messages begin with.
	URL string
}
