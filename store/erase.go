package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Erased counts what Erase removed.
type Erased struct {
	Answers, Interviews, Gradings, Inbox, Outbox, Sent, DailyAnswers, Asked, Personal, Members, Boards, Panels int
	// Mentions counts other rows that named the person and now say "erased" instead.
	Mentions int
}

// mentionErased stands where a person was named in a row that is not theirs.
const mentionErased = "erased"

// Erase removes everything about one person: answers and totals, interviews, jobs, what arrived from them and what was
// to be said to or about them, their parts in daily posts, what they were asked, settings and personal rows. In every
// row that is not theirs their id is replaced by the word "erased", so that afterwards no key or value holds it.
//
// It reads the whole file in one transaction. The bytes stay in the file's free pages until Scrub or Compact, and in backups
// until those are deleted. A grading that runs meanwhile must find its Grading gone before it records anything.
func (tx *Tx) Erase(user string) (Erased, error) {
	if err := checkID("the member", user); err != nil {
		return Erased{}, err
	}
	e := eraser{tx: tx, user: user, theirs: map[string]bool{}}
	for _, step := range []func() error{
		e.whoseDM, e.interviews, e.answers, e.gradings, e.inbox, e.outbox, e.sent, e.dailyAnswers, e.panels, e.rest, e.mentions,
	} {
		if err := step(); err != nil {
			return Erased{}, fmt.Errorf("erase %s: %w", user, err)
		}
	}
	if e.n == (Erased{}) {
		return e.n, nil
	}
	return e.n, tx.noteErased()
}

type eraser struct {
	tx   *Tx
	user string
	dm   string
	// theirs are the ids of their interviews and answers.
	theirs map[string]bool
	n      Erased
}

func (e *eraser) whoseDM() error {
	m, _, err := e.tx.Member(e.user)
	e.dm = m.DMChannel
	return err
}

func (e *eraser) interviews() error {
	all, err := e.tx.InterviewsOf(e.user, 0)
	if err != nil {
		return err
	}
	for _, iv := range all {
		e.theirs[iv.ID] = true
		if err := e.tx.removeInterview(iv); err != nil {
			return err
		}
	}
	e.n.Interviews = len(all)
	return nil
}

func (e *eraser) answers() error {
	head := prefix(e.user)
	for _, key := range e.tx.keys(bktUserAnswer, head, 0) {
		a, ok, err := get[Answer](e.tx, bktAnswers, key[len(head):])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		e.theirs[a.AnswerID], e.theirs[a.InterviewID] = true, true
		if err := e.tx.unindexAnswer(a); err != nil {
			return err
		}
		e.n.Answers++
	}
	delete(e.theirs, "")
	return e.tx.dropTotals(e.user)
}

func (e *eraser) gradings() error {
	all, err := e.tx.Gradings(time.Time{}, 0)
	if err != nil {
		return err
	}
	for _, g := range all {
		if g.User != e.user && !e.theirs[g.AnswerID] && !e.theirs[g.InterviewID] {
			continue
		}
		e.theirs[g.AnswerID] = true
		if err := e.tx.DropGrading(g.AnswerID); err != nil {
			return err
		}
		e.n.Gradings++
	}
	return nil
}

func (e *eraser) inbox() error {
	all, err := e.tx.Inbox(0, 0)
	if err != nil {
		return err
	}
	for _, in := range all {
		// Without a user on the entry, whoever is named in it may have written it: rather lose it than keep it.
		theirs := in.User == e.user || mentions(in.Conversation, e.user) ||
			in.User == "" && mentions(in.Body, e.user)
		if !theirs {
			continue
		}
		if err := e.tx.InboxDone(in.Seq); err != nil {
			return err
		}
		e.n.Inbox++
	}
	return nil
}

func (e *eraser) outbox() error {
	all, err := e.tx.Outbox(0, 0)
	if err != nil {
		return err
	}
	for _, o := range all {
		theirs := o.User == e.user || o.Owner == e.user || e.theirs[o.InterviewID] || e.theirs[o.AnswerID] ||
			e.dm != "" && o.Channel == e.dm || mentions(o.Conversation, e.user) || mentions(o.ID, e.user)
		if !theirs {
			continue
		}
		if err := e.tx.removeOutbox(o); err != nil {
			return err
		}
		e.n.Outbox++
	}
	return nil
}

func (e *eraser) sent() error {
	for _, id := range e.tx.keys(bktSent, nil, 0) {
		s, _ := e.tx.settled(string(id))
		if s.Owner != e.user && (e.dm == "" || s.Channel != e.dm) && !mentions(id, e.user) {
			continue
		}
		if err := e.tx.drop(bktSent, id); err != nil {
			return err
		}
		if err := e.tx.drop(bktSentTime, timed(nil, s.At, string(id))); err != nil {
			return err
		}
		e.n.Sent++
	}
	return nil
}

func (e *eraser) dailyAnswers() error {
	tail := append([]byte{0}, e.user...)
	for _, key := range e.tx.keys(bktDailyAnswers, nil, 0) {
		daily, theirs := bytes.CutSuffix(key, tail)
		if !theirs {
			continue
		}
		a, _, err := e.tx.DailyAnswer(string(daily), e.user)
		if err != nil {
			return err
		}
		if err := e.tx.addAnswered(string(daily), -a.counts()); err != nil {
			return err
		}
		if err := e.tx.drop(bktDailyAnswers, key); err != nil {
			return err
		}
		e.n.DailyAnswers++
	}
	return nil
}

// rest removes what is found by its key alone.
func (e *eraser) rest() error {
	for _, r := range []struct {
		bucket string
		theirs func(key []byte) bool
		n      *int
	}{
		{bktAsked, func(k []byte) bool { return mentions(k, e.user) }, &e.n.Asked},
		{bktPersonal, func(k []byte) bool { return bytes.HasPrefix(k, prefix(e.user)) }, &e.n.Personal},
		{bktMembers, func(k []byte) bool { return string(k) == e.user }, &e.n.Members},
		{bktBoards, func(k []byte) bool { return mentions(k, e.user) }, &e.n.Boards},
		{bktSeen, func(k []byte) bool { return mentions(k, e.user) }, nil},
		{bktSettings, func(k []byte) bool { return mentions(k, e.user) }, nil},
	} {
		for _, key := range e.tx.keys(r.bucket, nil, 0) {
			if !r.theirs(key) {
				continue
			}
			if err := e.tx.drop(r.bucket, key); err != nil {
				return err
			}
			if r.n != nil {
				*r.n++
			}
		}
	}
	return nil
}

// mentions replaces the person's id in every row that is left. Ids of the caller's making, of which keys and indexes
// consist, hold no user id; whatever does was removed above.
func (e *eraser) mentions() error {
	for bucket := range rowKinds() {
		if bucket == bktTotals || bucket == bktTotalsPart {
			continue
		}
		var named [][]byte
		err := e.tx.bucket(bucket).ForEach(func(k, v []byte) error {
			if bytes.Contains(v, []byte(e.user)) {
				named = append(named, bytes.Clone(k))
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, key := range named {
			if err := e.unname(bucket, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// unname rewrites one row without the person's id.
func (e *eraser) unname(bucket string, key []byte) error {
	format, parts, err := split(e.tx.bucket(bucket).Get(key))
	if err != nil {
		return fmt.Errorf("%s %q: %w", bucket, key, err)
	}
	s := scrubber{id: e.user}
	for i, part := range parts {
		if parts[i], err = s.scrub(part); err != nil {
			return fmt.Errorf("%s %q: %w", bucket, key, err)
		}
	}
	if s.hits == 0 {
		return nil
	}
	e.n.Mentions++
	e.tx.read = Interview{} // it may be this row
	return e.tx.putRaw(bucket, key, unsplit(format, parts))
}

// scrubber replaces an id in every string of a decoded JSON value.
type scrubber struct {
	id   string
	hits int
}

// scrub works on the decoded strings, where the bytes around an id are what they seem.
func (s *scrubber) scrub(text []byte) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber() // numbers stay as they are
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return encodeJSON(s.value(v))
}

func (s *scrubber) value(v any) any {
	switch v := v.(type) {
	case string:
		return s.text(v)
	case []any:
		for i := range v {
			v[i] = s.value(v[i])
		}
		return v
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, value := range v {
			out[s.text(key)] = s.value(value)
		}
		return out
	}
	return v
}

func (s *scrubber) text(t string) string {
	var out strings.Builder
	for {
		i := nextMention(t, s.id)
		if i < 0 {
			return out.String() + t
		}
		s.hits++
		out.WriteString(t[:i] + mentionErased)
		t = t[i+len(s.id):]
	}
}

// mentions says whether an id stands in s as a whole word: U1 does not stand in U12.
func mentions[T ~string | ~[]byte](s T, id string) bool { return nextMention(string(s), id) >= 0 }

func nextMention(s, id string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], id)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(id)
		if (i == 0 || !idByte(s[i-1])) && (end == len(s) || !idByte(s[end])) {
			return i
		}
		from = i + 1
	}
}

// idByte says whether a character can be part of an id of Slack's, which are upper case.
func idByte(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' }
