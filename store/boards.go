package store

import (
	"bytes"
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

// StandingOf reads a person's running totals from a day ("2026-11-24") on. It costs a row for each of those days, however
// many answers there are.
func (tx *Tx) StandingOf(user, from string) (Standing, error) {
	s := Standing{User: user}
	var err error
	if s.All, err = tx.tally(bktTotals, []byte(user)); err != nil {
		return s, err
	}
	err = tx.eachPart(user, partDay, from, func(_ string, t Tally) {
		s.Days++
		s.Recent.Count += t.Count
		s.Recent.Sum += t.Sum
	})
	return s, err
}
