package bot

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// step is the handling of one inbound event or grade inside one transaction. It may be run more than once, so it does
// nothing outside the transaction, and all it chooses (ids, questions) follows from the event alone.
type step struct {
	b   *Bot
	tx  *store.Tx
	in  *inbound.Event
	seq uint64 // of the event's entry in the inbox; 0 for none
	key string // names the event: what the ids made in this step start from
	now time.Time
	rng *rand.Rand
	ids int
	// did is what the log says of the step once it is on disk.
	did trail
	// begins is the id under which an interview begins, where it is fixed already.
	begins string
	// met is set where Slack is to be asked for the person's time zone.
	met bool
	// home is set where the person's Home shows something else now.
	home bool
	// title names the thread of a direct message in which an interview begins.
	title string
	// hear names a recording that is to be listened to.
	hear string
	// thinking are the answers that are to be read now, which may take a while.
	thinking map[string]spot
	// erased is set where somebody's data was erased, whose bytes are still in the file.
	erased bool
	// typedIn is the direct message, not known to be ours, in which a command was typed: it is answered there, for the one
	// person alone, and carried out in their direct message with us.
	typedIn string
	// notYet is set where the event must wait for something that is on its way.
	notYet bool
}

func (b *Bot) newStep(tx *store.Tx, seq uint64, in *inbound.Event) *step {
	s := b.stepFor(tx, "n"+strconv.FormatUint(seq, 36), in.At, in)
	s.seq = seq
	return s
}

func (b *Bot) stepFor(tx *store.Tx, key string, at time.Time, in *inbound.Event) *step {
	// The time of arrival is part of the key: a file restored from a backup counts its inbox anew.
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, at.UnixNano()))
	seed := binary.BigEndian.Uint64(sum[:8])
	return &step{
		b: b, tx: tx, in: in, key: fmt.Sprintf("%s-%x", key, sum[:4]), now: b.now().Round(0), // as the file keeps it
		rng: rand.New(rand.NewPCG(seed, 0)),
	}
}

// effectID makes an id for a message that belongs to no interview.
func (s *step) effectID() string {
	s.ids++
	return fmt.Sprintf("%s.%d", s.key, s.ids)
}

func (s *step) desk(scope string, f questions.Filter) interview.Desk {
	return interview.Desk{
		Now:      s.now,
		Question: s.b.question,
		Slow:     s.b.slow(),
		Pick: func() (string, bool) {
			ids, err := s.pick(scope, f, 1)
			if err != nil || len(ids) == 0 {
				return "", false
			}
			return ids[0], true
		},
	}
}

// pick chooses n questions that the scope was asked least often.
func (s *step) pick(scope string, f questions.Filter, n int) ([]string, error) {
	asked, err := s.tx.Asked(scope)
	if err != nil {
		return nil, err
	}
	picked, err := s.b.bank().PickN(s.rng, f, func(id string) int { return asked[id] }, n)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(picked))
	for _, q := range picked {
		ids = append(ids, q.ID)
	}
	return ids, nil
}

func (b *Bot) question(id string) *questions.Question {
	q, err := b.bank().Find(id)
	if err != nil {
		return nil
	}
	return q
}

func (s *step) look(user string) blocks.Look {
	look := blocks.Look{Question: s.b.question}
	look.Earlier, look.Keeps = s.remembered(user)
	if m, found, err := s.tx.Member(user); err == nil && found && m.TZ != "" {
		if zone, err := time.LoadLocation(m.TZ); err == nil {
			look.Zone = zone
		}
	}
	return look
}

// load reads an interview's state.
func (s *step) load(id string) (store.Interview, interview.State, bool, error) {
	row, found, err := s.tx.Interview(id)
	if err != nil || !found {
		return row, interview.State{}, false, err
	}
	return s.b.states.read(row)
}

// handle applies an event to an interview and carries out what follows from it, all in this transaction.
func (s *step) handle(row store.Interview, state interview.State, event interview.Event) error {
	if _, stop := event.(interview.Stop); stop {
		event = interview.Stop{At: s.madeAt()}
	}
	f := questions.Filter{Categories: questions.Only(state.Settings.Category), Difficulty: state.Settings.Difficulty}
	next, effects := interview.Handle(state, event, s.deskOf(&state, f))
	return s.save(row, next, effects)
}

// save keeps the new state and turns its effects into work: messages to the outbox, gradings to the grader's queue,
// graded answers to the record.
func (s *step) save(row store.Interview, state interview.State, effects []interview.Effect) error {
	body, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("interview %s: %w", state.ID, err)
	}
	row.State, row.Open, row.UpdatedAt = body, state.Open(), s.now
	if err := s.tx.PutInterview(row); err != nil {
		return err
	}
	s.b.states.remember(state, body)
	if !row.Open {
		if err := s.holdBack(&state, effects); err != nil {
			return err
		}
		if err := s.unseal(row, &state); err != nil {
			return err
		}
	}
	s.did.follow(state.ID, effects)
	for _, effect := range effects {
		if err := s.effect(row, &state, effect); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) effect(row store.Interview, state *interview.State, effect interview.Effect) error {
	switch e := effect.(type) {
	case interview.Say:
		entry := s.utterance(row, state, e)
		if err := s.whereFeedbackGoes(&entry, state); err != nil {
			return err
		}
		if e.Kind == interview.SaySummary {
			return s.sumUp(row, entry)
		}
		return s.tx.Enqueue(entry)
	case interview.MarkAsked:
		return s.tx.MarkAsked("user:"+state.Owner, e.Question, s.now)
	case interview.Grade:
		if err := s.think(row, state, e.Answer); err != nil {
			return err
		}
		return s.tx.PutGrading(store.Grading{
			AnswerID: e.Answer, InterviewID: state.ID, User: state.Owner, Body: revisionBody(e.Revision), NotBefore: s.now, CreatedAt: s.now,
		})
	case interview.Ungrade:
		return s.tx.DropGrading(e.Answer)
	case interview.Record:
		return s.record(row, state, e)
	}
	return fmt.Errorf("interview %s: effect %T is not known", state.ID, effect)
}

// utterance is the outbox entry of something an interview says.
func (s *step) utterance(row store.Interview, state *interview.State, say interview.Say) store.OutboxEntry {
	entry := store.OutboxEntry{
		ID: say.ID, Kind: string(say.Kind), Conversation: row.Conversation, Action: store.ActionPost,
		Channel: row.Channel, User: state.Owner, InterviewID: state.ID, AnswerID: say.Answer,
		CreatedAt: s.now,
	}
	if say.Item >= 0 && say.Item < len(state.Items) {
		entry.QuestionID = state.Items[say.Item].Question
	}
	switch {
	case say.ID == state.Place.Opening:
		entry.Binds = bindInterview(state.ID)
	case row.ThreadTS != "":
		entry.ThreadTS = row.ThreadTS
	case state.Place.Opening != "":
		entry.ThreadOf = state.Place.Opening
	}
	switch {
	case say.Private:
		entry.Action = store.ActionEphemeral
	case say.Update != "":
		entry.Action, entry.UpdateOf = store.ActionUpdate, say.Update
	}
	if entry.Action == store.ActionEphemeral {
		entry.ExpiresAt = s.now.Add(24 * time.Hour)
	}
	s.holdWord(&entry, state)
	entry.Message = blocks.Encode(blocks.Interview(state, say, s.look(state.Owner)))
	return entry
}

func revisionBody(revision int) json.RawMessage {
	return json.RawMessage(`{"revision":` + strconv.Itoa(revision) + `}`)
}
