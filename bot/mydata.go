package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/interview"
	"mock-interviewer/store"
)

// exportWord sends the person everything that is kept about them, as a file in their direct message. A word goes ahead of
// the file: where no direct message is known yet, Slack's answer to it names the channel that the file needs.
func (s *step) exportWord() error {
	ahead := s.toPerson(blocks.Plain(dataComes))
	ahead.Action, ahead.Channel, ahead.ThreadTS, ahead.ResponseURL = store.ActionPost, s.directChannel(), "", ""
	ahead.Conversation, ahead.ExpiresAt = "dm:"+s.in.User, s.now.Add(dmAnswerLives)
	file := ahead
	file.ID, file.Action = s.effectID(), store.ActionUpload
	file.Message = blocks.Encode(blocks.Plain(dataNotSent))
	if err := s.tx.Enqueue(ahead, file); err != nil || (s.in.Direct && s.typedIn == "") {
		return err
	}
	return s.tell(dataInDM)
}

// dataLine is one line of the file: what kind of record, and the record.
type dataLine struct {
	Kind   string `json:"kind"`
	Record any    `json:"record"`
}

// Kinds of line.
const (
	linePerson    = "person"    // what is known of the person, with their settings
	lineInterview = "interview" // an interview with every reply, graded or not
	lineAnswer    = "answer"    // a graded answer, as `mock-interviewer export` writes it
	lineAsked     = "asked"     // how often a question was asked, and when last
	lineDaily     = "daily"     // a part taken in a question of the day
	linePanel     = "panel"     // an interview to which somebody invited somebody, this person being one of the two
	lineBoard     = "board"     // a channel on whose leaderboard they chose to be
	lineSetup     = "setup"     // what they set up or turned on in a channel, being the last who did
	lineNote      = "note"      // a row that a feature keeps, such as when a question comes back
)

// personalData writes everything that is kept about a person, a JSON object a line. A mock interview under way is in it
// with its replies; its grades are not, until they may be seen.
func personalData(tx *store.Tx, user string) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	write := func(kind string, record any) error { return enc.Encode(dataLine{kind, record}) }
	for _, part := range []func(*store.Tx, string, func(string, any) error) error{
		writePerson, writeInterviews, writeAnswers, writeAsked, writeDailies, writePanels, writeBoards, writeSetups, writeNotes,
	} {
		if err := part(tx, user, write); err != nil {
			return nil, fmt.Errorf("the data of %s: %w", user, err)
		}
	}
	return out.Bytes(), nil
}

func writePerson(tx *store.Tx, user string, write func(string, any) error) error {
	m, found, err := tx.Member(user)
	if err != nil || !found {
		return err
	}
	return write(linePerson, m)
}

func writeAnswers(tx *store.Tx, user string, write func(string, any) error) error {
	answers, _, err := tx.AnswersOf(user, 0, "")
	if err != nil {
		return err
	}
	for _, a := range slices.Backward(answers) { // oldest first, as every export
		if a.Sealed || !a.Graded {
			continue
		}
		if err := write(lineAnswer, a.Exported()); err != nil {
			return err
		}
	}
	return nil
}

// dataInterview is an interview as its person gets it.
type dataInterview struct {
	ID        string         `json:"interview_id"`
	Mode      interview.Mode `json:"mode"`
	Channel   string         `json:"channel"`
	StartedAt time.Time      `json:"started_at"`
	EndedAt   time.Time      `json:"ended_at,omitzero"`
	Questions []dataQuestion `json:"questions"`
}

type dataQuestion struct {
	ID      string      `json:"question_id"`
	Skipped bool        `json:"skipped"`
	Hints   int         `json:"hints"`
	Shown   bool        `json:"model_answer_seen"`
	Replies []dataReply `json:"replies"`
}

type dataReply struct {
	ID       string           `json:"answer_id"`
	At       time.Time        `json:"at"`
	FollowUp string           `json:"follow_up,omitempty"`
	Reply    string           `json:"reply"`
	Status   interview.Status `json:"status"`
}

func writeInterviews(tx *store.Tx, user string, write func(string, any) error) error {
	rows, err := tx.InterviewsOf(user, 0)
	if err != nil {
		return err
	}
	for _, row := range slices.Backward(rows) {
		_, state, _, err := decodeState(row)
		if err != nil {
			return err
		}
		if err := write(lineInterview, dataOf(row, &state)); err != nil {
			return err
		}
	}
	return nil
}

func dataOf(row store.Interview, state *interview.State) dataInterview {
	d := dataInterview{
		ID: row.ID, Mode: state.Settings.Mode, Channel: row.Channel, StartedAt: state.StartedAt, EndedAt: state.EndedAt,
		Questions: []dataQuestion{},
	}
	for _, item := range state.Items {
		q := dataQuestion{ID: item.Question, Skipped: item.Skipped, Hints: item.Hints, Shown: item.Shown, Replies: []dataReply{}}
		for _, a := range item.Answers {
			q.Replies = append(q.Replies, dataReply{ID: a.ID, At: a.At, FollowUp: a.FollowUp, Reply: a.Text(), Status: a.Status})
		}
		d.Questions = append(d.Questions, q)
	}
	return d
}

func writeAsked(tx *store.Tx, user string, write func(string, any) error) error {
	times, err := tx.Asked("user:" + user)
	if err != nil {
		return err
	}
	last, err := tx.LastAsked("user:" + user)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(times)) {
		err := write(lineAsked, struct {
			ID    string    `json:"question_id"`
			Times int       `json:"times"`
			Last  time.Time `json:"last"`
		}{id, times[id], last[id]})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeDailies(tx *store.Tx, user string, write func(string, any) error) error {
	parts, err := tx.DailyAnswersOf(user)
	if err != nil {
		return err
	}
	return writeEach(lineDaily, parts, write)
}

func writePanels(tx *store.Tx, user string, write func(string, any) error) error {
	panels, err := tx.PanelsOf(user)
	if err != nil {
		return err
	}
	return writeEach(linePanel, panels, write)
}

func writeBoards(tx *store.Tx, user string, write func(string, any) error) error {
	for _, channel := range tx.BoardsOf(user) {
		if err := write(lineBoard, map[string]string{"channel": channel}); err != nil {
			return err
		}
	}
	return nil
}

func writeSetups(tx *store.Tx, user string, write func(string, any) error) error {
	type setup struct {
		Channel string    `json:"channel"`
		What    string    `json:"what"`
		At      time.Time `json:"at"`
	}
	var all []setup
	subs, err := tx.Subscriptions()
	if err != nil {
		return err
	}
	for _, sub := range subs {
		if sub.ChangedBy == user {
			all = append(all, setup{sub.Channel, "daily", sub.CreatedAt})
		}
	}
	channels, err := tx.Channels()
	if err != nil {
		return err
	}
	for _, c := range channels {
		if c.Leaderboard != nil && c.Leaderboard.By == user {
			all = append(all, setup{c.Channel, "leaderboard", c.Leaderboard.At})
		}
		if c.Digest != nil && c.Digest.By == user {
			all = append(all, setup{c.Channel, "digest", c.Digest.At})
		}
	}
	return writeEach(lineSetup, all, write)
}

func writeEach[T any](kind string, rows []T, write func(string, any) error) error {
	for _, row := range rows {
		if err := write(kind, row); err != nil {
			return err
		}
	}
	return nil
}

// writeNotes writes the rows that features keep, and the counts under the person's id.
func writeNotes(tx *store.Tx, user string, write func(string, any) error) error {
	type note struct {
		Kind string          `json:"kind"`
		Name string          `json:"name"`
		Row  json.RawMessage `json:"row"`
	}
	err := tx.EachPersonalKind(user, func(kind, name string, row json.RawMessage) error {
		return write(lineNote, note{kind, name, row})
	})
	if err != nil {
		return err
	}
	return tx.EachSettingNaming(user, func(name string, row json.RawMessage) error {
		return write(lineNote, note{"count", name, row})
	})
}
