package blocks

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
)

// Daily is the question of the day as it stands in its channel.
func Daily(p DailyPost, look Look) Message {
	if p.Question == nil {
		return Plain(lostQuestion)
	}
	q := p.Question
	late := ""
	if p.Late {
		late = dailyLate
	}
	how, spoken := dailyOut, dailyOut
	if !p.Revealed {
		how = dailyReply + " " + revealWords(p, look)
		spoken = dailyReply
	}
	return message(dailyTitle+": "+escaped(q.Title, 300)+" "+spoken,
		label(dailyTitle, shown(q.Category, 80), difficultyWord(q.Difficulty)),
		asked(q.Title),
		scene(q),
		section(how),
		small(late, answeredWords(p)),
		dailyRow(p),
	)
}

func revealWords(p DailyPost, look Look) string {
	if p.RevealAt.IsZero() {
		return ""
	}
	return fmt.Sprintf(dailyReveals, revealAt(p.RevealAt, look))
}

func revealAt(at time.Time, look Look) string { return slackTime(at, dateFallback, look) }

// slackTime is a time that Slack shows in each reader's own zone, "today at 1:00", or in this layout where it cannot.
// plainTime is one for plain text.
func slackTime(at time.Time, layout string, look Look) string {
	return fmt.Sprintf(dateToken, at.Unix(), at.In(look.zone()).Format(layout))
}

func plainTime(at time.Time, look Look) string { return at.In(look.zone()).Format(dateInText) }

func (l Look) zone() *time.Location {
	if l.Zone == nil {
		return time.UTC
	}
	return l.Zone
}

func answeredWords(p DailyPost) string {
	if p.Answered == 0 {
		return ""
	}
	return counted(p.Answered, dailyAnswered1, dailyAnswered)
}

// dailyRow offers to answer unseen, and the model answer after a question whether that is meant.
func dailyRow(p DailyPost) slack.Block {
	if p.Revealed {
		return nil
	}
	answer := button(wordPrivate, ActionPrivate, p.ID)
	b := button(wordAnswer, ActionGiveUp, p.ID)
	return row(answer, b.WithConfirm(confirm(dailyConfirm, dailyConfirmTx, dailyConfirmOK, dailyConfirmNo)))
}

// Today lists questions of the day, to one person, and says when the next one comes where that is known.
func Today(posts []DailyPost, next time.Time, look Look) Message {
	comes := ""
	if !next.IsZero() {
		comes = fmt.Sprintf(planNext, slackTime(next, dateFallback, look))
	}
	var blocks []slack.Block
	spoken := []string{dailyTitle + ":"}
	for _, p := range posts[:min(len(posts), 10)] {
		if p.Question == nil {
			continue
		}
		how := dailyOut
		if !p.Revealed {
			how = dailyInThread + " " + revealWords(p, look)
		}
		spoken = append(spoken, escaped(p.Question.Title, 200))
		blocks = append(blocks, asked(p.Question.Title), small(how, answeredWords(p)))
	}
	if len(blocks) == 0 {
		return message(unmarked(dailyNone)+" "+comes, section(dailyNone, comes))
	}
	return message(strings.Join(filled(append(spoken, comes)), " "), append(append([]slack.Block{label(dailyTitle)}, blocks...), small(comes))...)
}

// SharedCard is a scorecard as its owner shares it with the others: score, what was made with its quotes, how much is
// missing. What is missing is not named, since others may still want to answer. Where there is no grade it says so.
func SharedCard(s *interview.State, item int, look Look) Message {
	v := viewOf(s, interview.Say{Item: item}, look)
	if v.item == nil || v.item.Grade == nil {
		return Plain(noticeNothingOpen)
	}
	g := v.item.Grade
	_, _, missed := tally(g)
	open := nothingMissing
	if missed > 0 {
		open = counted(missed, sharedMissing1, sharedMissing)
	}
	blocks := []slack.Block{
		rich(line(person(s.Owner), words(sharedBy+": "), bold(scoreWords(g.Band, g.Score)))),
		label(look.titleOf(v.item.Question, 150)),
	}
	blocks = append(blocks, fitted(cardText, glance(len(g.Criteria)), func(d detail) []slack.Block {
		d.text = 0
		return []slack.Block{group(pointsMade, v.lines(earned, d, true))}
	})...)
	blocks = append(blocks, section(open), small(v.source()))
	return message(mention(s.Owner)+sharedBy+": "+scoreWords(g.Band, g.Score)+". "+open, blocks...)
}
