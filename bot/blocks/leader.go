package blocks

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

const mostRanks = 20

// Board is a channel's leaderboard as one person sees it.
type Board struct {
	// Rows are those with a place, in their order.
	Rows []Rank
	// Own is the reader's row, nil for none. Joined is set where the reader is on the board, with a place or not.
	Own    *Rank
	Joined bool
	// Resting counts those on the board who have no place just now.
	Resting int
}

// Rank is one row of a leaderboard.
type Rank struct {
	Place int
	User  string
	// Name is shown as plain words, which call nobody.
	Name   string
	Points int
	// Days, Answered and Average are of the last four weeks. Change is how far the average lies above the one of before,
	// where there is one to compare with.
	Days, Answered, Average int
	Compared                bool
	Change                  int
}

// Leaderboard ranks those who chose to be ranked, the first twenty of them, and tells by which rule.
func Leaderboard(b Board) Message {
	more, own := "", ""
	if n := len(b.Rows) - mostRanks; n > 0 {
		more = counted(n, leaderMore1, leaderMore)
	}
	switch {
	case b.Own != nil:
		own = fmt.Sprintf(leaderOwn, b.Own.Place, pointWords(b.Own.Points))
	case b.Joined:
		own = leaderResting
	default:
		own = leaderJoin
	}
	if len(b.Rows) == 0 {
		return message(leaderTitle+": "+leaderNobody, section("*"+leaderTitle+"*", leaderNobody), section(own), small(leaderSeen))
	}
	top := b.Rows[0]
	spoken := fmt.Sprintf("%s: %d. %s, %s.", leaderTitle, top.Place, escaped(nameOr(top.Name), 60), pointWords(top.Points))
	return message(spoken+" "+unmarked(own), group(leaderTitle, rankLines(b.Rows)), section(more, own), small(leaderRule, leaderSeen))
}

func rankLines(rows []Rank) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, r := range rows[:min(len(rows), mostRanks)] {
		about := commaed(counted(r.Days, leaderDays1, leaderDays), fmt.Sprintf(leaderAverage, r.Average), changeWords(r))
		out = append(out, line(bold(nameOr(r.Name)), words(fmt.Sprintf(leaderPlace, r.Place, pointWords(r.Points))+"\n"+about)))
	}
	return out
}

func pointWords(n int) string { return counted(n, leaderPoints1, leaderPoints) }

func changeWords(r Rank) string {
	switch {
	case !r.Compared:
		return leaderNew
	case r.Change > 0:
		return fmt.Sprintf(leaderUp, r.Change)
	case r.Change < 0:
		return "" // it is in the points; the others need not read it
	}
	return leaderSame
}

// BoardOff says that a channel has no leaderboard, and how it gets one.
func BoardOff() Message { return message(unmarked(leaderOff), section(leaderOff)) }

// BoardJoined tells who joined a leaderboard what the others see.
func BoardJoined() Message { return message(unmarked(leaderIn), section(leaderIn)) }

// BoardTurned tells a channel who turned its leaderboard on or off.
func BoardTurned(on bool, by string) Message {
	words := leaderTurned
	if on {
		words = leaderOn
	}
	said := capital(fmt.Sprintf(words, mention(by)))
	return message(unmarked(said), section(said))
}

// Boards answers in a direct message, where there is no leaderboard, on which ones the person is.
func Boards(channels []string) Message {
	if len(channels) == 0 {
		return message(unmarked(leaderOnNone), section(leaderOnNone))
	}
	var names []string
	for _, c := range channels[:min(len(channels), mostBoardNames)] {
		if isID(c) {
			names = append(names, "<#"+c+">")
		}
	}
	said := fmt.Sprintf(leaderOnSome, strings.Join(names, ", "))
	return message(unmarked(said), section(said))
}
