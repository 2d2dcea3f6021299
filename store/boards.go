package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

// BoardMember is a person who chose to be on a channel's leaderboard.
type BoardMember struct {
	User     string    `json:"user"`
	JoinedAt time.Time `json:"joined_at"`
}

// JoinBoard puts a person on a channel's leaderboard. Doing it twice is fine.
func (tx *Tx) JoinBoard(channel, user string, at time.Time) error {
	if err := checkID("the channel", channel); err != nil {
		return err
	}
	if err := checkID("the member", user); err != nil {
		return err
	}
	if tx.OnBoard(channel, user) {
		return nil
	}
	return put(tx, bktBoards, join(channel, user), BoardMember{User: user, JoinedAt: at})
}

// LeaveBoard takes a person off. Doing it twice is fine.
func (tx *Tx) LeaveBoard(channel, user string) error { return tx.drop(bktBoards, join(channel, user)) }

// ClearBoard takes everybody off a channel's leaderboard. Doing it twice is fine.
func (tx *Tx) ClearBoard(channel string) error {
	for _, key := range tx.keys(bktBoards, prefix(channel), 0) {
		if err := tx.drop(bktBoards, key); err != nil {
			return err
		}
	}
	return nil
}

// OnBoard says whether a person is on a channel's leaderboard.
func (tx *Tx) OnBoard(channel, user string) bool { return tx.has(bktBoards, join(channel, user)) }

// Board lists who is on a channel's leaderboard, by id.
func (tx *Tx) Board(channel string) []string {
	head := prefix(channel)
	var users []string
	for _, key := range tx.keys(bktBoards, head, 0) {
		users = append(users, string(key[len(head):]))
	}
	return users
}

// BoardsOf lists the channels on whose leaderboards a person is.
func (tx *Tx) BoardsOf(user string) []string {
	tail := append([]byte{0}, user...)
	var channels []string
	for _, key := range tx.keys(bktBoards, nil, 0) {
		if channel, theirs := bytes.CutSuffix(key, tail); theirs {
			channels = append(channels, string(channel))
		}
	}
	return channels
}

// Standing is what a leaderboard needs of a person.
type Standing struct {
	User string
	// All is everything that counts, Recent the part of it from a day on, Days on how many days that was.
	All, Recent Tally
	Days        int
}

// Standings reads people's running totals, with what they are from a day ("2026-11-24") on. It costs a row for each of a
// person's days since, however many answers there are.
func (tx *Tx) Standings(users []string, from string) ([]Standing, error) {
	c := tx.bucket(bktTotalsPart).Cursor()
	out := make([]Standing, 0, len(users))
	for _, user := range users {
		s := Standing{User: user}
		var err error
		if s.All, err = tx.tally(bktTotals, []byte(user)); err != nil {
			return nil, err
		}
		head := append(prefix(user), partDay...)
		for k, v := c.Seek(append(bytes.Clone(head), from...)); k != nil && bytes.HasPrefix(k, head); k, v = c.Next() {
			count, sum, err := countAndSum(v)
			if err != nil {
				return nil, fmt.Errorf("totals of %s: %w", user, err)
			}
			s.Days++
			s.Recent.Count += count
			s.Recent.Sum += sum
		}
		out = append(out, s)
	}
	return out, nil
}

// countAndSum reads the two numbers of a tally that add up.
func countAndSum(b []byte) (count, sum int, err error) {
	if len(b) != tallySize || b[0] != formatPlain {
		return 0, 0, fmt.Errorf("%w: a tally of %d bytes", ErrCorrupt, len(b))
	}
	return int(binary.BigEndian.Uint64(b[1:])), int(binary.BigEndian.Uint64(b[9:])), nil
}
