package bot

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

const (
	sendsAtOnce  = 32               // calls to Slack under way together
	readOutbox   = 256              // entries read from the store at a time
	channelBurst = 4                // messages a channel may get at once before the pace of one a second holds
	sendTimeout  = 20 * time.Second // one call
	settleFirst  = time.Second      // after a start, what was in flight when the process died may still arrive
	maxSendWait  = 2 * time.Minute  // between tries
	recordAgain  = time.Second      // after the file could not be read or written
	earlyAgain   = 100 * time.Millisecond
	maxSendTries = 8 // of an error that is neither permanent nor known to pass
)

// sender drains the outbox to Slack: in order within a conversation, at Slack's pace within a channel.
type sender struct {
	b     *Bot
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

// lane is a conversation's waiting messages. A goroutine works on it while it holds any.
type lane struct{ entries []store.OutboxEntry }

func newSender(b *Bot) *sender {
	return &sender{
		b: b, wakes: make(chan struct{}, 1), slots: make(chan struct{}, sendsAtOnce),
		lanes: map[string]*lane{}, paces: map[string]*rate.Limiter{}, pauses: map[string]time.Time{}, heads: map[string]bool{},
		alarms: map[string]time.Time{},
	}
}

func (s *sender) kick() {
	select {
	case s.wakes <- struct{}{}:
	default:
	}
}

// run sends until drain ends, and then what can go out at once. The rest stays in the outbox.
func (s *sender) run(drain, hard context.Context) {
	var wg sync.WaitGroup
	s.begun = time.Now()
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
func (s *sender) boot() {
	err := s.b.db.View(func(tx *store.Tx) error {
		for after := uint64(0); ; {
			entries, err := tx.Outbox(after, readOutbox)
			if err != nil || len(entries) == 0 {
				return err
			}
			after = entries[len(entries)-1].Seq
			s.old = after
		}
	})
	if err != nil {
		s.old = math.MaxUint64 // look before every first message, rather than say one twice
		s.b.log.Error("the outbox cannot be read", "error", err)
	}
}

// load puts new entries into their lanes.
func (s *sender) load(hard, drain context.Context, wg *sync.WaitGroup) {
	for {
		var entries []store.OutboxEntry
		err := s.b.db.View(func(tx *store.Tx) (err error) {
			entries, err = tx.Outbox(s.last, readOutbox)
			return err
		})
		if err != nil {
			s.b.log.Error("the outbox cannot be read; trying again", "error", err)
			time.AfterFunc(recordAgain, s.kick)
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
		if len(entries) < readOutbox {
			return
		}
	}
}

func (s *sender) add(hard, drain context.Context, wg *sync.WaitGroup, e store.OutboxEntry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, working := s.lanes[e.Conversation]
	if working {
		l.entries = append(l.entries, e)
		return
	}
	l = &lane{entries: []store.OutboxEntry{e}}
	s.lanes[e.Conversation] = l
	wg.Go(func() { s.work(hard, drain, e.Conversation, l) })
}

// work sends a lane's entries one after the other and ends when it is empty. A lane that the stop interrupts stays in its
// place with what it holds: nothing of its conversation may overtake what was not sent.
func (s *sender) work(hard, drain context.Context, name string, l *lane) {
	for {
		s.mu.Lock()
		if len(l.entries) == 0 {
			delete(s.lanes, name)
			s.mu.Unlock()
			return
		}
		e := l.entries[0]
		l.entries = l.entries[1:]
		s.mu.Unlock()
		if s.spared(drain, e, l) {
			if !s.drop(hard, e, s.about(e)) {
				return
			}
			continue
		}
		if !s.deliver(hard, drain, e) {
			return
		}
	}
}

// about is a log that names an entry.
func (s *sender) about(e store.OutboxEntry) logger {
	return s.b.log.With("effect", e.ID, "kind", e.Kind, "interview", e.InterviewID, "answer", e.AnswerID)
}

// deliver tries an entry until it is sent or given up. It reports false when the process stops first.
func (s *sender) deliver(hard, drain context.Context, e store.OutboxEntry) bool {
	log := s.about(e)
	for try := 1; ; try++ {
		if s.expired(e) {
			log.Warn("a message waited too long and is dropped")
			return s.drop(hard, e, log)
		}
		out, err := s.once(hard, drain, &e)
		if err == nil {
			return s.sent(hard, e, out, log)
		}
		if errors.Is(err, errGone) {
			return true
		}
		if errors.Is(err, errEarly) {
			if drain.Err() != nil || !sleep(drain, earlyAgain) {
				return false
			}
			continue
		}
		if hard.Err() != nil || errors.Is(err, errStopping) {
			return false
		}
		d := classify(err)
		if refusesFiles(e, err) {
			d.fate = fatePermanent
		}
		s.b.cfg.Observe.request(method(e), slackCode(err))
		e.MaybeSent = e.MaybeSent || d.fate == fateUnknown
		if d.fate == fatePermanent && refusesBlocks(slackCode(err)) {
			if types, ok := simpler(&e); ok {
				s.b.can.lacks(types...)
				log.Info("this workspace does not take a type of block; the message goes out without", "types", types)
				continue
			}
			if plainer(&e) {
				log.Error("slack refuses our blocks; the message goes out as plain words", "error", slackCode(err))
				continue
			}
		}
		if d.fate == fatePermanent || (d.fate == fateOdd && try >= maxSendTries) {
			log.Warn("a message cannot be sent", "error", slackCode(err), "channel", e.Channel)
			return s.giveUp(hard, e, err, log)
		}
		wait := max(d.wait, backoff(try))
		log.Warn("a message was not sent; trying again", "try", try, "in", wait.Round(time.Millisecond), "error", slackCode(err))
		s.pause(e, d)
		if d.fate == fateOurs {
			s.alarm(err)
		}
		if drain.Err() != nil || !sleep(drain, wait) {
			return false
		}
	}
}

var errStopping = errors.New("stopping")

// once makes one try. A message that may have gone out before is looked for first.
func (s *sender) once(hard, drain context.Context, e *store.OutboxEntry) (posted, error) {
	target, err := s.resolve(e)
	if err != nil {
		return posted{}, err
	}
	if err := s.openDM(hard, e); err != nil {
		return posted{}, err
	}
	if e.MaybeSent {
		if !s.settle(drain) {
			return posted{}, errStopping
		}
		if found, ok, err := s.find(hard, *e, target); err != nil || ok {
			return found, err
		}
	}
	if err := s.pace(drain, *e); err != nil {
		return posted{}, errStopping
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-hard.Done():
		return posted{}, errStopping
	}
	ctx, cancel := context.WithTimeout(hard, sendTimeout)
	defer cancel()
	return s.call(ctx, *e, target)
}

// settle waits until what an earlier process had in flight must have arrived.
func (s *sender) settle(ctx context.Context) bool {
	if left := settleFirst - time.Since(s.begun); left > 0 {
		return sleep(ctx, left)
	}
	return true
}

// pace keeps to about one message a second a channel, and to what Slack asked for with a 429.
func (s *sender) pace(ctx context.Context, e store.OutboxEntry) error {
	for {
		s.mu.Lock()
		until := s.pauses[method(e)]
		if t := s.pauses[method(e)+" "+e.Channel]; t.After(until) {
			until = t
		}
		limiter := s.paces[e.Channel]
		if limiter == nil {
			limiter = rate.NewLimiter(1, channelBurst)
			s.paces[e.Channel] = limiter
		}
		s.mu.Unlock()
		if left := time.Until(until); left > 0 {
			if !sleep(ctx, left) {
				return errStopping
			}
			continue
		}
		if s.b.cfg.NoPacing || e.Action == "ephemeral" || e.Action == "respond" {
			return nil
		}
		if e.Kind == string(interview.SayAcknowledgement) {
			limiter.Reserve() // somebody waits to see that they were heard; what comes next waits instead
			return nil
		}
		if limiter.Allow() {
			return nil // also while stopping: what may go out at once does
		}
		if err := limiter.Wait(ctx); err != nil {
			return errStopping
		}
		return nil
	}
}

// pause holds a channel's calls of a method back for as long as Slack asked.
func (s *sender) pause(e store.OutboxEntry, d diagnosis) {
	if d.fate != fateLimited {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := method(e)
	if key == "chat.postMessage" {
		key += " " + e.Channel
	}
	s.pauses[key] = time.Now().Add(d.wait)
}

func backoff(try int) time.Duration {
	wait := min(250*time.Millisecond<<min(try, 12), maxSendWait)
	return wait/2 + time.Duration(rand.Int64N(int64(wait)))
}

func (s *sender) expired(e store.OutboxEntry) bool {
	return !e.ExpiresAt.IsZero() && s.b.now().After(e.ExpiresAt)
}

// posted is where a message stands.
type posted struct{ channel, ts string }

// target is where a message goes, threads and updates resolved.
type target struct {
	thread string // ts of the thread's root, empty for none
	update posted // the message to rewrite, zero for none
}

// errGone means that an entry was called off or erased while it waited here.
var errGone = errors.New("no longer in the outbox")

// errEarly means that the message an entry hangs on is still in the outbox, in another lane.
var errEarly = errors.New("its thread has not begun yet")

var errNoThread = slack.SlackErrorResponse{Err: "thread_not_found"}

// resolve finds the ts that the entry names by effect id. What it names was sent before it, in the same lane.
func (s *sender) resolve(e *store.OutboxEntry) (t target, err error) {
	t.thread = e.ThreadTS
	err = s.b.db.View(func(tx *store.Tx) error {
		if !tx.Pending(e.ID) {
			return errGone
		}
		if e.ThreadOf != "" {
			at, found := tx.SentAs(e.ThreadOf)
			switch {
			case !found && tx.Pending(e.ThreadOf):
				return errEarly
			case !found:
				return errNoThread
			}
			t.thread, e.Channel = at.TS, at.Channel
		}
		if inbound.IsPerson(e.Channel) {
			if m, found, err := tx.Member(e.Channel); err == nil && found && m.DMChannel != "" {
				e.Channel = m.DMChannel
			}
		}
		if e.UpdateOf != "" {
			if at, found := tx.SentAs(e.UpdateOf); found {
				t.update = posted{channel: at.Channel, ts: at.TS}
			}
		}
		return nil
	})
	return t, err
}
