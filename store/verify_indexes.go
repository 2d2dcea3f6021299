package store

import (
	"bytes"
	"fmt"
)

// rowIndexes are those in which every row of some bucket is looked up; nothing else stands in them where they are as long.
func rowIndexes() []string {
	return []string{bktOutboxID, bktSentTime, bktGradingsDue, bktUserInterview, bktAnswerID, bktUserAnswer, bktDailySlot}
}

// leads says whether an index leads from key to a row; an index without values leads by its key alone.
func (r *reader) leads(index string, key, to []byte) error {
	if at := r.tx.Bucket([]byte(index)).Get(key); at == nil || !bytes.Equal(at, to) {
		return fmt.Errorf("%w: it is missing in %s", ErrCorrupt, index)
	}
	return nil
}

func (r *reader) answer(k []byte, a *Answer) error {
	if !bytes.Equal(k, a.key()) {
		return fmt.Errorf("%w: it is another one's, or of another time", ErrCorrupt)
	}
	if err := r.leads(bktAnswerID, []byte(a.AnswerID), k); err != nil {
		return err
	}
	return r.leads(bktUserAnswer, a.userKey(), nil)
}

func (r *reader) outbox(k []byte, e *OutboxEntry) error { return r.leads(bktOutboxID, []byte(e.ID), k) }

func (r *reader) sent(k []byte, s *Sent) error {
	return r.leads(bktSentTime, timed(nil, s.At, string(k)), nil)
}

func (r *reader) grading(k []byte, g *Grading) error {
	return r.leads(bktGradingsDue, timed(nil, g.NotBefore, string(k)), nil)
}

func (r *reader) interview(k []byte, iv *Interview) error {
	if iv.Open {
		r.open++
	}
	if iv.ThreadTS != "" {
		r.threads++
	}
	return r.leads(bktUserInterview, iv.userKey(), k)
}

func (r *reader) daily(k []byte, p *DailyPost) error {
	if p.RevealedAt.IsZero() {
		r.hidden++
	}
	if p.TS != "" {
		r.shown++
	}
	return r.leads(bktDailySlot, p.slotKey(), k)
}

// compare says whether as many rows are there as others of the file say. Together with what was looked up from each row
// that shows a row without its index and an index without its row.
func (r *reader) compare() error {
	counters := r.tx.Bucket([]byte(bktCounters))
	counted := func(name string) int { return int(fromBE(counters.Get([]byte(name)))) }
	for _, c := range []struct {
		bucket string
		want   []int
	}{
		{bktInbox, []int{counted(countInbox)}},
		{bktOutbox, []int{counted(countOutbox), r.rows[bktOutboxID]}},
		{bktSent, []int{r.rows[bktSentTime]}},
		{bktGradings, []int{counted(countGradings), r.rows[bktGradingsDue]}},
		{bktInterviews, []int{r.rows[bktUserInterview]}},
		{bktOpen, []int{counted(countOpen), r.open}},
		{bktThread, []int{r.threads}},
		{bktAnswers, []int{counted(countAnswers), r.rows[bktAnswerID], r.rows[bktUserAnswer]}},
		{bktDaily, []int{r.rows[bktDailySlot], r.rows[bktDailyChannel]}},
		{bktDailyHidden, []int{r.hidden}},
		{bktDailyThread, []int{r.shown}},
	} {
		for _, want := range c.want {
			if have := r.rows[c.bucket]; have != want {
				return fmt.Errorf("%w: %s holds %d rows, and should hold %d", ErrCorrupt, c.bucket, have, want)
			}
		}
	}
	return nil
}
