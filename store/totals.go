package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

// Tally adds up answers that count.
type Tally struct {
	Count int
	// Sum is of their scores, 0 to 100 each.
	Sum int
	// Best is the highest score, Last the score of the newest answer, First that of the oldest.
	Best, Last, First int
	// FirstAt and LastAt are when the oldest and the newest were given.
	FirstAt, LastAt time.Time
}

// Mean is the average score, 0 where there is none.
func (t Tally) Mean() float64 {
	if t.Count == 0 {
		return 0
	}
	return float64(t.Sum) / float64(t.Count)
}

// Totals are a person's running totals.
type Totals struct {
	User string
	Tally
	// ByCategory and ByQuestion are nil in EachTotals.
	ByCategory map[string]Tally
	ByQuestion map[string]Tally
}

// The parts of totals/part.
const (
	partCategory = "c"
	partQuestion = "q"
	partDay      = "d"
)

// mark is one answer as far as a tally knows it.
type mark struct {
	score int
	at    uint64
}

func (a Answer) mark() mark { return mark{score: a.Final(), at: nanos(a.AnsweredAt)} }

func (a Answer) day() string {
	if a.Day != "" {
		return a.Day
	}
	return a.AnsweredAt.UTC().Format(time.DateOnly)
}

// contribution is everything about an answer that totals depend on.
type contribution struct {
	counts                        bool
	user, category, question, day string
	mark                          mark
}

func (a Answer) contribution() contribution {
	if !a.Counts() {
		return contribution{}
	}
	return contribution{
		counts: true, user: a.User, category: a.Category, question: a.QuestionID, day: a.day(), mark: a.mark(),
	}
}

// retotal brings the totals from an answer as it was to as it is; an empty Answer is none. The rows are written already.
func (tx *Tx) retotal(old, now Answer) error {
	was, is := old.contribution(), now.contribution()
	if was == is {
		return nil
	}
	if was.counts {
		done, err := tx.amend(was, is)
		if done || err != nil {
			return err
		}
		// Best, last and first cannot be taken back from a sum, so that person is counted afresh.
		if err := tx.recount(was.user); err != nil {
			return err
		}
		if was.user == is.user {
			return nil
		}
	}
	if !is.counts {
		return nil
	}
	return tx.countIn(is)
}

// amend changes the score of an answer that was counted, which is what a follow-up does to the answer it adds to. It
// reports false, having changed nothing, where that takes a recount.
func (tx *Tx) amend(was, is contribution) (done bool, err error) {
	same := is
	same.mark.score = was.mark.score
	if was != same {
		return false, nil
	}
	type change struct {
		bucket string
		key    []byte
		tally  Tally
	}
	changes := []change{{bucket: bktTotals, key: []byte(is.user)}}
	for _, key := range is.parts() {
		changes = append(changes, change{bucket: bktTotalsPart, key: key})
	}
	for i := range changes {
		c := &changes[i]
		if c.tally, err = tx.tally(c.bucket, c.key); err != nil {
			return false, err
		}
		if !c.tally.amend(was.mark, is.mark.score) {
			return false, nil
		}
	}
	for _, c := range changes {
		if err := tx.putRaw(c.bucket, c.key, encodeTally(c.tally)); err != nil {
			return false, err
		}
	}
	return true, nil
}

// amend gives a mark that was counted another score. It reports false where a lower one may uncover another mark.
func (t *Tally) amend(was mark, score int) bool {
	at := fromNanos(was.at)
	last, first := at.Equal(t.LastAt), at.Equal(t.FirstAt)
	if t.Count == 1 {
		t.Sum, t.Best, t.Last, t.First = score, score, score, score
		return true
	}
	if score < was.score && (was.score == t.Best || last || first) {
		return false
	}
	t.Sum += score - was.score
	t.Best = max(t.Best, score)
	if last {
		t.Last = max(t.Last, score)
	}
	if first {
		t.First = max(t.First, score)
	}
	return true
}

func (c contribution) parts() [][]byte {
	var keys [][]byte
	for _, p := range [...][2]string{{partCategory, c.category}, {partQuestion, c.question}, {partDay, c.day}} {
		if p[1] != "" {
			keys = append(keys, join(c.user, p[0]+p[1]))
		}
	}
	return keys
}

func (tx *Tx) countIn(c contribution) error {
	if err := tx.bump(bktTotals, []byte(c.user), c.mark); err != nil {
		return err
	}
	for _, key := range c.parts() {
		if err := tx.bump(bktTotalsPart, key, c.mark); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) bump(bucket string, key []byte, m mark) error {
	t, err := tx.tally(bucket, key)
	if err != nil {
		return err
	}
	t.count(m)
	return tx.putRaw(bucket, key, encodeTally(t))
}

func (tx *Tx) tally(bucket string, key []byte) (Tally, error) {
	t, err := decodeTally(tx.bucket(bucket).Get(key))
	if err != nil {
		return Tally{}, fmt.Errorf("%s %q: %w", bucket, key, err)
	}
	return t, nil
}

// count adds one mark. Of two answers given at the same instant the higher score is the last and the first, so that the
// order of counting does not matter.
func (t *Tally) count(m mark) {
	at := fromNanos(m.at)
	if t.Count == 0 {
		*t = Tally{Count: 1, Sum: m.score, Best: m.score, Last: m.score, First: m.score, FirstAt: at, LastAt: at}
		return
	}
	t.Count++
	t.Sum += m.score
	t.Best = max(t.Best, m.score)
	switch {
	case at.After(t.LastAt):
		t.Last, t.LastAt = m.score, at
	case at.Equal(t.LastAt):
		t.Last = max(t.Last, m.score)
	}
	switch {
	case at.Before(t.FirstAt):
		t.First, t.FirstAt = m.score, at
	case at.Equal(t.FirstAt):
		t.First = max(t.First, m.score)
	}
}

// recount makes a person's totals afresh from their answers.
func (tx *Tx) recount(user string) error {
	if err := tx.dropTotals(user); err != nil {
		return err
	}
	head := prefix(user)
	for _, key := range tx.keys(bktUserAnswer, head, 0) {
		a, ok, err := get[Answer](tx, bktAnswers, key[len(head):])
		if err != nil {
			return err
		}
		if c := a.contribution(); ok && c.counts {
			if err := tx.countIn(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) dropTotals(user string) error {
	if err := tx.drop(bktTotals, []byte(user)); err != nil {
		return err
	}
	for _, key := range tx.keys(bktTotalsPart, prefix(user), 0) {
		if err := tx.drop(bktTotalsPart, key); err != nil {
			return err
		}
	}
	return nil
}

// Totals are a person's running totals, all zero where nothing counts yet. It does not depend on how many answers
// there are.
func (tx *Tx) Totals(user string) (Totals, error) {
	t := Totals{User: user, ByCategory: map[string]Tally{}, ByQuestion: map[string]Tally{}}
	var err error
	if t.Tally, err = tx.tally(bktTotals, []byte(user)); err != nil {
		return Totals{}, err
	}
	if err := tx.eachPart(user, partCategory, "", func(name string, p Tally) { t.ByCategory[name] = p }); err != nil {
		return Totals{}, err
	}
	if err := tx.eachPart(user, partQuestion, "", func(name string, p Tally) { t.ByQuestion[name] = p }); err != nil {
		return Totals{}, err
	}
	return t, nil
}

// DayTally is what counts of one day.
type DayTally struct {
	Day string // "2026-11-24"
	Tally
}

// Days lists a person's days with answers that count, from a day ("2026-11-24") on, oldest first; "" means all.
func (tx *Tx) Days(user, from string) ([]DayTally, error) {
	var days []DayTally
	err := tx.eachPart(user, partDay, from, func(name string, p Tally) { days = append(days, DayTally{Day: name, Tally: p}) })
	return days, err
}

func (tx *Tx) eachPart(user, part, from string, fn func(name string, t Tally)) error {
	head := append(prefix(user), part...)
	c := tx.bucket(bktTotalsPart).Cursor()
	for k, v := c.Seek(append(bytes.Clone(head), from...)); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
		t, err := decodeTally(v)
		if err != nil {
			return fmt.Errorf("totals of %s: %w", user, err)
		}
		fn(string(k[len(head):]), t)
	}
	return nil
}

// EachTotals calls fn with everybody's totals, without their parts, until it returns an error. fn must not put answers.
func (tx *Tx) EachTotals(fn func(Totals) error) error {
	return tx.bucket(bktTotals).ForEach(func(k, v []byte) error {
		t, err := decodeTally(v)
		if err != nil {
			return fmt.Errorf("totals of %s: %w", k, err)
		}
		return fn(Totals{User: string(k), Tally: t})
	})
}

// A tally is one format byte and seven numbers. It is binary because a leaderboard reads one for every member.
const tallySize = 1 + 7*8

func encodeTally(t Tally) []byte {
	b := make([]byte, 1, tallySize)
	b[0] = formatPlain
	for _, n := range []uint64{
		uint64(t.Count), uint64(t.Sum), uint64(t.Best), uint64(t.Last), uint64(t.First), nanos(t.FirstAt), nanos(t.LastAt),
	} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

func decodeTally(b []byte) (Tally, error) {
	if b == nil {
		return Tally{}, nil
	}
	if len(b) != tallySize || b[0] != formatPlain {
		return Tally{}, fmt.Errorf("%w: a tally of %d bytes", ErrCorrupt, len(b))
	}
	n := func(i int) uint64 { return binary.BigEndian.Uint64(b[1+8*i:]) }
	return Tally{
		Count: int(n(0)), Sum: int(n(1)), Best: int(n(2)), Last: int(n(3)), First: int(n(4)),
		FirstAt: fromNanos(n(5)), LastAt: fromNanos(n(6)),
	}, nil
}
