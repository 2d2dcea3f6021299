package blocks

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// The buttons of a panel; the value is its id.
const (
	ActionPanelAccept  = "panel_accept"  // text: Accept
	ActionPanelDecline = "panel_decline" // text: Decline
	// ActionPanelScore opens the form for the panelist's scores; it changes nothing by itself.
	ActionPanelScore = "panel_score" // text: Add your scores
	ActionPanelWaive = "panel_waive" // text: Give none
)

// CallbackPanel is the callback id of the form for a panelist's scores.
const CallbackPanel = "panel_scores"

// TitlePanel is the form's title, also where there is only a sentence to show.
const TitlePanel = panelTitle

// blockScore begins the block id of each score; the question's number follows.
const blockScore = "score-"

// MostScore is the highest score that a person can give.
const MostScore = 100

// Panel is a mock interview that one person invited another to.
type Panel struct {
	ID, Panelist, Interviewee string
	Category                  string
	Count                     int
	Accepted, Declined        bool
	// Until is when the summary is shown at the latest while it waits for the panelist's scores; zero otherwise.
	Until time.Time
}

// PanelScore is a question of a panel with both scores.
type PanelScore struct {
	Number int
	// Answer is the id of the answer that was graded.
	Answer, Title string
	Bot           int
	// Human is nil where the panelist gave none.
	Human *int
}

// PanelGiven is what the form says: scores by answer.
type PanelGiven struct {
	Panel  string         `json:"panel"`
	Scores map[string]int `json:"scores,omitempty"`
}

// PanelInvitation asks a colleague, in the channel, to be interviewed; or says what they answered.
func PanelInvitation(p Panel) Message {
	said := capital(fmt.Sprintf(panelInvites, mention(p.Panelist), mention(p.Interviewee)))
	wanted := wantedWords(StartChoice{Mode: interview.Mock, Category: p.Category, Count: p.Count})
	answer, buttons := "", slack.Block(nil)
	switch {
	case p.Accepted:
		answer = fmt.Sprintf(panelAccepted, mention(p.Interviewee))
	case p.Declined:
		answer = fmt.Sprintf(panelDeclined, mention(p.Interviewee))
	default:
		answer = fmt.Sprintf(panelWaits, mention(p.Interviewee))
		buttons = row(primary(button(wordAccept, ActionPanelAccept, p.ID)), button(wordDecline, ActionPanelDecline, p.ID))
	}
	answer = capital(answer)
	return message(said+" "+answer,
		section(said),
		label(capital(wanted)),
		section(capital(fmt.Sprintf(panelTerms, mention(p.Interviewee), mention(p.Panelist)))),
		section(answer),
		buttons,
	)
}

// PanelHeld stands where an interview's summary will, while the panelist has not scored.
func PanelHeld(p Panel, look Look) Message {
	said := func(until string) string { return fmt.Sprintf(panelHeld, mention(p.Panelist), until) }
	return message(panelEnded+" "+said(plainTime(p.Until, look)), section(panelEnded, said(slackTime(p.Until, dateFallback, look))))
}

// PanelShown tells who was interviewed that their summary is shown, though no scores came.
func PanelShown(p Panel, link string) Message {
	said := fmt.Sprintf(panelShown, mention(p.Panelist))
	return message(said, section(said), rich(line(p.spans(link, panelThread)...)))
}

// PanelAsk asks the panelist for their scores, once the interview has ended.
func PanelAsk(p Panel, link string, look Look) Message {
	said := fmt.Sprintf(panelAskTitle, mention(p.Interviewee))
	what := func(until string) string { return fmt.Sprintf(panelAskWhat, until, mention(p.Interviewee)) }
	buttons := row(primary(button(wordScores, ActionPanelScore, p.ID)), button(wordNoScores, ActionPanelWaive, p.ID))
	return message(said+" "+what(plainTime(p.Until, look)),
		section(said), rich(line(p.spans(link, panelThread)...)), section(what(slackTime(p.Until, dateFallback, look))), buttons)
}

// PanelWaived stands in place of PanelAsk once the panelist said that they give no scores.
func PanelWaived(p Panel) Message {
	said := fmt.Sprintf(panelWaived, mention(p.Interviewee))
	return message(said, section(said))
}

// spans say what was asked for, and lead to a place.
func (p Panel) spans(link, place string) []span {
	wanted := capital(wantedWords(StartChoice{Mode: interview.Mock, Category: p.Category, Count: p.Count}))
	return append([]span{words(wanted)}, linkSaying(link, place)...)
}

// panelMemory is the form's private_metadata: which answer each field is for.
type panelMemory struct {
	Panel   string   `json:"panel"`
	Answers []string `json:"answers"`
}

// PanelModal is the form for a panelist's scores. The bot's are not in it, so that they do not sway anybody.
func PanelModal(p Panel, scores []PanelScore) slack.ModalViewRequest {
	memory := panelMemory{Panel: p.ID}
	blocks := []slack.Block{section(fmt.Sprintf(panelSeen, mention(p.Interviewee)))}
	for _, s := range scores {
		field := slack.NewNumberInputBlockElement(nil, actionChoice, false).WithMinValue("0").WithMaxValue(strconv.Itoa(MostScore))
		if s.Human != nil {
			field = field.WithInitialValue(strconv.Itoa(*s.Human))
		}
		title := fmt.Sprintf(panelLabel, s.Number, shown(s.Title, 200))
		in := slack.NewInputBlock(blockScore+strconv.Itoa(len(memory.Answers)), plain(title), plain(panelHint), field)
		blocks = append(blocks, in.WithOptional(true))
		memory.Answers = append(memory.Answers, s.Answer)
	}
	body, _ := json.Marshal(memory) // strings always encode
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: CallbackPanel, Title: plain(panelTitle), Submit: plain(panelSend), Close: plain(modalClose),
		PrivateMetadata: string(body), Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// ParsePanel reads the submitted form. Where it cannot be taken, errs says why by block id.
func ParsePanel(view slack.View) (given PanelGiven, errs map[string]string) {
	var memory panelMemory
	first := blockScore + "0"
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &memory); err != nil || memory.Panel == "" || len(memory.Answers) == 0 {
		return given, map[string]string{first: panelErrGone}
	}
	f := submission{view: view, errs: map[string]string{}}
	given = PanelGiven{Panel: memory.Panel, Scores: map[string]int{}}
	for i, answer := range memory.Answers {
		block := blockScore + strconv.Itoa(i)
		text := strings.TrimSpace(f.value(block).Value)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > MostScore {
			f.wrong(block, panelErrScore)
			continue
		}
		given.Scores[answer] = n
	}
	switch {
	case len(f.errs) > 0:
		return given, f.errs
	case len(given.Scores) == 0:
		return given, map[string]string{first: panelErrNone}
	}
	return given, nil
}

// PanelCompared shows one of the two of a panel how the panelist's scores compare with the bot's.
func PanelCompared(p Panel, scores []PanelScore, panelist bool, link string) Message {
	said, who := fmt.Sprintf(panelTheirs, mention(p.Panelist)), panelAPanelist
	if panelist {
		said, who = fmt.Sprintf(panelMine, mention(p.Interviewee)), panelYou
	}
	apart, n := 0, 0
	var lines []*slack.RichTextSection
	for _, s := range scores {
		lines = append(lines, line(bold(fmt.Sprintf(panelLabel, s.Number, shown(s.Title, 120))), words("\n"+comparedWords(who, s))))
		if s.Human != nil {
			apart += max(*s.Human-s.Bot, s.Bot-*s.Human)
			n++
		}
	}
	mean := ""
	if n > 0 {
		mean = counted(rounded(apart, n), panelApart1, panelApart)
	}
	return message(said+". "+mean, section(said+"."), rich(line(p.spans(link, panelThread)...)), rich(bullets(0, lines...)), section(mean), small(panelKept))
}

func comparedWords(who string, s PanelScore) string {
	if s.Human == nil {
		return fmt.Sprintf(panelNoScore, s.Bot)
	}
	difference := panelEqual
	switch d := *s.Human - s.Bot; {
	case d > 0:
		difference = fmt.Sprintf(panelAbove, d)
	case d < 0:
		difference = fmt.Sprintf(panelBelow, -d)
	}
	return fmt.Sprintf(panelLine, who, *s.Human, s.Bot, difference) + "."
}
