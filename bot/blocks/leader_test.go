package blocks

import "testing"

func TestTheLeaderboardTellsItsRuleAndCallsNobody(t *testing.T) {
	t.Parallel()
	rows := []Rank{
		{Place: 1, User: "U0ANNA", Name: "Anna Quay", Points: 74, Days: 9, Answered: 14, Average: 71, Compared: true, Change: 6},
		{Place: 2, User: "U0BO", Name: "<@U0VICTIM> *مرحبا*", Points: 60, Days: 1, Answered: 1, Average: 90},
		{Place: 2, User: "U0CY", Name: "Cy", Points: 60, Days: 12, Answered: 30, Average: 40, Compared: true, Change: -5},
		{Place: 4, User: "U0DI", Points: 1, Days: 2, Average: 4, Compared: true},
	}
	golden(t, "leaderboard", Leaderboard(Board{Rows: rows, Own: &rows[2], Joined: true}))
	golden(t, "leaderboard-outside", Leaderboard(Board{Rows: rows[:1]}))
	golden(t, "leaderboard-resting", Leaderboard(Board{Rows: rows[:1], Joined: true, Resting: 1}))
	golden(t, "leaderboard-nobody", Leaderboard(Board{Resting: 2}))
	golden(t, "leaderboard-off", BoardOff())
	golden(t, "leaderboard-joined", BoardJoined())
	golden(t, "leaderboard-turned-on", BoardTurned(true, "U0ANNA"))
	golden(t, "leaderboard-turned-off", BoardTurned(false, "<!here>"))
	golden(t, "leaderboards", Boards([]string{"C0QUAY", "C0PIER"}))
	golden(t, "leaderboards-none", Boards(nil))
	for range 30 {
		rows = append(rows, rows[0])
	}
	golden(t, "leaderboard-long", Leaderboard(Board{Rows: rows}))
}
