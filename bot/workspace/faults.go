package workspace

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Faults says what goes wrong and how often: each number is a probability from 0 to 1. The zero value is a workspace
// where nothing goes wrong.
type Faults struct {
	Seed uint64 // of the dice, so that a run can be repeated

	DropAck           float64 // an ack is lost on its way; events come again
	DuplicateEnvelope float64 // an event comes twice: same event_id, other envelope_id
	DuplicateEvent    float64 // a message comes twice under different event_ids
	Disconnect        float64 // after an envelope its socket is asked to reconnect and closed

	RateLimit   float64       // 429 with Retry-After; nothing was done
	RetryAfter  time.Duration // of those; default 1 s, whole seconds
	ErrorBefore float64       // 500; nothing was done
	ErrorAfter  float64       // 500 although the call was carried out
	LoseReply   float64       // the call was carried out, then the connection is cut
	Slow        float64       // the call waits SlowFor before anything happens
	SlowFor     time.Duration

	// Methods limits the Web API faults to these; empty: every method but auth.test and apps.connections.open.
	Methods []string
}

// faultState is the faults in force, their dice and how often each struck.
type faultState struct {
	Faults
	dice   *rand.Rand
	counts map[string]int
}

func newFaultState(f Faults) faultState {
	return faultState{Faults: f, dice: rand.New(rand.NewPCG(f.Seed, 1)), counts: map[string]int{}}
}

func (s *faultState) hit(p float64) bool { return p > 0 && s.dice.Float64() < p }

func (s *faultState) count(name string) { s.counts[name]++ }

// SetFaults puts these faults in force from now on; Faults{} ends them. Counts go on.
func (w *Workspace) SetFaults(f Faults) {
	w.mu.Lock()
	defer w.mu.Unlock()
	counts := w.faults.counts
	w.faults = newFaultState(f)
	w.faults.counts = counts
}

// FaultCounts returns how often each fault struck, by name: drop_ack, duplicate_envelope, duplicate_event, disconnect,
// rate_limit, error_before, error_after, lose_reply, slow.
func (w *Workspace) FaultCounts() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.faults.counts)
}

// faultPlan is what will go wrong with one call.
type faultPlan struct {
	delay      time.Duration
	name       string // before or after
	retryAfter time.Duration
}

func (w *Workspace) planFaults(method string) faultPlan {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := &w.faults
	var plan faultPlan
	if len(f.Methods) == 0 && (method == "auth.test" || method == "apps.connections.open") {
		return plan
	}
	if len(f.Methods) > 0 && !slices.Contains(f.Methods, method) {
		return plan
	}
	if f.hit(f.Slow) {
		f.count("slow")
		plan.delay = f.SlowFor
	}
	for _, c := range []struct {
		name string
		p    float64
	}{{"rate_limit", f.RateLimit}, {"error_before", f.ErrorBefore}, {"error_after", f.ErrorAfter}, {"lose_reply", f.LoseReply}} {
		if f.hit(c.p) {
			f.count(c.name)
			plan.name, plan.retryAfter = c.name, max(f.RetryAfter, time.Second)
			break
		}
	}
	return plan
}

// wait holds a slow call back; false if the caller has gone meanwhile.
func (p faultPlan) wait(ctx context.Context) bool {
	if p.delay <= 0 {
		return true
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(p.delay):
		return true
	}
}

// before answers a call that will not be carried out.
func (p faultPlan) before(rw http.ResponseWriter) bool {
	switch p.name {
	case "rate_limit":
		rw.Header().Set("Retry-After", fmt.Sprint(int(p.retryAfter.Seconds())))
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		rw.WriteHeader(http.StatusTooManyRequests)
		_, _ = rw.Write([]byte(`{"ok":false,"error":"ratelimited"}`))
	case "error_before":
		http.Error(rw, "internal error", http.StatusInternalServerError)
	default:
		return false
	}
	return true
}

func (p faultPlan) afterName() string {
	if strings.HasSuffix(p.name, "_after") || p.name == "lose_reply" {
		return "(" + p.name + ")"
	}
	return ""
}

// after spoils the answer of a call that was carried out.
func (p faultPlan) after(rw http.ResponseWriter) bool {
	switch p.name {
	case "error_after":
		http.Error(rw, "internal error", http.StatusInternalServerError)
	case "lose_reply":
		conn, _, err := http.NewResponseController(rw).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	default:
		return false
	}
	return true
}
