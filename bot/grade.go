package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/store"
)

const (
	graders        = 4                // replies judged side by side where the configuration says nothing
	gradingsAtOnce = 64               // due gradings read from the store at a time
	gradeTimeout   = 2 * time.Minute  // one judgement, its retries included
	gradeTries     = 12               // spread over about a day; then an answer is not graded
	pollGradings   = 10 * time.Second // for those that wait for their next try
	recordAgain    = time.Second      // after a grade could not be stored
)

// grader is a bounded pool that judges what stands in the store's queue and feeds the verdicts back as events.
type grader struct {
	b     *Bot
	wakes chan struct{}
	slots chan struct{}

	mu   sync.Mutex
	busy map[string]bool // answers being judged
}

func newGrader(b *Bot) *grader {
	return &grader{b: b, wakes: make(chan struct{}, 1), slots: make(chan struct{}, b.cfg.Graders), busy: map[string]bool{}}
}

func (g *grader) kick() {
	select {
	case g.wakes <- struct{}{}:
	default:
	}
}

// run judges until drain ends. What is being judged then is cut off: it stands in the store and is judged next time.
func (g *grader) run(drain, _ context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	timer := time.NewTicker(pollGradings)
	defer timer.Stop()
	for {
		g.deal(drain, &wg)
		select {
		case <-drain.Done():
			return
		case <-g.wakes:
		case <-timer.C:
		}
	}
}

// deal starts a judgement for every grading that is due and not under way. Those that are read wait for a slot.
func (g *grader) deal(ctx context.Context, wg *sync.WaitGroup) {
	var due []store.Grading
	err := g.b.db.View(func(tx *store.Tx) (err error) {
		due, err = tx.GradingsBut(g.b.now(), gradingsAtOnce, g.claimed)
		return err
	})
	if err != nil {
		g.b.log.Error("the gradings cannot be read", "error", err)
		return
	}
	for _, job := range due {
		if !g.claim(job.AnswerID) {
			continue
		}
		wg.Go(func() {
			g.try(ctx, job)
			g.release(job.AnswerID)
			g.kick()
		})
	}
}

func (g *grader) claim(answer string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.busy[answer] {
		return false
	}
	g.busy[answer] = true
	return true
}

func (g *grader) claimed(answer string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.busy[answer]
}

func (g *grader) release(answer string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.busy, answer)
}

// try judges, and outlives a scorer that panics: a reply that brings one down must not bring everybody down, at every start.
func (g *grader) try(ctx context.Context, job store.Grading) {
	log := g.b.log.With("answer", job.AnswerID, "interview", job.InterviewID)
	defer func() {
		if p := recover(); p != nil {
			log.Error("a grading panicked; it stays for later", "panic", p, "stack", string(debug.Stack()))
			g.postpone(job, log)
		}
	}()
	done := g.attend(job)
	defer done()
	g.judge(ctx, job, log)
}

// judge asks the scorer and stores what came of it. The job is read again first: an edit may have replaced it.
func (g *grader) judge(ctx context.Context, job store.Grading, log *slog.Logger) {
	free, ok := g.slot(ctx)
	if !ok {
		return
	}
	defer free()
	req, revision, found, err := g.request(job)
	if err != nil {
		log.Error("a grading cannot be prepared; it stays for later", "error", err)
		g.postpone(job, log)
		return
	}
	if !found {
		g.drop(job, log)
		return
	}
	if req.Question == nil {
		g.settle(ctx, job, interview.Unjudged{Answer: job.AnswerID, Revision: revision, Final: true}, log)
		return
	}
	scoring, cancel := context.WithTimeout(ctx, gradeTimeout)
	defer cancel()
	begun := time.Now()
	with := g.b.material.Load()
	result, err := with.Scorer.Score(scoring, req)
	took := time.Since(begun)
	free()
	if ctx.Err() != nil {
		return // stopping: the job stays for the next start
	}
	if err != nil {
		g.b.cfg.Observe.graded(with.ScorerName, outcome(err), took)
		g.spent(result.Usage)
		log.Warn("not graded yet", "attempt", job.Attempts+1, "error", err)
		g.delay(ctx, job, revision, req, err, log)
		return
	}
	g.b.cfg.Observe.graded(result.Scorer, "graded", took)
	g.spent(result.Usage)
	log.Info("graded", "scorer", result.Scorer, "model", result.Model, "took", took.Round(time.Millisecond), "requests", result.Attempts)
	g.settle(ctx, job, interview.Judged{Answer: job.AnswerID, Revision: revision, Result: result}, log)
}

// slot waits for leave to ask the scorer; ok is false when the process stops first. The slot is for the scorer alone:
// verdicts wait for the file together, so that many of them share one commit.
func (g *grader) slot(ctx context.Context) (free func(), ok bool) {
	select {
	case g.slots <- struct{}{}:
		return sync.OnceFunc(func() { <-g.slots }), true
	case <-ctx.Done():
		return nil, false
	}
}

// spent counts tokens, those of vain tries too.
func (g *grader) spent(u scorer.Usage) {
	g.b.cfg.Observe.tokens("prompt", u.PromptTokens)
	g.b.cfg.Observe.tokens("cached", u.CachedTokens)
	g.b.cfg.Observe.tokens("completion", u.CompletionTokens)
}

// request reads the reply as it stands now.
func (g *grader) request(job store.Grading) (req scorer.Request, revision int, found bool, err error) {
	err = g.b.db.View(func(tx *store.Tx) error {
		now, ok, err := tx.Grading(job.AnswerID)
		if err != nil || !ok {
			return err
		}
		if revision, err = revisionOf(now); err != nil {
			return err
		}
		row, ok, err := tx.Interview(now.InterviewID)
		if err != nil || !ok {
			return err
		}
		_, state, _, err := g.b.states.read(row)
		if err != nil {
			return err
		}
		index, answer := state.AnswerByID(job.AnswerID)
		if answer == nil {
			return nil
		}
		found = true
		req = scorer.Request{
			Question: g.b.question(state.Items[index].Question), Reply: answer.Text(), FollowUp: answer.FollowUp, Person: state.Owner,
		}
		if answer.FollowUp != "" {
			req.Earlier = earlier(state.Items[index], answer.ID)
		}
		return nil
	})
	return req, revision, found, err
}

// earlier is what the person said on the question before the answer with this id.
func earlier(item interview.Item, id string) []string {
	var texts []string
	for _, a := range item.Answers {
		if a.ID == id {
			break
		}
		texts = append(texts, a.Text())
	}
	return texts
}

func revisionOf(job store.Grading) (int, error) {
	var body struct {
		Revision int `json:"revision"`
	}
	if err := json.Unmarshal(job.Body, &body); err != nil {
		return 0, fmt.Errorf("grading of answer %s: %w", job.AnswerID, err)
	}
	return body.Revision, nil
}

func (g *grader) drop(job store.Grading, log *slog.Logger) {
	if err := g.b.db.Batch(func(tx *store.Tx) error { return tx.DropGrading(job.AnswerID) }); err != nil {
		log.Error("a grading cannot be dropped", "error", err)
	}
}

// settle hands an event to the interview and ends the job, in one transaction. A verdict was paid for: while the file
// cannot be written it is kept, rather than made again and again. An interview that cannot take it keeps its job for later.
func (g *grader) settle(ctx context.Context, job store.Grading, event interview.Event, log *slog.Logger) {
	for {
		err := g.b.db.Batch(func(tx *store.Tx) error {
			if err := g.apply(tx, job, event, nil); err != nil {
				return poison{err}
			}
			return nil
		})
		switch {
		case err == nil:
			g.b.sender.Kick()
			return
		case errors.As(err, new(poison)):
			log.Error("a grade cannot be taken; it will be made again", "error", err)
			g.postpone(job, log)
			return
		}
		log.Error("a grade cannot be stored; trying again", "error", err)
		if !sleep(ctx, recordAgain) {
			return
		}
	}
}

// apply brings an event to the interview and puts again in the job's place, unless an edit has replaced it meanwhile.
func (g *grader) apply(tx *store.Tx, job store.Grading, event interview.Event, again *store.Grading) error {
	now, found, err := tx.Grading(job.AnswerID)
	if err != nil || !found {
		return err // withdrawn or erased while it was judged
	}
	if string(now.Body) == string(job.Body) {
		if err := tx.DropGrading(job.AnswerID); err != nil {
			return err
		}
		if again != nil {
			if err := tx.PutGrading(*again); err != nil {
				return err
			}
		}
	}
	s := g.b.stepFor(tx, "g-"+job.AnswerID, job.CreatedAt, &inbound.Event{})
	row, state, found, err := s.load(job.InterviewID)
	if err != nil || !found {
		return err
	}
	return s.handle(row, state, event)
}
