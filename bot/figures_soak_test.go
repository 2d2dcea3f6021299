package bot_test

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
)

// soakVar is for how long to soak: 24 hours by the bot's clock go by in that time, 5m in a full run.
const soakVar = "MOCK_INTERVIEWER_SOAK"

// TestADayLeavesNothingBehindInMemory lets a day go by in minutes: twenty people practise, sockets close every now and then,
// and a question of the day is posted every hour. After that the bot holds no more than it did after the first hours.
//
//	MOCK_INTERVIEWER_SOAK=5m go test ./bot -run ADayLeavesNothing -v -timeout 10m
func TestADayLeavesNothingBehindInMemory(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv(soakVar))
	if err != nil {
		t.Skipf("set %s to how long it may take, 5m in a full run", soakVar)
	}
	s := newSwiftSlack(t)
	begun := time.Now()
	faster := int64(24 * time.Hour / lasts)
	now := func() time.Time { return begun.Add(time.Since(begun) * time.Duration(faster)) }
	seen := func(channel, kind, body string) {
		person, isDM := strings.CutPrefix(channel, "D")
		if !isDM {
			return
		}
		n, _ := strconv.Atoi(person)
		time.AfterFunc(100*time.Millisecond, func() {
			switch kind {
			case "question", "follow_up":
				s.say(n, good)
			case "scorecard":
				goOn(s, n, buttonValue(body, blocks.ActionNext))
			case "summary":
				s.say(n, "practice technical")
			}
		})
	}
	s.posted, s.updated = seen, seen
	hourly := daily.Subscription{ID: "hourly", Channel: "C1", Cron: "0 * * * *", Zone: time.UTC, Grace: time.Hour}
	s.run(func(cfg *bot.Config) { cfg.Now, cfg.Daily = now, []daily.Subscription{hourly} })
	for p := range 20 {
		s.say(p, "practice technical")
	}
	var early, late usage
	for i := range 20 {
		time.Sleep(lasts / 20)
		s.hangUp()
		switch {
		case i < 4:
		case i < 8:
			early = early.most(measured(s))
		case i >= 16:
			late = late.most(measured(s))
		}
	}
	t.Logf("by the bot's clock %v; %d messages; early %+v; late %+v", now().Sub(begun).Round(time.Minute), s.posts.Load(), early, late)
	if s.posts.Load() < 100 {
		t.Error("hardly anything happened")
	}
	if late.goroutines > early.goroutines+10 {
		t.Errorf("goroutines grew from %d to %d", early.goroutines, late.goroutines)
	}
	if late.heap > early.heap+early.heap/10 {
		t.Errorf("the heap grew from %d to %d KiB", early.heap>>10, late.heap>>10)
	}
}

// goOn presses for the next question, and stops after the fifth.
func goOn(s *swiftSlack, person int, next string) {
	switch {
	case next == "":
	case strings.HasSuffix(next, "/4"):
		s.say(person, "stop")
	default:
		s.press(person, blocks.ActionNext, next)
	}
}

// usage is what a process holds.
type usage struct {
	goroutines int
	heap       uint64
}

func (u usage) most(o usage) usage {
	return usage{max(u.goroutines, o.goroutines), max(u.heap, o.heap)}
}

// measured waits until the sockets are up again, forgets what the test itself has noted, and measures.
func measured(s *swiftSlack) usage {
	time.Sleep(2 * time.Second)
	s.forgetAcks()
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return usage{runtime.NumGoroutine(), m.HeapAlloc}
}
