package bot

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// maxCount is how many questions one interview may have, defaultCount how many a mock interview has.
const (
	maxCount     = 10
	defaultCount = 3
)

// command answers the words of the slash command, which also work in a direct message and after our name.
func (s *step) command(word, rest string) error {
	switch word {
	case "start":
		return s.startWords(interview.Mock, rest)
	case "practice", "practise":
		return s.startWords(interview.Practice, rest)
	case "stop":
		return s.stopWord()
	case "today":
		return s.today()
	case "daily":
		return s.dailyWord(rest)
	case "stats":
		return s.stats()
	case "leaderboard":
		return s.leaderboardWord(rest)
	case "digest":
		return s.digestWord(rest)
	case "history":
		return s.history(rest)
	case "difficulty", "remind", "away", "easy":
		return s.practiceWord(word, rest)
	case "panels":
		return s.panelsWord()
	case "export":
		return s.exportWord()
	case "guide":
		return s.guideWord(strings.ToLower(rest))
	case "privacy":
		return s.answer(blocks.PrivacyCard(s.b.privacy()))
	case "forget-me":
		return s.answer(blocks.ForgetConfirm(s.b.privacy()))
	}
	return s.answer(blocks.Help(s.in.Direct))
}

// directMessage is a word to the bot or, where a question is open, the reply to it.
func (s *step) directMessage() error {
	row, open, err := s.openHere()
	if err != nil {
		return err
	}
	word, rest := inbound.Words(s.in.Text)
	if s.isCommand(word, rest) {
		return s.command(word, rest)
	}
	if spokenCommand(s.in.Text, &interview.State{}) == nil {
		late, found, err := s.stoppedBefore(row)
		if err != nil {
			return err
		}
		if found {
			return s.inThread(late)
		}
	}
	if !open {
		if spokenCommand(s.in.Text, &interview.State{}) != nil {
			return s.tell(nothingOpen)
		}
		if word == "practice" || word == "practise" || word == "start" {
			return s.command(word, rest) // which says what of the rest it does not know
		}
		return s.answer(blocks.Nothing())
	}
	return s.inThread(row)
}

// openHere is the interview that a direct message belongs to: the one held in its thread or, where there is none, the one
// held outside of threads, since many people reply in a thread below the question.
func (s *step) openHere() (store.Interview, bool, error) {
	row, open, err := s.tx.OpenInterview(s.in.User, s.in.Conversation())
	if err != nil || open || s.in.ThreadTS == "" {
		return row, open, err
	}
	outside := *s.in
	outside.ThreadTS = ""
	return s.tx.OpenInterview(s.in.User, outside.Conversation())
}

// isCommand says whether a direct message is a command. While a question is open an answer may well begin with "start"
// or "practice", so these count only when what follows is something they understand.
func (s *step) isCommand(word, rest string) bool {
	switch word {
	case "practice", "practise", "start":
		_, err := s.parseStart(interview.Practice, rest)
		return err == nil
	case "history":
		return rest == "" || pageOf(rest) > 0
	case "guide":
		return rest == "" || strings.ToLower(rest) == wholeGuide
	case "export":
		return rest == "" || rest == "my data"
	case "help", "stats", "today", "panels", "privacy", "forget-me":
		return rest == ""
	case "daily":
		return dailyFits(rest)
	case "digest":
		return digestFits(rest)
	case "leaderboard":
		return rest == "" || slices.Contains(boardVerbs(), rest)
	case "difficulty", "remind", "away", "easy":
		return s.practiceWordFits(word, rest)
	}
	return false
}

// stopWord stops the interview of this place, or the person's only open one.
func (s *step) stopWord() error {
	row, found, err := s.tx.OpenInterview(s.in.User, s.in.Conversation())
	if err != nil {
		return err
	}
	if !found {
		rows, err := s.tx.OpenInterviews(s.in.User)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.Mode != string(interview.Daily) {
				row, found = r, true
			}
		}
	}
	if !found {
		return s.tell(nothingOpen)
	}
	row, state, _, err := decodeState(row)
	if err != nil {
		return err
	}
	return s.handle(row, state, interview.Stop{})
}

// startWords reads "start [category] [n]" and begins.
func (s *step) startWords(mode interview.Mode, rest string) error {
	switch {
	case mode == interview.Mock && s.in.Named != "":
		return s.invite(rest)
	case mode == interview.Mock && namesNobody(rest):
		return s.tell(panelWho)
	}
	choice, err := s.parseStart(mode, rest)
	if sentence, ok := errors.AsType[plainError](err); ok {
		return s.tell(string(sentence))
	}
	if err != nil {
		return err
	}
	return s.start(choice)
}

// plainError is an error whose text is the one sentence that a person reads.
type plainError string

func (e plainError) Error() string { return string(e) }

func (s *step) parseStart(mode interview.Mode, rest string) (blocks.StartChoice, error) {
	choice := blocks.StartChoice{Mode: mode, Where: "here"}
	if mode == interview.Mock {
		choice.Count = defaultCount
	}
	fields := strings.Fields(rest)
	if n := len(fields); n > 0 {
		if count, err := strconv.Atoi(fields[n-1]); err == nil {
			if count < 1 || count > maxCount {
				return choice, plainError(badCount)
			}
			choice.Count = count
			fields = fields[:n-1]
		}
	}
	if len(fields) == 0 {
		return choice, nil
	}
	category, err := s.b.bank().MatchCategory(strings.Join(fields, " "))
	if err != nil {
		return choice, plainError(fmt.Sprintf(noSuchCategory, strings.Join(s.b.bank().Categories(), ", ")))
	}
	choice.Category = category
	return choice, nil
}

// submitted carries out a submitted form. What the start modal chose is remembered for the next time.
func (s *step) submitted() error {
	if s.in.Dispute != nil {
		return s.dispute(*s.in.Dispute)
	}
	choice := *s.in.Choice
	m, err := s.b.member(s.tx, s.in.User)
	if err != nil {
		return err
	}
	m.LastStart = encodeChoice(choice)
	if err := s.tx.PutMember(m); err != nil {
		return err
	}
	return s.start(choice)
}

// start opens an interview, or offers the choice where one is open in the same place.
func (s *step) start(choice blocks.StartChoice) error {
	if choice.Where == "dm" || s.in.Channel == "" {
		s.in.Direct, s.in.Channel, s.in.ThreadTS = true, s.directChannel(), ""
	}
	open, found, err := s.tx.OpenInterview(s.in.User, s.in.Conversation())
	if err != nil {
		return err
	}
	if found {
		_, state, _, err := decodeState(open)
		if err != nil {
			return err
		}
		return s.answer(blocks.ResumeOffer(&state, choice, s.look(s.in.User)))
	}
	if s.tooMuchWaits() {
		return s.tell(tooBusy)
	}
	return s.begin(choice)
}

func (s *step) begin(choice blocks.StartChoice) error {
	f := questions.Filter{Categories: questions.Only(choice.Category), Difficulty: choice.Difficulty}
	planned, err := s.plan(choice, f)
	if errors.Is(err, questions.ErrNoQuestion) {
		return s.tell(noSuchQuestion)
	}
	if err != nil {
		return err
	}
	return s.beginWith(choice, planned)
}

// interviewID is the id of the interview that this step begins; a step begins one at most.
func (s *step) interviewID() string { return cmp.Or(s.begins, "i-"+s.key) }

// beginWith begins an interview with these questions.
func (s *step) beginWith(choice blocks.StartChoice, planned []string) error {
	f := questions.Filter{Categories: questions.Only(choice.Category), Difficulty: choice.Difficulty}
	id := s.interviewID()
	place := interview.Place{Channel: s.in.Channel, Direct: s.in.Direct, ThreadTS: s.in.ThreadTS}
	if !s.in.Direct {
		place.ThreadTS, place.Opening = "", interview.OpeningID(id)
	}
	followUps, err := s.followUps()
	if err != nil {
		return err
	}
	settings := interview.Settings{
		Mode: choice.Mode, Category: choice.Category, Difficulty: choice.Difficulty, Count: choice.Count, FollowUps: followUps,
	}
	if settings.Count > 0 {
		settings.Count = len(planned)
	}
	if err := s.firstNotice(); err != nil {
		return err
	}
	if s.in.Direct {
		s.title = blocks.ThreadTitle(settings)
	}
	if s.typedIn != "" {
		if err := s.tell(beginsInDM); err != nil {
			return err
		}
	}
	state, effects, err := interview.Begin(id, s.in.User, settings, place, planned, s.desk("user:"+s.in.User, f))
	if err != nil {
		return err
	}
	state.AskedFor = s.writtenAt()
	return s.save(store.Interview{
		ID: id, User: s.in.User, Channel: s.in.Channel, ThreadTS: place.ThreadTS, Conversation: s.in.Conversation(),
		Mode: string(choice.Mode), CreatedAt: s.now,
	}, state, effects)
}

// firstNotice says once, before a person's first answer, where answers go.
func (s *step) firstNotice() error {
	m, err := s.b.member(s.tx, s.in.User)
	if err != nil || !m.PrivacyNoticeShownAt.IsZero() {
		return err
	}
	m.PrivacyNoticeShownAt = s.now
	if err := s.tx.PutMember(m); err != nil {
		return err
	}
	return s.answer(blocks.PrivacyNotice(s.b.privacy()))
}

func (b *Bot) privacy() blocks.Privacy {
	m := b.material.Load()
	return blocks.Privacy{Scorer: m.ScorerName, Model: m.Model, Host: m.Host, Listens: m.EarModel, KeptDays: b.keptDays(), Backups: b.cfg.Backups}
}

// startHere is start for a button: it knows the place from the button's message.
func (s *step) startHere(choice blocks.StartChoice) error {
	if !s.in.Direct {
		s.in.ThreadTS = ""
	}
	return s.start(choice)
}
