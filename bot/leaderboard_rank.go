package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/store"
)

// The rule of the leaderboard, which its card tells in words: three parts of 0 to 100 each, averaged.
const (
	boardDays    = 28 // what counts
	boardFull    = 12 // days of practice that make 100: three a week
	boardSame    = 50 // progress of whoever scores as before, or has no before
	boardPerStep = 2  // progress for each point of difference
)

// boardFrom is the first day that counts.
func boardFrom(now time.Time) string {
	return now.UTC().AddDate(0, 0, 1-boardDays).Format(time.DateOnly)
}

// rankOf is a person's row without its place; ok is false for somebody who has not practised lately.
func rankOf(s store.Standing, name string) (r blocks.Rank, ok bool) {
	if s.Recent.Count == 0 {
		return r, false
	}
	r = blocks.Rank{User: s.User, Name: name, Days: s.Days, Answered: s.Recent.Count, Average: average(s.Recent)}
	practice := min(100, s.Days*100/boardFull)
	progress := boardSame
	before := store.Tally{Count: s.All.Count - s.Recent.Count, Sum: s.All.Sum - s.Recent.Sum}
	if before.Count > 0 {
		r.Compared, r.Change = true, r.Average-average(before)
		progress = min(max(boardSame+boardPerStep*r.Change, 0), 100)
	}
	r.Points = (practice + r.Average + progress + 1) / 3
	return r, true
}

// place sorts rows and gives them their places: who has the same points shares a place, and the next one is as many
// further. Within a place the order is by name, so it says nothing.
func place(rows []blocks.Rank) {
	slices.SortFunc(rows, func(a, b blocks.Rank) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.User, b.User))
	})
	for i := range rows {
		rows[i].Place = i + 1
		if i > 0 && rows[i].Points == rows[i-1].Points {
			rows[i].Place = rows[i-1].Place
		}
	}
}

// boardOf ranks those who chose to be on a channel's leaderboard.
func (b *Bot) boardOf(tx *store.Tx, channel, asker string) (blocks.Board, error) {
	board := blocks.Board{Joined: tx.OnBoard(channel, asker)}
	standings, err := tx.Standings(tx.Board(channel), boardFrom(b.now()))
	if err != nil {
		return board, err
	}
	for _, s := range standings {
		m, _, err := tx.Member(s.User)
		if err != nil {
			return board, err
		}
		row, ok := rankOf(s, m.Name)
		if !ok {
			board.Resting++
			continue
		}
		board.Rows = append(board.Rows, row)
	}
	place(board.Rows)
	for _, row := range board.Rows {
		if row.User == asker {
			board.Own = &row
		}
	}
	return board, nil
}
