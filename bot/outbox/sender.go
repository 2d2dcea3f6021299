package outbox

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"mock-interviewer/bot/ability"
	"mock-interviewer/store"
)

// AtOnce is how many calls to Slack are under way together, at most.
const AtOnce = 32

const (
	readAtOnce  = 256         // entries read from the store at a time
	recordAgain = time.Second // after the file could not be read or written
)

// Config is what a Sender works with. Every field must be set but NoPacing.
type Config struct {
	Owner Owner
	Store *store.DB
	API   *slack.Client
	HTTP  *http.Client // for response_urls
	Can   *ability.Known
	Log   *slog.Logger
	Now   func() time.Time
	// Observe is told of every call: its method, and "ok" or Slack's code.
	Observe func(method, outcome string)
	// NoPacing turns off the pace of a channel, for benchmarks against a server without limits.
	NoPacing bool
}

// Sender drains the outbox to Slack. Make it with New, run it once with Run.
type Sender struct {
	cfg   Config
	wakes chan struct{}
	slots chan struct{}

	mu     sync.Mutex
	lanes  map[string]*lane
	paces  map[string]*rate.Limiter
	pauses map[string]time.Time // by "method channel" and by "method": not before
	last   uint64               // the newest outbox entry that is in a lane
	old    uint64               // entries up to here were there at the start
	heads  map[string]bool      // conversations whose oldest entry of the last run was seen
	begun  time.Time
	alarms map[string]time.Time // by Slack's code: when the operator was told of it last
	noOpen atomic.Bool          // slack does not let us open direct messages
}

// New prepares a sender. It sends nothing yet.
func New(cfg Config) *Sender {
	return &Sender{
		cfg: cfg, wakes: make(chan struct{}, 1), slots: make(chan struct{}, AtOnce),
		lanes: map[string]*lane{}, paces: map[string]*rate.Limiter{}, pauses: map[string]time.Time{}, heads: map[string]bool{},
		alarms: map[string]time.Time{}, begun: time.Now(),
	}
}

// Kick says that there may be something new in the outbox. It never blocks.
func (s *Sender) Kick() {
	select {
	case s.wakes <- struct{}{}:
	default:
	}
}

// Run sends until drain ends, and then what can go out at once; when hard ends it drops everything. What was not sent stays
// in the outbox, for the next run.
func (s *Sender) Run(drain, hard context.Context) {
	var wg sync.WaitGroup
	s.boot()
	for {
		s.load(hard, drain, &wg)
		select {
		case <-s.wakes:
			continue
		case <-drain.Done():
		}
		break
	}
	s.load(hard, drain, &wg)
	wg.Wait()
}

// boot notes which entries an earlier run left behind: each of them may have gone out before the process died.
func (s *Sender) boot() {
	err := s.cfg.Store.View(func(tx *store.Tx) error {
		for after := uint64(0); ; {
			entries, err := tx.Outbox(after, readAtOnce)
			if err != nil || len(entries) == 0 {
				return err
			}
			after = entries[len(entries)-1].Seq
			s.old = after
		}
	})
	if err != nil {
		s.old = math.MaxUint64 // look before every first message, rather than say one twice
		s.cfg.Log.Error("the outbox cannot be read", "error", err)
	}
}

// load puts new entries into their lanes.
func (s *Sender) load(hard, drain context.Context, wg *sync.WaitGroup) {
	for {
		var entries []store.OutboxEntry
		err := s.cfg.Store.View(func(tx *store.Tx) (err error) {
			entries, err = tx.Outbox(s.last, readAtOnce)
			return err
		})
		if err != nil {
			s.cfg.Log.Error("the outbox cannot be read; trying again", "error", err)
			time.AfterFunc(recordAgain, s.Kick)
			return
		}
		for _, e := range entries {
			// One conversation's messages go out one after the other, so only its oldest can have been under way.
			if e.Seq <= s.old && !s.heads[e.Conversation] {
				s.heads[e.Conversation] = true
				e.MaybeSent = true
			}
			s.last = e.Seq
			s.add(hard, drain, wg, e)
		}
		if len(entries) < readAtOnce {
			return
		}
	}
}
