package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Interview is one interview with what is needed to find it; what happened in it is State, which is the caller's own.
type Interview struct {
	ID      string `json:"id"`
	User    string `json:"user"`
	Channel string `json:"channel,omitempty"`
	// ThreadTS is empty until the opening message was sent, and where there is no thread.
	ThreadTS string `json:"thread_ts,omitempty"`
	// Conversation is where a person may have one open interview.
	Conversation string          `json:"conversation"`
	Mode         string          `json:"mode"`
	Open         bool            `json:"open,omitempty"`
	CreatedAt    time.Time       `json:"created_at"`
	UpdatedAt    time.Time       `json:"updated_at"`
	State        json.RawMessage `json:"state,omitempty"`
}

// PutInterview keeps an interview, new or changed. It returns ErrExists where the same person has another open
// interview in the same conversation. A zero CreatedAt becomes now; UpdatedAt always does.
func (tx *Tx) PutInterview(iv Interview) error {
	if err := iv.check(); err != nil {
		return fmt.Errorf("interview %q: %w", iv.ID, err)
	}
	old, existed, err := tx.indexed(iv.ID)
	if err != nil {
		return err
	}
	if existed && iv.CreatedAt.IsZero() {
		iv.CreatedAt = old.CreatedAt
	}
	iv.UpdatedAt = tx.Now()
	if iv.CreatedAt.IsZero() {
		iv.CreatedAt = iv.UpdatedAt
	}
	if iv.Open {
		if id := tx.bucket(bktOpen).Get(iv.openKey()); id != nil && string(id) != iv.ID {
			return fmt.Errorf("interview %q: %w: %q is open there", iv.ID, ErrExists, id)
		}
	}
	if existed {
		if err := tx.unindexInterview(old); err != nil {
			return err
		}
	}
	if err := tx.indexInterview(iv); err != nil {
		return err
	}
	tx.read = Interview{}
	return put(tx, bktInterviews, []byte(iv.ID), &iv)
}

func (iv Interview) check() error {
	if err := checkID("its id", iv.ID); err != nil {
		return err
	}
	if err := checkID("its user", iv.User); err != nil {
		return err
	}
	return checkIDs("its conversation", iv.Conversation, "its channel", iv.Channel, "its thread", iv.ThreadTS)
}

func (iv Interview) openKey() []byte { return join(iv.User, iv.Conversation) }

func (iv Interview) userKey() []byte { return newest(prefix(iv.User), iv.CreatedAt, iv.ID) }

func (iv Interview) threadKey() []byte {
	return newest(prefix(iv.Channel, iv.ThreadTS, iv.User), iv.CreatedAt, iv.ID)
}

func (tx *Tx) indexInterview(iv Interview) error {
	if err := tx.putRaw(bktUserInterview, iv.userKey(), []byte(iv.ID)); err != nil {
		return err
	}
	if iv.ThreadTS != "" {
		if err := tx.putRaw(bktThread, iv.threadKey(), []byte(iv.ID)); err != nil {
			return err
		}
	}
	if !iv.Open {
		return nil
	}
	if err := tx.putRaw(bktOpen, iv.openKey(), []byte(iv.ID)); err != nil {
		return err
	}
	tx.add(countOpen, 1)
	return nil
}

func (tx *Tx) unindexInterview(iv Interview) error {
	if err := tx.drop(bktUserInterview, iv.userKey()); err != nil {
		return err
	}
	if err := tx.drop(bktThread, iv.threadKey()); err != nil {
		return err
	}
	if !iv.Open {
		return nil
	}
	if err := tx.drop(bktOpen, iv.openKey()); err != nil {
		return err
	}
	tx.add(countOpen, -1)
	return nil
}

func (tx *Tx) removeInterview(iv Interview) error {
	if err := tx.unindexInterview(iv); err != nil {
		return err
	}
	tx.read = Interview{}
	return tx.drop(bktInterviews, []byte(iv.ID))
}

// DropInterview removes one, for example past the retention; its answers stay. Doing it twice is fine.
func (tx *Tx) DropInterview(id string) error {
	iv, ok, err := tx.Interview(id)
	if err != nil || !ok {
		return err
	}
	return tx.removeInterview(iv)
}

// Interview finds an interview by its id.
func (tx *Tx) Interview(id string) (Interview, bool, error) {
	iv, ok, err := get[Interview](tx, bktInterviews, []byte(id))
	if ok {
		tx.read = iv
		tx.read.State = nil // the caller's
	}
	return iv, ok, err
}

// indexed is Interview without its state, for what its indexes are made of.
func (tx *Tx) indexed(id string) (Interview, bool, error) {
	if id != "" && tx.read.ID == id {
		return tx.read, true, nil
	}
	return tx.Interview(id)
}

// OpenInterview finds the one that a person has open in a conversation.
func (tx *Tx) OpenInterview(user, conversation string) (Interview, bool, error) {
	id := tx.bucket(bktOpen).Get(join(user, conversation))
	if id == nil {
		return Interview{}, false, nil
	}
	return tx.Interview(string(id))
}

// OpenInterviews lists all that a person has open.
func (tx *Tx) OpenInterviews(user string) ([]Interview, error) {
	return follow(tx, bktOpen, prefix(user), 0, tx.Interview)
}

// InterviewByThread finds the interview held in a thread. In a thread with several, such as a daily question's, it is an
// open one before a closed one; InterviewInThread asks for one person's.
func (tx *Tx) InterviewByThread(channel, ts string) (Interview, bool, error) {
	return tx.pickInterview(prefix(channel, ts))
}

// InterviewInThread finds a person's interview in a thread: the open one, else the newest.
func (tx *Tx) InterviewInThread(channel, ts, user string) (Interview, bool, error) {
	return tx.pickInterview(prefix(channel, ts, user))
}

// InterviewsInThread lists all interviews held in a thread.
func (tx *Tx) InterviewsInThread(channel, ts string) ([]Interview, error) {
	return follow(tx, bktThread, prefix(channel, ts), 0, tx.Interview)
}

func (tx *Tx) pickInterview(head []byte) (Interview, bool, error) {
	found, err := follow(tx, bktThread, head, 0, tx.Interview)
	if err != nil || len(found) == 0 {
		return Interview{}, false, err
	}
	best := found[0]
	for _, iv := range found[1:] {
		if better(iv, best) {
			best = iv
		}
	}
	return best, true, nil
}

func better(a, b Interview) bool {
	if a.Open != b.Open {
		return a.Open
	}
	return a.CreatedAt.After(b.CreatedAt)
}

// InterviewsOf lists a person's interviews, newest first; limit 0 means all.
func (tx *Tx) InterviewsOf(user string, limit int) ([]Interview, error) {
	return follow(tx, bktUserInterview, prefix(user), limit, tx.Interview)
}

// EachOpenInterview calls fn for everybody's open interviews, for example after a start. fn must not change interviews.
func (tx *Tx) EachOpenInterview(fn func(Interview) error) error {
	return tx.bucket(bktOpen).ForEach(func(_, id []byte) error {
		iv, ok, err := tx.Interview(string(id))
		if err != nil || !ok {
			return err
		}
		return fn(iv)
	})
}

// CountOpenInterviews is how many are open, kept as a running total.
func (tx *Tx) CountOpenInterviews() int { return tx.count(countOpen) }
