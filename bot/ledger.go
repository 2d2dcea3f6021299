package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"mock-interviewer/bot/scorer/budget"
	"mock-interviewer/store"
)

// Ledger keeps what grading has cost among the store's settings, for package budget. A person's count is under their
// user id, so that it is erased with everything else about them.
type Ledger struct{ db *store.DB }

// NewLedger keeps counts in this store, which the caller closes after the last grade.
func NewLedger(db *store.DB) Ledger { return Ledger{db: db} }

func ledgerKey(key string) string { return "budget/" + key }

// Load finds a count; the zero Count stands for one that was never saved.
func (l Ledger) Load(key string) (c budget.Count, err error) {
	err = l.db.View(func(tx *store.Tx) error {
		row, found := tx.Setting(ledgerKey(key))
		if !found {
			return nil
		}
		if err := json.Unmarshal(row, &c); err != nil {
			return fmt.Errorf("budget count %s: %w", key, err)
		}
		return nil
	})
	return c, err
}

// Save keeps all the counts or none, but for those of people who are not known, or no more: what is spent on an answer
// whose person was forgotten meanwhile must not bring their id back.
func (l Ledger) Save(counts map[string]budget.Count) error {
	return l.db.Batch(func(tx *store.Tx) error {
		for key, c := range counts {
			if user, own := strings.CutPrefix(key, budget.PersonKey("")); own {
				if _, known, err := tx.Member(user); err != nil || !known {
					continue
				}
			}
			row, err := json.Marshal(c)
			if err != nil {
				return fmt.Errorf("budget count %s: %w", key, err)
			}
			if err := tx.PutSetting(ledgerKey(key), row); err != nil {
				return err
			}
		}
		return nil
	})
}
