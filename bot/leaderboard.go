package bot

import (
	"slices"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// boardVerbs are what can be done with a channel's leaderboard.
func boardVerbs() []string { return []string{"join", "leave", "on", "off"} }

// leaderboardWord answers "leaderboard" and what may follow it.
func (s *step) leaderboardWord(rest string) error {
	verb, more := inbound.Words(rest)
	switch {
	case more != "" || verb != "" && !slices.Contains(boardVerbs(), verb):
		return s.tell(boardUnknown)
	case s.in.Direct || s.in.Channel == "":
		return s.answer(blocks.Boards(s.tx.BoardsOf(s.in.User)))
	case verb == "on" || verb == "off":
		return s.turnBoard(verb == "on")
	}
	c, err := s.tx.Channel(s.in.Channel)
	if err != nil {
		return err
	}
	switch {
	case verb == "leave":
		return s.leaveBoard()
	case c.Leaderboard == nil:
		return s.answer(blocks.BoardOff())
	case verb == "join":
		return s.joinBoard()
	}
	return s.showBoard()
}

func (s *step) showBoard() error {
	board, err := s.b.boardOf(s.tx, s.in.Channel, s.in.User)
	if err != nil {
		return err
	}
	return s.answer(blocks.Leaderboard(board))
}

func (s *step) joinBoard() error {
	if err := s.tx.JoinBoard(s.in.Channel, s.in.User, s.now); err != nil {
		return err
	}
	s.met = true // a name is needed that calls nobody
	return s.answer(blocks.BoardJoined())
}

func (s *step) leaveBoard() error {
	if !s.tx.OnBoard(s.in.Channel, s.in.User) {
		return s.tell(boardNotOn)
	}
	if err := s.tx.LeaveBoard(s.in.Channel, s.in.User); err != nil {
		return err
	}
	return s.tell(boardLeft)
}

// turnBoard turns the channel's leaderboard on or off, and says there who did. Off takes everybody off it: whoever turns it
// on again, another day, cannot consent for them.
func (s *step) turnBoard(on bool) error {
	c, err := s.tx.Channel(s.in.Channel)
	if err != nil {
		return err
	}
	switch {
	case on && c.Leaderboard != nil:
		return s.tell(boardIsOn)
	case !on && c.Leaderboard == nil:
		return s.tell(boardIsOff)
	}
	c.Leaderboard = nil
	if on {
		c.Leaderboard = &store.TurnedOn{By: s.in.User, At: s.now}
	} else if err := s.tx.ClearBoard(s.in.Channel); err != nil {
		return err
	}
	if err := s.tx.PutChannel(c); err != nil {
		return err
	}
	return s.announce(s.in.Channel, undoBoard, blocks.BoardTurned(on, s.in.User))
}
