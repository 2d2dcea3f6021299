package blocks

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// practise says what to work on after this interview, and how to start it.
func (v view) practise(t totals) slack.Block {
	text, word := v.practiseParts(t)
	spans := append([]span{bold(practiseNext + ": ")}, words(text))
	if word != "" {
		spans = append(spans, styled(word, &slack.RichTextSectionTextStyle{Code: true}), words("."))
	}
	return rich(line(spans...))
}

func (v view) practiseText(t totals) string {
	text, word := v.practiseParts(t)
	if word == "" {
		return text
	}
	return text + word + "."
}

// practiseParts are a sentence and the words to type at its end, if any. Where one of several categories is below
// strong it is that; else the question with the lowest score.
func (v view) practiseParts(t totals) (text, word string) {
	if t.graded == 0 {
		return practiseUngraded, ""
	}
	if c, ok := weakestCategory(t); ok {
		name := shown(c.Category, 80)
		return fmt.Sprintf(practiseCategory, name), practiceWord + " " + strings.ToLower(name)
	}
	if len(t.missed) == 0 {
		return practiseNothing, ""
	}
	text = fmt.Sprintf(practiseQuestion, numberOf(v.s, t.weakest))
	word = practiceWord
	if q := v.look.question(v.s.Items[t.weakest].Question); q != nil && q.Category != "" {
		word += " " + strings.ToLower(shown(q.Category, 80))
	}
	return text, word
}

func weakestCategory(t totals) (worst CategoryStat, ok bool) {
	if len(t.categories) < 2 {
		return CategoryStat{}, false
	}
	for _, c := range t.categories {
		if !ok || c.Average < worst.Average {
			worst, ok = c, true
		}
	}
	return worst, questions.BandOf(worst.Average) != questions.Strong
}
