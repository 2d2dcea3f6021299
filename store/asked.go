package store

import (
	"bytes"
	"fmt"
	"time"
)

// MarkAsked counts a question as asked in a scope, such as "user:U1" or "channel:C1".
func (tx *Tx) MarkAsked(scope, questionID string, at time.Time) error {
	if err := checkID("the scope", scope); err != nil {
		return err
	}
	if err := checkID("the question", questionID); err != nil {
		return err
	}
	key := join(scope, questionID)
	var count, last uint64
	if v := tx.bucket(bktAsked).Get(key); len(v) == 16 {
		count, last = fromBE(v), fromBE(v[8:])
	}
	return tx.putRaw(bktAsked, key, append(be(count+1), be(max(last, nanos(at)))...))
}

// Asked says how often each question was asked in a scope; questions never asked are not in it.
func (tx *Tx) Asked(scope string) (map[string]int, error) {
	counts := map[string]int{}
	err := tx.eachAsked(scope, func(question string, count, _ uint64) { counts[question] = int(count) })
	return counts, err
}

// LastAsked says when each question was last asked in a scope.
func (tx *Tx) LastAsked(scope string) (map[string]time.Time, error) {
	times := map[string]time.Time{}
	err := tx.eachAsked(scope, func(question string, _, last uint64) { times[question] = fromNanos(last) })
	return times, err
}

func (tx *Tx) eachAsked(scope string, fn func(question string, count, last uint64)) error {
	head := prefix(scope)
	c := tx.bucket(bktAsked).Cursor()
	for k, v := c.Seek(head); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
		if len(v) != 16 {
			return fmt.Errorf("%w: asked %q", ErrCorrupt, k)
		}
		fn(string(k[len(head):]), fromBE(v), fromBE(v[8:]))
	}
	return nil
}
