package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

const (
	listenAtOnce = 2
	listenFor    = 2 * time.Minute // one recording
	mostSound    = 25 << 20        // bytes of one recording; the largest that transcription endpoints take
)

// Ear turns a recording into words. name tells the kind of audio by its ending.
type Ear interface {
	Hear(ctx context.Context, name string, audio []byte) (string, error)
}

// reading is the ability to fetch files from Slack: the scope files:read, which is optional.
const reading = "files:read"

// listener finds out what was said in recordings, aside from the conversations. What it was at when the process ended it
// begins anew.
type listener struct {
	b     *Bot
	slots chan struct{}
	wants chan listenJob
}

type listenJob struct{ user, name string }

func newListener(b *Bot) *listener {
	return &listener{b: b, slots: make(chan struct{}, listenAtOnce), wants: make(chan listenJob, 256)}
}

// hear has a recording listened to. Where too many wait it is left for the next start; the person can type meanwhile.
func (l *listener) hear(user, name string) {
	select {
	case l.wants <- listenJob{user, name}:
	default:
		l.b.log.Warn("too many recordings wait to be heard")
	}
}

func (l *listener) run(ctx context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	l.left()
	for {
		select {
		case <-ctx.Done():
			return
		case job := <-l.wants:
			select {
			case l.slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			wg.Go(func() {
				defer func() { <-l.slots }()
				l.listen(ctx, job)
			})
		}
	}
}

// left takes up the recordings that an earlier run had not heard yet.
func (l *listener) left() {
	var jobs []listenJob
	err := l.b.db.View(func(tx *store.Tx) error {
		return tx.EachMember(func(m store.Member) error {
			return tx.EachPersonal(m.User, clipKind, func(name string, row json.RawMessage) error {
				var kept keptClip
				if json.Unmarshal(row, &kept) == nil && kept.Text == "" {
					jobs = append(jobs, listenJob{m.User, name})
				}
				return nil
			})
		})
	})
	if err != nil {
		l.b.log.Error("recordings of an earlier run cannot be read", "error", err)
	}
	for _, job := range jobs {
		l.hear(job.user, job.name)
	}
}

// listen finds out what was said, and asks the person whether that is right. Where it cannot it says so: they type then.
func (l *listener) listen(ctx context.Context, job listenJob) {
	var kept keptClip
	var found bool
	err := l.b.db.View(func(tx *store.Tx) (err error) {
		kept, found, err = clipOf(tx, job.user, job.name)
		return err
	})
	if err != nil || !found || kept.Text != "" {
		return
	}
	limited, cancel := context.WithTimeout(ctx, listenFor)
	defer cancel()
	text, err := l.words(limited, kept.Clip)
	if ctx.Err() != nil {
		return // stopping: the next start listens again
	}
	if err != nil {
		l.b.log.Warn("a recording could not be turned into words", "error", err)
	}
	l.tell(job, kept, text)
}

func (l *listener) tell(job listenJob, kept keptClip, text string) {
	err := l.b.db.Batch(func(tx *store.Tx) error {
		now, found, err := clipOf(tx, job.user, job.name)
		if err != nil || !found || now.Text != "" {
			return err
		}
		in := &inbound.Event{User: job.user, Channel: kept.Channel, ThreadTS: kept.ThreadTS, TS: kept.TS, Direct: kept.Direct}
		s := l.b.stepFor(tx, "heard-"+job.name, kept.At, in)
		if text != "" {
			return s.offer(job.name, now, text)
		}
		if err := tx.DropPersonal(job.user, clipKind, job.name); err != nil {
			return err
		}
		if l.b.material.Load().Ear == nil || !l.b.can.Has(reading) {
			return s.tell(noEar)
		}
		return s.tell(notHeard)
	})
	if err != nil {
		l.b.log.Error("what was heard cannot be stored", "error", err)
	}
	l.b.sender.Kick()
}

// words are Slack's own transcript where it comes in time and whole, else the endpoint's.
func (l *listener) words(ctx context.Context, c inbound.Clip) (string, error) {
	for _, wait := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second} {
		if !c.Coming || !l.b.can.Has(reading) || !sleep(ctx, wait) {
			break
		}
		info, _, _, err := l.b.api.GetFileInfoContext(ctx, c.File, 0, 0)
		l.b.cfg.Observe.request("files.info", slackerr.Outcome(err))
		if strings.HasPrefix(slackerr.Code(err), "missing_scope") {
			l.b.can.Lacks(reading)
		}
		if err == nil {
			c.Hear(info.Transcription)
		}
	}
	ear := l.b.material.Load().Ear
	switch {
	case c.Whole:
		return c.Heard, nil
	case ear == nil:
		return "", errors.New("no transcription model is configured")
	case c.Size > mostSound:
		return "", errTooLoud
	}
	var got capped
	if err := l.b.api.GetFileContext(ctx, c.URL, &got); err != nil {
		if errors.Is(err, errTooLoud) {
			return "", err
		}
		return "", fmt.Errorf("fetch a recording: %s", slackerr.Code(err))
	}
	text, err := ear.Hear(ctx, c.Name, got.sound.Bytes())
	return inbound.Cap(text), err
}

var errTooLoud = errors.New("the recording is too large")

// capped is a buffer that refuses more than a recording may hold.
type capped struct{ sound bytes.Buffer }

// Write takes what still fits, or nothing.
func (c *capped) Write(p []byte) (int, error) {
	if c.sound.Len()+len(p) > mostSound {
		return 0, errTooLoud
	}
	return c.sound.Write(p)
}
