package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

const figuresVar = "MOCK_INTERVIEWER_FIGURES"

// TestServeNeedsLittleMemory measures the binary as an operator runs it, without work and with very many open interviews.
//
//	MOCK_INTERVIEWER_FIGURES=1 go test ./cmd/mock-interviewer -run ServeNeedsLittleMemory -v
func TestServeNeedsLittleMemory(t *testing.T) {
	if os.Getenv(figuresVar) == "" {
		t.Skipf("set %s to measure: it takes about twenty seconds", figuresVar)
	}
	space, err := workspace.New(workspace.Config{Manifest: *manifest.New()})
	if err != nil {
		t.Fatal(err)
	}
	server, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	dir := t.TempDir()
	s := &street{t: t, binary: build(t), dir: dir}
	s.openLog()
	s.vars = []string{
		"SLACK_BOT_TOKEN=" + server.BotToken(), "SLACK_APP_TOKEN=" + server.AppToken(), "SLACK_API_URL=" + server.APIURL(),
		"MOCK_INTERVIEWER_DATA=" + dir, "MOCK_INTERVIEWER_HTTP=off", "HOME=" + t.TempDir(),
	}
	for _, c := range []struct {
		open, idle, busy int // how many interviews, and the most MiB
	}{{0, 40, 150}, {10_000, 150, 150}} {
		openInterviews(t, filepath.Join(dir, dbName), c.open)
		p := s.begin()
		if err := space.WaitSockets(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		idle := residentMiB(t, p.cmd.Process.Pid)
		everybodySpeaks(t, space)
		busy := residentMiB(t, p.cmd.Process.Pid)
		t.Logf("%d open interviews: %.1f MiB resident at rest, %.1f after some practice", c.open, idle, busy)
		if idle >= float64(c.idle) || busy >= float64(c.busy) {
			t.Errorf("with %d open interviews serve needs %.1f and %.1f MiB, want less than %d and %d", c.open, idle, busy, c.idle, c.busy)
		}
		p.stopInOrder()
	}
}

// openInterviews puts n interviews into the file, each with a question answered and one open.
func openInterviews(t *testing.T, path string, n int) {
	t.Helper()
	bank, err := questions.Load()
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(path, store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	ids := []string{bank.Questions()[0].ID, bank.Questions()[1].ID}
	find := func(id string) *questions.Question { q, _ := bank.Find(id); return q }
	desk := interview.Desk{Now: time.Now(), Question: find}
	for from := 0; from < n; from += 1000 {
		err := db.Update(func(tx *store.Tx) error {
			for i := from; i < min(from+1000, n); i++ {
				id, user := fmt.Sprint("i-figure-", i), fmt.Sprint("UFIGURE", i)
				state, _, err := interview.Begin(id, user, interview.Settings{Mode: interview.Mock, Count: 2, FollowUps: 1}, interview.Place{Channel: "D", Direct: true}, ids, desk)
				if err != nil {
					return err
				}
				state, _ = interview.Handle(state, interview.Said{Key: "D/1", Text: visitReply}, desk)
				body, err := json.Marshal(state)
				if err != nil {
					return err
				}
				iv := store.Interview{ID: id, User: user, Channel: "D", Conversation: "dm:" + user, Mode: "mock", Open: true, State: body}
				if err := tx.PutInterview(iv); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// everybodySpeaks has the people of the workspace practise, so that the memory measured is that of a bot at work.
func everybodySpeaks(t *testing.T, space *workspace.Workspace) {
	var all sync.WaitGroup
	for _, name := range []string{"ada", "ben"} {
		p := space.Person(name)
		all.Go(func() {
			for _, text := range []string{"stop", "practice", visitReply, "stop"} {
				if _, err := p.Say(p.DM(), text); err != nil {
					t.Error(err)
				}
				time.Sleep(time.Second)
			}
		})
	}
	all.Wait()
}

// residentMiB is how much memory a process holds, pages of the mapped file included.
func residentMiB(t *testing.T, pid int) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("there is no /proc here to measure with")
	}
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	kib, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return float64(kib) / 1024
}
