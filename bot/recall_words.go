package bot

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"mock-interviewer/bot/recall"
	"mock-interviewer/questions"
)

const (
	mostAway  = 366 // days in one time off
	keptAways = 50
	dateWords = "Mon 2 Jan 2006"
	clock     = "15:04"
)

// practiceWord answers the words about a person's practice. They work everywhere, and their answer is for them alone.
func (s *step) practiceWord(word, rest string) error {
	switch word {
	case "difficulty":
		return s.difficultyWord(strings.ToLower(rest))
	case "remind":
		return s.remindWord(strings.ToLower(rest))
	case "away":
		return s.awayWord(strings.ToLower(rest))
	}
	return s.easyWord()
}

// practiceWordFits says whether a message is such a word and not the beginning of an answer.
func (s *step) practiceWordFits(word, rest string) bool {
	rest = strings.ToLower(rest)
	if rest == "" {
		return true
	}
	switch word {
	case "difficulty":
		return rest == "auto" || questions.Difficulty(rest).Valid()
	case "remind":
		_, err := time.Parse(clock, rest)
		return rest == "off" || err == nil
	case "away":
		_, err := parseAway(rest, recall.Day(s.now, s.look(s.in.User).Zone))
		return rest == "off" || err == nil
	}
	return false
}

func (s *step) difficultyWord(rest string) error {
	d := questions.Difficulty(rest)
	switch {
	case rest == "":
	case rest == "auto":
		d = ""
		fallthrough
	case d.Valid():
		if err := s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) { p.Difficulty = d }); err != nil {
			return err
		}
		if d.Valid() {
			return s.tell(fmt.Sprintf(difficultyPinned, d))
		}
	default:
		return s.tell(difficultyUnknown)
	}
	person, err := s.practiser(s.in.User)
	if err != nil {
		return err
	}
	cards, err := cardsOf(s.tx, s.in.User)
	if err != nil {
		return err
	}
	level := s.b.levelOf(cards, person.settings)
	if level.Pinned {
		return s.tell(fmt.Sprintf(difficultyNow, level.Difficulty))
	}
	return s.tell(fmt.Sprintf(difficultyAuto, level.Difficulty))
}

func (s *step) remindWord(rest string) error {
	switch rest {
	case "":
		person, err := s.practiser(s.in.User)
		if err != nil {
			return err
		}
		if r := person.settings.Remind; r != nil {
			return s.tell(s.remindsAt(r.At, person))
		}
		return s.tell(remindOff)
	case "off":
		return s.stopReminding()
	}
	at, err := time.Parse(clock, rest)
	if err != nil {
		return s.tell(remindUnknown)
	}
	person, err := s.practiser(s.in.User)
	if err != nil {
		return err
	}
	err = s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) {
		last := ""
		if p.Remind != nil {
			last = p.Remind.Last
		}
		p.Remind = &reminder{At: at.Format(clock), Since: s.now, Last: last}
	})
	if err != nil {
		return err
	}
	s.met = true // asks Slack anew for the zone: people move
	return s.tell(s.remindsAt(at.Format(clock), person))
}

func (s *step) stopReminding() error {
	if err := s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) { p.Remind = nil }); err != nil {
		return err
	}
	return s.tell(remindStopped)
}

// remindsAt is remindAt with word of the time off that comes first.
func (s *step) remindsAt(at string, person practiser) string {
	said := remindAt(at, person.zone)
	if until := person.settings.awayUntil(recall.Day(s.now, person.zone)); until != "" {
		said += " " + fmt.Sprintf(remindAway, until)
	}
	return said
}

// remindAt says when a reminder comes, and by whose clock.
func remindAt(at string, zone *time.Location) string {
	if zone == nil {
		return fmt.Sprintf(remindSetUTC, at)
	}
	return fmt.Sprintf(remindSet, at, zone)
}

func (s *step) awayWord(rest string) error {
	person, err := s.practiser(s.in.User)
	if err != nil {
		return err
	}
	today := recall.Day(s.now, person.zone)
	switch rest {
	case "":
		if until := person.settings.awayUntil(today); until != "" {
			return s.tell(fmt.Sprintf(awayNow, until))
		}
		return s.tell(awayNone)
	case "off":
		err := s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) { p.comeBack(today) })
		if err != nil {
			return err
		}
		return s.tell(awayOff)
	}
	off, err := parseAway(rest, today)
	if err != nil {
		return s.tell(fmt.Sprintf(awayUnknown, mostAway))
	}
	err = s.b.changePractice(s.tx, s.in.User, func(p *practiceSettings) {
		p.Away = append(p.Away, off)
		p.Away = p.Away[max(0, len(p.Away)-keptAways):]
	})
	if err != nil {
		return err
	}
	return s.tell(fmt.Sprintf(awaySet, off.From, off.To))
}

var errNoAway = errors.New("no time off")

// parseAway reads "until DATE", which begins today, or "DATE DATE".
func parseAway(text, today string) (recall.Away, error) {
	fields := strings.Fields(text)
	if len(fields) != 2 {
		return recall.Away{}, errNoAway
	}
	if fields[0] == "until" {
		fields[0] = today
	}
	from, err := time.Parse(time.DateOnly, fields[0])
	if err != nil {
		return recall.Away{}, fmt.Errorf("%w: %w", errNoAway, err)
	}
	to, err := time.Parse(time.DateOnly, fields[1])
	if err != nil {
		return recall.Away{}, fmt.Errorf("%w: %w", errNoAway, err)
	}
	if to.Before(from) || to.Sub(from) > mostAway*24*time.Hour {
		return recall.Away{}, errNoAway
	}
	return recall.Away{From: fields[0], To: fields[1]}, nil
}

// awayUntil is the last day of the time off that a date lies in, empty where it lies in none.
func (p practiceSettings) awayUntil(today string) string {
	until := ""
	for _, a := range p.Away {
		if a.Covers(today) {
			until = max(until, a.To)
		}
	}
	return until
}

// comeBack ends every time off from today on. What lies behind stays: it was time off.
func (p *practiceSettings) comeBack(today string) {
	var kept []recall.Away
	for _, a := range p.Away {
		if a.From >= today {
			continue
		}
		if a.To >= today {
			a.To = dayBefore(today)
		}
		kept = append(kept, a)
	}
	p.Away = kept
}

func dayBefore(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -1).Format(time.DateOnly)
}

// easyWord rates the person's newest graded answer as easy.
func (s *step) easyWord() error {
	cards, err := cardsOf(s.tx, s.in.User)
	if err != nil {
		return err
	}
	newest := recall.Card{}
	for _, c := range cards {
		if c.Last().At.After(newest.Last().At) {
			newest = c
		}
	}
	if len(newest.Sittings) == 0 {
		return s.tell(easyNone)
	}
	easy, err := recall.NewSchedule().Easy(newest)
	if errors.Is(err, recall.ErrNoSitting) {
		return s.tell(easyMissed)
	}
	if err != nil {
		return err
	}
	if err := putCard(s.tx, s.in.User, easy); err != nil {
		return err
	}
	due := easy.FSRS.Due.In(orUTC(s.look(s.in.User).Zone))
	return s.tell(fmt.Sprintf(easyNoted, due.Format(dateWords)))
}
