package blocks

import (
	"fmt"
	"strings"

	"mock-interviewer/bot/interview"
)

// notice is a sentence or two about how the interview stands.
func (v view) notice() Message {
	switch v.m.Note {
	case interview.NoteOpening:
		return v.opening()
	case interview.NoteNotGraded:
		return v.notGraded()
	case interview.NoteGradeFailed:
		return v.say(noticeGradeFailed, v.betweenRow()...)
	case interview.NoteBetween, interview.NoteAnswerSeen:
		return v.say(v.sentence(), v.betweenRow()...)
	}
	text := v.sentence()
	if v.item == nil || !v.current() || v.s.Phase != interview.Asking || v.s.Settings.Mode == interview.Daily {
		return v.say(text)
	}
	return message(unmarked(text)+" "+v.turn(), section(text), small(v.turn()))
}

// sentence is what a notice without further parts says.
func (v view) sentence() string {
	switch v.m.Note {
	case interview.NoteNoHints:
		return noticeNoHints
	case interview.NoteNoAnswerYet:
		return noticeNoAnswerYet
	case interview.NoteHintsUsedUp:
		return noticeHintsUsedUp
	case interview.NoteBetween:
		return noticeBetween
	case interview.NoteWithdrawn:
		return v.withdrawn()
	case interview.NoteGradeStands:
		return noticeGradeStands
	case interview.NoteStopped:
		return noticeStopped
	case interview.NoteClosing:
		return noticeClosing
	case interview.NoteNoMore:
		return noticeNoMore
	case interview.NoteTooLong:
		return fmt.Sprintf(noticeTooLong, thousands(interview.MaxReply))
	case interview.NoteTooMany:
		return v.tooMany()
	case interview.NoteAnswerSeen:
		return noticeAnswerSeen
	case interview.NoteQuestionGone:
		return noticeQuestionGone
	}
	return noticeNothingOpen
}

func (v view) withdrawn() string {
	if v.current() && v.s.Phase == interview.Asking {
		return noticeWithdrawnAsk
	}
	return noticeWithdrawn
}

func (v view) tooMany() string {
	if v.s.Settings.Mode == interview.Mock {
		return noticeTooManyMock
	}
	return noticeTooMany
}

// notGraded says that the answer is kept, and may show an estimate, named as one.
func (v view) notGraded() Message {
	text, estimate := noticeNotGraded, ""
	if e := v.m.Estimate; e != nil {
		estimate = fmt.Sprintf(noticeEstimate, e.Score, bandWord(e.Band))
	}
	when, heard := "", ""
	switch v.m.Spent {
	case interview.SpentDay:
		text = noticeSpentDay
	case interview.SpentMonth:
		text = noticeSpentMonth
	}
	if !v.m.When.IsZero() {
		when = fmt.Sprintf(noticeGradedAfter, slackTime(v.m.When, dateInText, v.look))
		heard = fmt.Sprintf(noticeGradedAfter, plainTime(v.m.When, v.look))
	}
	spoken := strings.Join(filled([]string{text, heard, estimate}), " ")
	return message(spoken, section(text, when, estimate), row(v.betweenRow()...))
}

// opening starts the thread: who, what, how many, who sees it.
func (v view) opening() Message {
	set := v.s.Settings
	title, rule, how := openingMock, openingMockRule, openingWords
	if set.Mode != interview.Mock {
		title, rule, how = openingPractice, openingCoachRule, openingWordsP
	}
	title = fmt.Sprintf(title, mention(v.s.Owner))
	chosen := choiceWords(set.Category, string(set.Difficulty), set.Count)
	return message(title+": "+escaped(strings.ReplaceAll(chosen, " · ", ", "), 300)+". "+openingSeen,
		section("*"+title+"*"),
		label(chosen),
		section(how, rule),
		small(openingSeen),
	)
}

// choiceWords are "3 questions · Technical · medium".
func choiceWords(category, difficulty string, count int) string {
	number := openingUntil
	if count > 0 {
		number = counted(count, oneQuestion, manyQuestions)
	}
	if category == "" {
		category = anyCategory
	}
	return dotted([]string{capital(number), shown(category, 80), difficulty})
}

// StillReading takes the place of "Reading your answer" when that takes long.
func StillReading() Message { return message(stillReading, small(stillReading)) }
