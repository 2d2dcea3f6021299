package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/scorer/scorertest"
	"mock-interviewer/bot/workspace"
)

// The kill suite runs the binary as an operator does, and ends it with SIGKILL at random instants while people work with
// it and everything around it fails now and then. Afterwards it counts.
const (
	killsVar      = "MOCK_INTERVIEWER_KILLS"
	killSeedVar   = "MOCK_INTERVIEWER_KILL_SEED"
	killLogVar    = "MOCK_INTERVIEWER_KILL_LOG"
	practisers    = 8
	interviewees  = 8
	dailyReaders  = 4
	afterTheKills = 6 * time.Minute // for everybody to finish what they are at
)

func TestKilledAtAnyInstantNothingIsLostAndNothingComesTwice(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv(killsVar))
	if err != nil || kills <= 0 {
		t.Skipf("set %s to the number of kills, 25 in CI: each takes about two seconds", killsVar)
	}
	seed, err := strconv.ParseUint(os.Getenv(killSeedVar), 10, 64)
	if err != nil {
		seed = rand.Uint64N(1e6)
	}
	t.Logf("%d kills, seed %d (repeat with %s)", kills, seed, killSeedVar)

	s := newStreet(t, seed)
	s.misbehave()
	var crowd sync.WaitGroup
	s.fill(&crowd)
	p := s.begin()
	for range kills {
		s.waitForInstant()
		p.kill()
		time.Sleep(time.Duration(s.dice.Int64N(int64(700 * time.Millisecond))))
		p = s.begin()
	}
	s.behave()
	s.closing.Store(true)
	s.waitForCrowd(&crowd)
	s.finish(p)
	s.count(kills)
}

// street is a workspace, an LLM endpoint and a data folder, with the binary that serves them.
type street struct {
	*crowd
	t      *testing.T
	dice   *rand.Rand
	model  *scorertest.Server
	vars   []string
	binary string
	dir    string
	log    *os.File
}

func newStreet(t *testing.T, seed uint64) *street {
	t.Helper()
	people, channels := cast()
	space, err := workspace.New(workspace.Config{
		Manifest: *manifest.New(), People: people, Channels: channels, AckTimeout: time.Second, RetryDelays: oftenAgain(),
	})
	if err != nil {
		t.Fatal(err)
	}
	server, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	s := &street{
		t: t, dice: rand.New(rand.NewPCG(seed, 0)), model: scorertest.Start(t), binary: build(t), dir: t.TempDir(),
		crowd: newCrowd(t, space),
	}
	s.openLog()
	s.vars = []string{
		"SLACK_BOT_TOKEN=" + server.BotToken(), "SLACK_APP_TOKEN=" + server.AppToken(), "SLACK_API_URL=" + server.APIURL(),
		"OPENAI_BASE_URL=" + s.model.URL(), "OPENAI_API_KEY=sk-test-0123456789", "OPENAI_MODEL=scripted",
		"MOCK_INTERVIEWER_DATA=" + s.dir, "MOCK_INTERVIEWER_HTTP=off", "HOME=" + t.TempDir(),
		"MOCK_INTERVIEWER_DAILY_CHANNEL=" + space.ChannelID("team"), "MOCK_INTERVIEWER_DAILY_CRON=@every 15s",
	}
	return s
}

// openLog keeps what every run of the binary wrote, in the file that the environment names or one that goes away.
func (s *street) openLog() {
	path := os.Getenv(killLogVar)
	if path == "" {
		path = filepath.Join(s.t.TempDir(), "serve.log")
	}
	log, err := os.Create(path)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = log.Close() })
	s.log = log
}

// oftenAgain is Slack's habit of delivering an event again, for downtimes of seconds rather than of minutes.
func oftenAgain() []time.Duration {
	delays := []time.Duration{0}
	for len(delays) < 60 {
		delays = append(delays, 500*time.Millisecond)
	}
	return delays
}

func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mock-interviewer")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// misbehave switches every fault on: of the sockets, of the Web API, of the endpoint.
func (s *street) misbehave() {
	s.space.SetFaults(workspace.Faults{
		Seed: s.dice.Uint64(), DropAck: 0.08, DuplicateEnvelope: 0.08, DuplicateEvent: 0.08, Disconnect: 0.01,
		RateLimit: 0.03, ErrorBefore: 0.03, ErrorAfter: 0.05, LoseReply: 0.05, Slow: 0.1, SlowFor: 300 * time.Millisecond,
	})
	s.model.SetDelay(60 * time.Millisecond)
	ctx, stop := context.WithCancel(s.t.Context())
	s.endMisbehaviour = stop
	dice := rand.New(rand.NewPCG(s.dice.Uint64(), 0))
	go func() {
		for ctx.Err() == nil {
			s.model.Then(scorertest.Answer(), scorertest.Answer(), oneOf(dice,
				scorertest.Hangup(), scorertest.Status(500, "broken"), scorertest.CutOff(), scorertest.HTML(502),
				scorertest.Content("I cannot say"), scorertest.Slow(2*time.Second), scorertest.Fenced(), scorertest.Limited(time.Second)))
			time.Sleep(400 * time.Millisecond)
		}
	}()
}

func oneOf[T any](dice *rand.Rand, from ...T) T { return from[dice.IntN(len(from))] }

func (s *street) behave() {
	s.space.SetFaults(workspace.Faults{})
	s.endMisbehaviour()
	s.model.SetDelay(0)
}

// waitForInstant waits until it is time to kill: at any time, or in the instant after Slack took a message from the bot,
// when the bot may not have heard of it yet.
func (s *street) waitForInstant() {
	time.Sleep(200*time.Millisecond + time.Duration(s.dice.Int64N(int64(2300*time.Millisecond))))
	if s.dice.IntN(3) > 0 {
		s.posts.next(2 * time.Second)
	}
	time.Sleep(time.Duration(s.dice.Int64N(int64(4 * time.Millisecond))))
}

func (s *street) waitForCrowd(crowd *sync.WaitGroup) {
	s.t.Helper()
	done := make(chan struct{})
	go func() { crowd.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(afterTheKills):
		s.giveUp()
		<-done
	}
}

// waitForQuiet waits until Slack has nothing more to deliver and nobody has been told anything for a while.
func (s *street) waitForQuiet() {
	for seq, since := s.posts.seen(), time.Now(); time.Since(since) < 3*time.Second; time.Sleep(50 * time.Millisecond) {
		if now := s.posts.seen(); now != seq || s.space.Unacked() > 0 {
			seq, since = now, time.Now()
		}
	}
}

// finish stops in order, and begins again as long as a grading that failed waits for its next try.
func (s *street) finish(p *process) {
	s.t.Helper()
	for end := time.Now().Add(afterTheKills); ; p = s.begin() {
		s.waitForQuiet()
		p.stopInOrder()
		_, next := s.stored()
		if next.gradings == 0 || time.Now().After(end) {
			return
		}
		time.Sleep(min(time.Until(next.due), time.Minute))
	}
}

// process is one run of the binary.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	done chan error
}

func (s *street) begin() *process {
	s.t.Helper()
	p := &process{t: s.t, cmd: exec.Command(s.binary, "serve"), done: make(chan error, 1)}
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = slices.Concat(s.vars, []string{"PATH=" + os.Getenv("PATH")}), s.log, s.log
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	go func() { p.done <- p.cmd.Wait() }()
	return p
}

func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Errorf("kill: %v: the process had ended by itself", err)
	}
	var exit *exec.ExitError
	if err := <-p.done; !errors.As(err, &exit) || exit.ExitCode() != -1 {
		p.t.Errorf("the process ended by itself: %v", err)
	}
}

func (p *process) stopInOrder() {
	p.t.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-p.done:
		if err != nil {
			p.t.Errorf("an orderly stop: %v", err)
		}
	case <-time.After(15 * time.Second):
		p.t.Error("serve did not stop within 15 s")
		p.kill()
	}
}

// errorsLogged are the log's lines of level ERROR, a few of them.
func (s *street) errorsLogged() string {
	text, err := os.ReadFile(s.log.Name())
	if err != nil {
		return err.Error()
	}
	var found []string
	for line := range strings.SplitSeq(string(text), "\n") {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "panic") {
			found = append(found, line)
		}
	}
	return strings.Join(found[:min(len(found), 20)], "\n")
}
