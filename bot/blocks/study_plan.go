package blocks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// When a category is strong, and what a plan has room for.
const (
	strongAnswers = 3
	strongAverage = 70
	mostSteps     = 6
	mostTopics    = 8 // sections of background
	mostNames     = 6 // topics of a section
)

// StudyPlan is what a person's plan is made of.
type StudyPlan struct {
	Stats Stats
	// Strong are the points most often met without help.
	Strong []PointStat
	// Soon counts what comes due within a week, after today; Known what comes back in three weeks or later.
	Soon, Known int
	// Categories are all that the guides have, with the number of their questions in Answered.
	Categories []CategoryStat
	Background []questions.Section
	// Direct says that it is shown in the direct message, where words need no slash.
	Direct bool
}

// StudyPlanCard is a page for one person: what is strong, what to practise this week, which background the guide recommends.
func StudyPlanCard(p StudyPlan, look Look) Message {
	steps := p.steps(look)
	note := studyInDM
	if p.Direct {
		note = studyHere
	}
	return message(fmt.Sprintf(studySpoken, escaped(plainLine(steps[0]), 300)),
		header(studyTitle),
		small(p.basis()),
		rich(line(bold(studyStrong)), bullets(0, p.strong()...)),
		rich(line(bold(studySteps)), numbered(steps)),
		p.topics(),
		row(primary(button(wordPractise, ActionStartPractice, "")), button(wordOverview, ActionOverview, "")),
		small(note),
	)
}

func (p StudyPlan) basis() string {
	if p.Stats.Answered == 0 {
		return studyFromNone
	}
	return counted(p.Stats.Answered, studyFrom1, studyFrom)
}

// strong are the strong categories, the points most often made, and how much sits.
func (p StudyPlan) strong() []*slack.RichTextSection {
	if p.Stats.Answered == 0 {
		return []*slack.RichTextSection{line(words(studyNoAnswer))}
	}
	var categories []CategoryStat
	for _, c := range p.Stats.Categories {
		if c.Answered >= strongAnswers && c.Average >= strongAverage {
			categories = append(categories, c)
		}
	}
	slices.SortStableFunc(categories, func(a, b CategoryStat) int { return cmp.Compare(b.Average, a.Average) })
	lines := categoryLines(categories[:min(len(categories), mostNamed)], oneAnswer, manyAnswers)
	if len(lines) == 0 {
		lines = append(lines, line(words(studyNoStrong)))
	}
	var often []PointStat
	for _, s := range p.Strong {
		if s.Times > 1 {
			often = append(often, s)
		}
	}
	lines = append(lines, pointStatLines(often, pointMet1, pointMet)...)
	if p.Known > 0 {
		lines = append(lines, line(words(counted(p.Known, studyKnown1, studyKnown))))
	}
	return lines
}

// steps are what to practise this week, the first first; there is at least one.
func (p StudyPlan) steps(look Look) []*slack.RichTextSection {
	if p.Stats.Answered == 0 {
		return append(p.firstSteps(), p.lastSteps()...)
	}
	steps := []*slack.RichTextSection{step(p.dueWords(), practiceWord)}
	weak, found := p.weakest()
	if found {
		about := studyWeak
		if len(p.Stats.Categories) == 1 {
			about = studySoFar
		}
		steps = append(steps, categoryStep(fmt.Sprintf(about, shown(weak.Category, 80), weak.Average), weak))
	}
	for _, k := range p.Stats.Coming.Patterns[:min(len(p.Stats.Coming.Patterns), 2)] {
		steps = append(steps, line(append([]span{words(patternYou)}, patternSpans(k, look)...)...))
	}
	if c, found := p.unseen(); found {
		steps = append(steps, categoryStep(categoryWords(c, studyNew1, studyNew), c))
	}
	steps = append(steps, p.lastSteps()...)
	return steps[:min(len(steps), mostSteps)]
}

func (p StudyPlan) firstSteps() []*slack.RichTextSection {
	steps := []*slack.RichTextSection{step(studyFirst, practiceWord)}
	for _, c := range p.Categories[:min(len(p.Categories), 3)] {
		steps = append(steps, categoryStep(categoryWords(c, studyTry1, studyTry), c))
	}
	return steps
}

func (p StudyPlan) lastSteps() []*slack.RichTextSection {
	steps := []*slack.RichTextSection{step(studyMock, wordStart)}
	if p.Stats.Coming.RemindAt == "" {
		steps = append(steps, step(studyRemind, studyRemindAt))
	}
	return steps
}

func (p StudyPlan) dueWords() string {
	soon := ""
	if p.Stats.Coming.Due == 0 {
		if p.Soon > 0 {
			soon = counted(p.Soon, studyAhead1, studyAhead)
		}
		return fmt.Sprintf(studyNoneDue, soon)
	}
	if p.Soon > 0 {
		soon = counted(p.Soon, studySoon1, studySoon)
	}
	return counted(p.Stats.Coming.Due, studyDue1, studyDue) + soon + studySay
}

// weakest is the category with the lowest average, where that is short of solid.
func (p StudyPlan) weakest() (worst CategoryStat, found bool) {
	for _, c := range p.Stats.Categories {
		if c.Average < strongAverage && (!found || c.Average < worst.Average) {
			worst, found = c, true
		}
	}
	return worst, found
}

// unseen is the largest category without an answer.
func (p StudyPlan) unseen() (largest CategoryStat, found bool) {
	for _, c := range p.Categories {
		seen := slices.ContainsFunc(p.Stats.Categories, func(s CategoryStat) bool { return s.Category == c.Category })
		if !seen && c.Answered > largest.Answered {
			largest, found = c, true
		}
	}
	return largest, found
}

// categoryWords are about a category and how many questions it has.
func categoryWords(c CategoryStat, one, many string) string {
	name := shown(c.Category, 80)
	if c.Answered == 1 {
		return fmt.Sprintf(one, name)
	}
	return fmt.Sprintf(many, name, c.Answered)
}

// step is something to do and the word to say for it.
func step(text, word string) *slack.RichTextSection {
	return line(words(text), styled(word, &slack.RichTextSectionTextStyle{Code: true}))
}

func categoryStep(text string, c CategoryStat) *slack.RichTextSection {
	return step(text, practiceWord+" "+strings.ToLower(shown(c.Category, 80)))
}

// topics are the names of what the overview chapter recommends, section by section.
func (p StudyPlan) topics() slack.Block {
	var lines []*slack.RichTextSection
	for _, s := range p.Background[:min(len(p.Background), mostTopics)] {
		var names []string
		for _, item := range s.Items[:min(len(s.Items), mostNames)] {
			names = append(names, shown(cmp.Or(item.Label, item.Text), 70))
		}
		if names = filled(names); len(names) > 0 {
			lines = append(lines, line(bold(shown(s.Title, 80)), words(": "+strings.Join(names, ", "))))
		}
	}
	if len(lines) == 0 {
		return rich(line(bold(studyTopics)), bullets(0, line(words(studyNoTopics))))
	}
	return rich(line(bold(studyTopics)), bullets(0, lines...), line(words(studyTopicsOwn)))
}

// numbered is an ordered list.
func numbered(items []*slack.RichTextSection) slack.RichTextElement {
	list := slack.NewRichTextList(slack.RTEListOrdered, 0)
	for _, item := range items {
		list.Elements = append(list.Elements, item)
	}
	return list
}

// plainLine is a line without its looks.
func plainLine(s *slack.RichTextSection) string {
	var text strings.Builder
	for _, e := range s.Elements {
		if t, ok := e.(*slack.RichTextSectionTextElement); ok {
			text.WriteString(t.Text)
		}
	}
	return text.String()
}
