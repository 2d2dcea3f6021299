package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/bot/recall"
	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/budget"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

const (
	graders        = 4                // replies judged side by side where the configuration says nothing
	gradingsAtOnce = 64               // due gradings read from the store at a time
	gradeTimeout   = 2 * time.Minute  // one judgement, its retries included
	gradeTries     = 12               // spread over about a day; then an answer is not graded
	pollGradings   = 10 * time.Second // for those that wait for their next try
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
func (g *grader) judge(ctx context.Context, job store.Grading, log logger) {
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
		_, state, _, err := decodeState(row)
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

// postpone keeps a job that could not even be read. Its answer waits; that is better than an interview without an end.
func (g *grader) postpone(job store.Grading, log logger) {
	err := g.b.db.Batch(func(tx *store.Tx) error {
		now, found, err := tx.Grading(job.AnswerID)
		if err != nil || !found {
			return err
		}
		now.NotBefore = g.b.now().Add(time.Minute)
		return tx.PutGrading(now)
	})
	if err != nil {
		log.Error("a grading cannot be postponed", "error", err)
	}
}

func (g *grader) drop(job store.Grading, log logger) {
	if err := g.b.db.Batch(func(tx *store.Tx) error { return tx.DropGrading(job.AnswerID) }); err != nil {
		log.Error("a grading cannot be dropped", "error", err)
	}
}

// settle hands an event to the interview and ends the job, in one transaction. A verdict was paid for: while the file
// cannot be written it is kept, rather than made again and again. An interview that cannot take it keeps its job for later.
func (g *grader) settle(ctx context.Context, job store.Grading, event interview.Event, log logger) {
	for {
		err := g.b.db.Batch(func(tx *store.Tx) error {
			if err := g.apply(tx, job, event, nil); err != nil {
				return poison{err}
			}
			return nil
		})
		switch {
		case err == nil:
			g.b.sender.kick()
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

// delay keeps the job for another try. The person is told once, with an offline estimate where there is one. What an
// allowance refused was no try: it waits as long as it must.
func (g *grader) delay(ctx context.Context, job store.Grading, revision int, req scorer.Request, cause error, log logger) {
	now := g.b.now()
	next := job
	event := interview.Unjudged{Answer: job.AnswerID, Revision: revision}
	event.Spent, event.When = allowance(cause, now)
	if event.Spent == "" {
		next.Attempts++
		event.Final = next.Attempts >= gradeTries
	}
	next.NotBefore = now.Add(retryIn(next.Attempts, cause))
	if job.Attempts == 0 {
		event.Estimate = g.estimate(req)
	}
	again := &next
	if event.Final {
		again = nil
	}
	err := g.b.db.Batch(func(tx *store.Tx) error { return g.apply(tx, job, event, again) })
	if err != nil {
		log.Error("a delayed grading cannot be stored", "error", err)
		sleep(ctx, recordAgain) // it is due again at once
		return
	}
	g.b.sender.kick()
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
	s := g.b.stepFor(tx, "g-"+job.AnswerID, job.CreatedAt, &inbound{})
	row, state, found, err := s.load(job.InterviewID)
	if err != nil || !found {
		return err
	}
	return s.handle(row, state, event)
}

// estimate is the offline guess that is shown while the real grade waits; nil where there is none.
func (g *grader) estimate(req scorer.Request) *questions.Grade {
	with := g.b.material.Load()
	if with.Estimator == nil || with.ScorerName == "offline" {
		return nil
	}
	result, err := with.Estimator.Score(context.Background(), req)
	if err != nil {
		return nil
	}
	grade, err := req.Question.Rubric.Grade(result.Judgements, result.Pitfalls)
	if err != nil {
		return nil
	}
	return &grade
}

// allowance says which allowance is used up, if that is the cause, and from when there is a new one.
func allowance(cause error, now time.Time) (interview.Spent, time.Time) {
	why, ok := errors.AsType[*scorer.Error](cause)
	if !ok {
		return "", time.Time{}
	}
	when := now.Add(why.RetryAfter).Truncate(time.Minute) // it was reckoned a moment ago; allowances begin on the hour
	switch why.Reason {
	case budget.ReasonDay:
		return interview.SpentDay, when
	case budget.ReasonMonth:
		return interview.SpentMonth, when
	}
	return "", time.Time{}
}

// retryIn is when to try a failed grading again: 10 s growing to 4 h, jittered, but not before the time that the cause
// names. Those that wait for the same instant are spread over a minute.
func retryIn(attempts int, cause error) time.Duration {
	wait := min(10*time.Second<<(2*min(max(attempts-1, 0), 10)), 4*time.Hour)
	wait = wait*3/4 + jitter(wait/2)
	if why, ok := errors.AsType[*scorer.Error](cause); ok && why.RetryAfter > 0 {
		return max(wait, why.RetryAfter+jitter(min(why.RetryAfter/4, time.Minute)))
	}
	return wait
}

func jitter(most time.Duration) time.Duration { return time.Duration(rand.Int64N(int64(most) + 1)) }

func outcome(err error) string {
	if why, ok := errors.AsType[*scorer.Error](err); ok {
		return why.Reason
	}
	return "unavailable"
}

// record keeps a graded answer for history, statistics and export.
func (s *step) record(row store.Interview, state *interview.State, r interview.Record) error {
	item := &state.Items[r.Item]
	_, a := state.AnswerByID(r.Answer)
	if a == nil || a.Grade == nil {
		return fmt.Errorf("interview %s: answer %s has no grade to record", state.ID, r.Answer)
	}
	answer := store.Answer{
		AnswerID: a.ID, InterviewID: state.ID, User: state.Owner, Channel: row.Channel, QuestionID: item.Question,
		Mode: string(state.Settings.Mode), AnsweredAt: a.At, Reply: a.Text(), Scorer: r.Result.Scorer, Model: r.Result.Model,
		PromptVersion: r.Result.PromptVersion, Score: a.Grade.Score, Band: a.Grade.Band, Criteria: a.Grade.Criteria,
		Pitfalls: a.Grade.Pitfalls, Graded: true, TS: messageTS(a), Help: a.Help, Endpoint: r.Result.Host,
		Usage: store.Usage(r.Result.Usage), DurationMS: r.Result.Duration.Milliseconds(), Attempts: r.Result.Attempts,
		SecondLook: r.Result.SecondLook, SecondModel: r.Result.SecondModel,
	}
	if q := s.b.question(item.Question); q != nil {
		answer.Category = q.Category
	}
	if first := firstOf(item, a); first != nil {
		answer.FollowUpOf = first.ID
		if err := s.finalScore(first.ID, item.Grade.Score); err != nil {
			return err
		}
	}
	if a.FollowUp == "" {
		answer.RetryOf = attemptBefore(state, r.Item, a)
	}
	answer.Day = recall.Day(a.At, s.look(state.Owner).Zone)
	answer.Sealed = sealed(state)
	if err := s.tx.PutAnswer(answer); err != nil || answer.Sealed {
		return err
	}
	if err := s.remember(row, state, r.Item, a); err != nil {
		return err
	}
	if state.Settings.Mode == interview.Daily {
		return s.countDaily(state, a)
	}
	return nil
}

// attemptBefore is the person's earlier first answer to the same question in this interview, empty for none. Who has seen
// a scorecard answers differently: a retry is recorded and stays out of the totals. A question that comes back in an
// interview left open for days is no retry.
func attemptBefore(state *interview.State, index int, a *interview.Answer) string {
	for i := 0; i <= index; i++ {
		if state.Items[i].Question != state.Items[index].Question {
			continue
		}
		for _, earlier := range state.Items[i].Answers {
			if earlier.ID == a.ID {
				return ""
			}
			again := i == index || state.Items[index].Retry || a.At.Sub(earlier.At) < recall.RestBetween
			if again && earlier.FollowUp == "" && earlier.Status == interview.Graded {
				return earlier.ID
			}
		}
	}
	return ""
}

// finalScore writes what a question came to with its follow-ups into the answer that counts for it.
func (s *step) finalScore(answer string, score int) error {
	first, found, err := s.tx.Answer(answer)
	if err != nil || !found {
		return err
	}
	first.FinalScore = &score
	return s.tx.PutAnswer(first)
}

// firstOf is the answer that a follow-up's reply adds to, or nil.
func firstOf(item *interview.Item, a *interview.Answer) *interview.Answer {
	if a.FollowUp == "" {
		return nil
	}
	for i := range item.Answers {
		if item.Answers[i].FollowUp == "" && item.Answers[i].ID != a.ID {
			return &item.Answers[i]
		}
	}
	return nil
}

// messageTS is the ts of the answer's first message.
func messageTS(a *interview.Answer) string {
	if len(a.Parts) == 0 {
		return ""
	}
	_, ts, _ := strings.Cut(a.Parts[0].Key, "/")
	return ts
}
