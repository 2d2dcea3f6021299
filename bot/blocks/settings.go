package blocks

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// The block ids of the settings form, beside BlockMode and BlockDifficulty.
const (
	BlockFollowUps = "follow_ups"
	BlockRemind    = "remind"
	BlockBoard     = "leaderboard"
)

// ActionSettings opens the form; it changes nothing by itself. CallbackSettings is the form's callback id.
const (
	ActionSettings   = "settings_open" // text: Change
	CallbackSettings = "save_settings"
)

// MostFollowUps is how many follow-ups a question may be set to get.
const MostFollowUps = 2

// Settings are what a person chose for themselves.
type Settings struct {
	// Mode is the one that the start form begins with for somebody who never used it.
	Mode      interview.Mode `json:"mode"`
	FollowUps int            `json:"follow_ups"`
	// Difficulty is the pinned one of new practice questions, empty where it follows the answers.
	Difficulty questions.Difficulty `json:"difficulty,omitempty"`
	// RemindAt is "09:00" in the person's zone, empty for no reminder.
	RemindAt string `json:"remind_at,omitempty"`
	// Boards are the leaderboards that the person may be on.
	Boards []BoardChoice `json:"boards,omitempty"`
}

// BoardChoice is a channel's leaderboard, and whether the person is on it.
type BoardChoice struct {
	Channel string `json:"channel"`
	On      bool   `json:"on,omitempty"`
}

// on counts the leaderboards that the person is on.
func (s Settings) on() (n int) {
	for _, b := range s.Boards {
		if b.On {
			n++
		}
	}
	return n
}

// UsualSettings are those of somebody who chose nothing.
func UsualSettings() Settings { return Settings{Mode: interview.Mock, FollowUps: 1} }

// words are the settings in one line.
func (s Settings) words() string {
	follow, remind, level, board := followUpsNone, remindsNone, levelFollows, boardOff
	if s.FollowUps > 0 {
		follow = counted(s.FollowUps, followUpsOne, followUpsMany)
	}
	if s.RemindAt != "" {
		remind = fmt.Sprintf(remindsAt, s.RemindAt)
	}
	if s.Difficulty.Valid() {
		level = fmt.Sprintf(levelFixed, s.Difficulty)
	}
	if n := s.on(); n > 0 {
		board = counted(n, boardOn1, boardOn)
	}
	return capital(fmt.Sprintf(settingsLine, modeWord(s.Mode), follow, level, remind, board))
}

// SettingsModal is the form to change them.
func SettingsModal(s Settings) slack.ModalViewRequest {
	remind := slack.NewTimePickerBlockElement(actionChoice)
	remind.InitialTime = s.RemindAt
	at := slack.NewInputBlock(BlockRemind, plain(settingsRemind), plain(settingsRemindTip), remind)
	at.Optional = true
	offered, _ := json.Marshal(s.Boards) // strings and booleans always encode
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackSettings, Title: plain(settingsTitle), Submit: plain(settingsSave), Close: plain(modalClose),
		PrivateMetadata: string(offered),
		Blocks: slack.Blocks{BlockSet: present([]slack.Block{
			input(BlockMode, settingsMode, radio(modeOptions(), string(orMock(s.Mode)))),
			input(BlockFollowUps, settingsFollowUps, menu(followUpOptions(), strconv.Itoa(s.FollowUps))),
			input(BlockDifficulty, settingsLevel, menu(levelOptions(), string(s.Difficulty))),
			at, boardBoxes(s.Boards),
		})},
	}
}

// mostBoards is how many boxes Slack takes.
const mostBoards = 10

// boardBoxes are a box for each leaderboard, nil where there is none.
func boardBoxes(boards []BoardChoice) slack.Block {
	var options, chosen []*slack.OptionBlockObject
	for _, b := range boards[:min(len(boards), mostBoards)] {
		if !isID(b.Channel) {
			continue
		}
		o := slack.NewOptionBlockObject(b.Channel, marked("<#"+b.Channel+">"), nil)
		options = append(options, o)
		if b.On {
			chosen = append(chosen, o)
		}
	}
	if len(options) == 0 {
		return nil
	}
	boxes := slack.NewCheckboxGroupsBlockElement(actionChoice, options...)
	boxes.InitialOptions = chosen
	field := slack.NewInputBlock(BlockBoard, plain(settingsBoard), plain(settingsBoardTip), boxes)
	field.Optional = true
	return field
}

func followUpOptions() []*slack.OptionBlockObject {
	out := []*slack.OptionBlockObject{choice("0", settingsNoFollow, "")}
	for n := 1; n <= MostFollowUps; n++ {
		out = append(out, choice(strconv.Itoa(n), strconv.Itoa(n), ""))
	}
	return out
}

func levelOptions() []*slack.OptionBlockObject {
	out := difficultyOptions()
	out[0] = choice(anyValue, settingsAuto, "")
	return out
}

// ParseSettings reads the submitted form; errs says by block id what is wrong.
func ParseSettings(view slack.View) (s Settings, errs map[string]string) {
	f := submission{view: view, errs: map[string]string{}}
	s.Mode = interview.Mode(f.pick(BlockMode))
	if s.Mode != interview.Mock && s.Mode != interview.Practice {
		f.wrong(BlockMode, modalErrChoose)
	}
	var err error
	if s.FollowUps, err = strconv.Atoi(f.pick(BlockFollowUps)); err != nil || s.FollowUps < 0 || s.FollowUps > MostFollowUps {
		f.wrong(BlockFollowUps, modalErrChoose)
	}
	s.Difficulty = f.difficulty()
	if s.RemindAt = f.value(BlockRemind).SelectedTime; s.RemindAt != "" {
		if _, err := time.Parse(clockTime, s.RemindAt); err != nil {
			f.wrong(BlockRemind, settingsErrTime)
		}
	}
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &s.Boards); err != nil {
		s.Boards = nil // not ours: nothing was offered
	}
	for i := range s.Boards {
		channel := s.Boards[i].Channel
		s.Boards[i].On = slices.ContainsFunc(f.value(BlockBoard).SelectedOptions, func(o slack.OptionBlockObject) bool { return o.Value == channel })
	}
	if len(f.errs) == 0 {
		f.errs = nil
	}
	return s, f.errs
}
