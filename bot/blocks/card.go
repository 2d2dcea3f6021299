package blocks

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

// cardText is the room of a card's points; the rest of a message is small and fixed. The question stands above the card:
// cardTitle is enough to know it again.
const (
	cardText  = 8000
	cardTitle = 70
)

// scorecard shows a grade with its evidence, a line or two a point: it is read at a glance, on a phone too. The rest is in
// the details, behind a button. While a follow-up is open it withholds what was missed.
func (v view) scorecard() Message {
	g := v.item.Grade
	if g == nil {
		return v.say(noticeGradeFailed, v.betweenRow()...)
	}
	blocks := []slack.Block{
		header(scoreWords(g.Band, g.Score)),
		label(v.position(), v.look.titleOf(v.item.Question, cardTitle)),
	}
	blocks = append(blocks, v.advised())
	blocks = append(blocks, fitted(cardText, glance(len(g.Criteria)), v.points)...)
	blocks = append(blocks, v.stillOpen(), small(v.source(), v.before(), v.seen()), row(v.cardRow()...))
	return message(v.spoken(), blocks...)
}

// scoreWords are "Solid, 72 of 100".
func scoreWords(b questions.Band, score int) string {
	return fmt.Sprintf(scoreLine, capital(bandWord(b)), score)
}

// spoken is the card as it reads aloud.
func (v view) spoken() string {
	g := v.item.Grade
	text := scoreWords(g.Band, g.Score) + ". " + v.position() + ": " + talliedWords(g) + "."
	if v.item.CardOpen {
		return text + " " + v.openWords()
	}
	return text + " " + doNext + escaped(v.advice(), 300)
}

// talliedWords are "3 points met, 1 in part, 2 missed", without what there was none of.
func talliedWords(g *questions.Grade) string {
	met, partial, missed := tally(g)
	parts := []string{counted(met, pointsMet1, pointsMet)}
	if partial > 0 {
		parts = append(parts, fmt.Sprintf(pointsPartly, partial))
	}
	if missed > 0 {
		parts = append(parts, fmt.Sprintf(pointsMissed, missed))
	}
	return commaed(parts...)
}

func tally(g *questions.Grade) (met, partial, missed int) {
	for _, c := range g.Criteria {
		switch c.Verdict {
		case questions.Met:
			met++
		case questions.Partial:
			partial++
		case questions.Missed, questions.Unclear:
			missed++
		}
	}
	return met, partial, missed
}

// points are the criteria in three groups, and the pitfalls.
func (v view) points(d detail) []slack.Block {
	withheld := v.item.CardOpen
	blocks := []slack.Block{group(pointsMade, v.lines(earned, d, withheld))}
	if !withheld {
		blocks = append(blocks, group(pointsOpen, v.lines(is(questions.Missed), d, false)))
		blocks = append(blocks, group(pointsUnsure, v.lines(is(questions.Unclear), d, false)))
	}
	return append(blocks, group(pitfallsFallen, pitfallLines(v.item.Grade, d, "")))
}

// group is a heading and its list; nil where the list is empty.
func group(title string, items []*slack.RichTextSection) slack.Block {
	if len(items) == 0 {
		return nil
	}
	return rich(line(bold(title)), bullets(0, items...))
}

func earned(v questions.Verdict) bool { return v == questions.Met || v == questions.Partial }

// lines are the criteria with one of the verdicts, met before partly met. At a glance the points that one quote earned
// share a line; in the details each has its own.
func (v view) lines(want func(questions.Verdict) bool, d detail, withheld bool) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, points := range v.gathered(want, !d.reasons) {
		out = append(out, line(criteriaSpans(points, v.q, d, withheld)...))
	}
	return out
}

// gathered are the criteria with one of the verdicts; together puts those with the same verdict and quote together.
func (v view) gathered(want func(questions.Verdict) bool, together bool) [][]questions.CriterionGrade {
	var out [][]questions.CriterionGrade
	for _, verdict := range []questions.Verdict{questions.Met, questions.Partial, questions.Missed, questions.Unclear} {
		at := map[string]int{} // by quote
		for _, c := range v.item.Grade.Criteria {
			if c.Verdict != verdict || !want(verdict) {
				continue
			}
			if i, found := at[c.Quote]; found && together && earned(verdict) && c.Quote != "" {
				out[i] = append(out[i], c)
				continue
			}
			at[c.Quote] = len(out)
			out = append(out, []questions.CriterionGrade{c})
		}
	}
	return out
}

// criteriaSpans are criteria that share their verdict and evidence: the verdict, each label with what help took off, and
// the evidence.
func criteriaSpans(points []questions.CriterionGrade, q *questions.Question, d detail, withheld bool) []span {
	spans := []span{words(verdictWord(points[0].Verdict) + ": ")}
	for i, c := range points {
		if i > 0 {
			spans = append(spans, words(", "))
		}
		spans = append(spans, bold(shown(c.Label, 80)))
		if credit := helpWords(c); credit != "" {
			spans = append(spans, words(" ("+credit+")"))
		}
	}
	return append(spans, evidence(points[0], q, d, withheld)...)
}

// evidence is the quote of a point that was made, or what a strong answer says of one that was missed. Where the judge's
// quote was refused, the reason says so.
func evidence(c questions.CriterionGrade, q *questions.Question, d detail, withheld bool) []span {
	var spans []span
	if c.Quote != "" && c.Verdict != questions.Missed && d.quote > 0 {
		spans = append(append(spans, words(d.before(" "))), quoted(c.Quote, d.quote)...)
	}
	if d.text == 0 || withheld {
		return spans
	}
	switch {
	case c.Verdict == questions.Missed:
		if text := strongAnswer(q, c.ID, d.text); text != "" {
			spans = append(append(spans, words(d.before(": "))), coded(text)...)
		}
		if refused(c.Reason) && d.reasons {
			spans = append(spans, words("\n"+shown(c.Reason, d.text)))
		}
	case c.Verdict != questions.Met && (d.reasons || len(spans) == 0):
		if reason := shown(c.Reason, d.text); reason != "" {
			spans = append(spans, words(d.before(": ")+capital(reason)))
		}
	}
	return spans
}

// refused says whether the reason tells of a quote that did not stand up.
func refused(reason string) bool { return strings.HasPrefix(reason, refusal) }

// refusal is how a scorer begins the reason for a verdict that it took back.
const refusal = "Not counted"

func strongAnswer(q *questions.Question, criterion string, most int) string {
	if q == nil {
		return ""
	}
	for _, c := range q.Rubric.Criteria {
		if c.ID == criterion {
			return fenced(tidy(c.Text), most, sentence)
		}
	}
	return ""
}

// helpWords are "counts 0.8, after the follow-up", for a point that help has made worth less.
func helpWords(c questions.CriterionGrade) string {
	if !earned(c.Verdict) {
		return ""
	}
	credit := strconv.FormatFloat(c.Credit, 'f', -1, 64)
	if len(credit) > 4 {
		credit = strconv.FormatFloat(c.Credit, 'f', 2, 64)
	}
	switch c.Help {
	case questions.AfterFollowUp:
		return fmt.Sprintf(afterFollowUp, credit)
	case questions.AfterHint:
		return fmt.Sprintf(afterHint, credit)
	}
	return ""
}

// pitfallLines are the pitfalls fallen into; lead names them so where no heading does.
func pitfallLines(g *questions.Grade, d detail, lead string) []*slack.RichTextSection {
	var out []*slack.RichTextSection
	for _, p := range g.Pitfalls {
		if !fell(p) {
			continue
		}
		spans := []span{words(lead + shown(p.Label, max(d.text, 60)))}
		if d.quote > 0 && p.Quote != "" {
			spans = append(append(spans, words(d.before(" "))), quoted(p.Quote, d.quote)...)
		}
		out = append(out, line(spans...))
	}
	return out
}

func fell(p questions.PitfallGrade) bool { return p.Verdict == "present" }

// advised is the one thing to do next; nil while a follow-up is open, for then it is to answer that.
func (v view) advised() slack.Block {
	if v.item.CardOpen {
		return nil
	}
	return rich(line(bold(doNext), words(shown(v.advice(), 400))))
}

// stillOpen leads over to the follow-up, nil where there is none.
func (v view) stillOpen() slack.Block {
	if !v.item.CardOpen {
		return nil
	}
	return section(v.openWords())
}

// openWords say how many points the follow-up may still bring.
func (v view) openWords() string {
	_, partial, missed := tally(v.item.Grade)
	if missed+partial == 0 {
		return openNone
	}
	return counted(missed+partial, openOne, openMany)
}

// source says where the score came from.
func (v view) source() string { return sourceWords(v.item.By) }

func sourceWords(by interview.By) string {
	switch {
	case by.Scorer != "llm":
		return offlineSource
	case by.Host == "":
		return fmt.Sprintf(gradedByModel, escaped(by.Model, 100))
	}
	return fmt.Sprintf(gradedBy, escaped(by.Model, 100), escaped(by.Host, 100))
}

// before is the score of the last attempt at the same question: in this interview or, where only its owner sees the card,
// in an earlier one.
func (v view) before() string {
	for i := v.index - 1; i >= 0; i-- {
		if it := v.s.Items[i]; it.Question == v.item.Question && it.Grade != nil {
			return fmt.Sprintf(attemptBefore, it.Grade.Score)
		}
	}
	if v.look.Earlier == nil || len(v.item.Answers) == 0 || !(v.s.Place.Direct || v.m.Private) {
		return ""
	}
	last, found := v.look.Earlier(v.item.Question, v.item.Answers[0].At)
	if !found {
		return ""
	}
	return fmt.Sprintf(sittingBefore, last.At.In(v.look.zone()).Format(dayOfSitting), last.Score)
}

func (v view) cardRow() []*slack.ButtonBlockElement {
	if v.s.Settings.Mode == interview.Daily {
		share := []*slack.ButtonBlockElement{v.press(wordShare, ActionDailyShare), v.detailsButton()}
		return append(append(share, v.answerButton()...), v.unfair())
	}
	if v.item.CardOpen && v.current() { // the follow-up is what comes next, and has the other buttons
		return append([]*slack.ButtonBlockElement{v.press(wordNext, ActionNext), v.press(wordAgain, ActionAgain)}, append(v.answerButton(), v.detailsButton())...)
	}
	return append(v.betweenRow(), v.detailsButton(), v.unfair())
}
