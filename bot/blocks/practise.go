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
	if text == "" {
		return nil
	}
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
// strong it is that; else the heaviest point that was missed. Nothing is said while the only grades are to come.
func (v view) practiseParts(t totals) (text, word string) {
	if t.graded == 0 && t.waiting {
		return "", ""
	}
	if t.graded == 0 {
		return practiseUngraded, ""
	}
	say := practiseSay
	if v.s.Place.Direct {
		say = practiseSayHere
	}
	if c, ok := weakestCategory(t); ok {
		name := shown(c.Category, 80)
		return fmt.Sprintf(practiseCategory, name) + say, practiceWord + " " + strings.ToLower(name)
	}
	if len(t.missed) == 0 {
		return practiseNothing, ""
	}
	word = practiceWord
	if len(t.categories) == 1 {
		word += " " + strings.ToLower(shown(t.categories[0].Category, 80))
	}
	return fmt.Sprintf(practisePoint, shown(t.missed[0].label, 80), t.missed[0].question) + say, word
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
