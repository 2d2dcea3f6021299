package blocks

import (
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// The functions below are a first cut; each moves to a file of its own as it is finished.

// Plain is one sentence.
func Plain(text string) Message { return Message{Text: text} }

// Interview is what an interview says.
func Interview(s *interview.State, m interview.Say, look Look) Message { return Plain(string(m.Kind)) }

// Help is every word there is.
func Help(direct bool) Message { return Plain("help") }

// Nothing answers a message where no question is open.
func Nothing() Message { return Plain("nothing") }

// ResumeOffer asks whether to go on or to start anew.
func ResumeOffer(open *interview.State, choice StartChoice, look Look) Message {
	return Plain("resume")
}

// Daily is the question of the day.
func Daily(p DailyPost, look Look) Message { return Plain("daily") }

// DailyReveal is its model answer, in its thread.
func DailyReveal(p DailyPost, look Look) Message { return Plain("reveal") }

// ModelAnswer is the model answer of a question.
func ModelAnswer(q *questions.Question) Message { return Plain("answer") }

// SharedCard is a scorecard that its owner shared.
func SharedCard(s *interview.State, item int, look Look) Message { return Plain("card") }

// StatsCard shows a person's figures.
func StatsCard(s Stats, look Look) Message { return Plain("stats") }

// Leaderboard shows those who opted in.
func Leaderboard(rows []Rank) Message { return Plain("leaderboard") }

// History shows past answers.
func History(past []Past, look Look) Message { return Plain("history") }

// Overview shows what the guides hold.
func Overview(guides []*questions.Guide) Message { return Plain("overview") }

// PrivacyCard says where answers go.
func PrivacyCard(p Privacy) Message { return Plain("privacy") }

// Today shows today's questions.
func Today(posts []DailyPost, look Look) Message { return Plain("today") }

// ForgetConfirm asks before everything is deleted.
func ForgetConfirm() Message { return Plain("forget") }

// Forgotten says what was deleted.
func Forgotten(n int) Message { return Plain("forgotten") }

// StartModal is the form to start an interview.
func StartModal(f StartForm) slack.ModalViewRequest { return slack.ModalViewRequest{} }

// ParseStart reads the submitted form.
func ParseStart(view slack.View) (choice StartChoice, channel string, errs map[string]string) {
	return StartChoice{}, "", nil
}

// HomeView is the App Home.
func HomeView(h Home, look Look) slack.HomeTabViewRequest { return slack.HomeTabViewRequest{} }

// WithFirstBlockID names the first block.
func (m Message) WithFirstBlockID(id string) Message { return m }

// EncodeReplace is the value of ActionReplace's button.
func EncodeReplace(open string, choice StartChoice) string {
	body, _ := json.Marshal(choice)
	return open + "|" + string(body)
}

// ParseReplace reads what EncodeReplace wrote; ok is false for anything else.
func ParseReplace(value string) (open string, choice StartChoice, ok bool) {
	open, body, found := strings.Cut(value, "|")
	if !found || open == "" || json.Unmarshal([]byte(body), &choice) != nil {
		return "", StartChoice{}, false
	}
	return open, choice, true
}
