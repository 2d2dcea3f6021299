package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// homeAnswers is how many of a person's newest answers the points on their Home are counted over.
const homeAnswers = 60

// publishHome draws the App Home of a person anew. Its chart is Slack's own where the workspace has it on a Home, else a
// picture, else words; the Home stands with words until a new picture is there.
func (b *Bot) publishHome(ctx context.Context, user string) error {
	var h blocks.Home
	var look blocks.Look
	err := b.db.View(func(tx *store.Tx) (err error) {
		h, look, err = b.home(tx, user)
		return err
	})
	if err != nil {
		return err
	}
	return b.drawHome(ctx, h, look)
}

// nativeChart is the ability to show a data_visualization block on a Home.
const nativeChart = "data_visualization on the Home"

func (b *Bot) drawHome(ctx context.Context, h blocks.Home, look blocks.Look) error {
	h.Chart.Drawn = blocks.DrawnInWords
	if !h.Chart.Worth() {
		return b.putHome(ctx, h, look)
	}
	if b.can.Has(nativeChart) {
		native := h
		native.Chart.Drawn = blocks.DrawnNatively
		err := b.putHome(ctx, native, look)
		if !refusesView(err) {
			return err
		}
		b.can.Lacks(nativeChart)
	}
	if done, err := b.knownPicture(ctx, h, look); done || err != nil {
		return err
	}
	if err := b.putHome(ctx, h, look); err != nil {
		return err
	}
	return b.newPicture(ctx, h, look)
}

func (b *Bot) putHome(ctx context.Context, h blocks.Home, look blocks.Look) error {
	_, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: h.User, View: blocks.HomeView(h, look)})
	b.cfg.Observe.request("views.publish", slackerr.Outcome(err))
	return err
}

// refusesView says whether Slack finds fault with a view's blocks.
func refusesView(err error) bool {
	switch slackerr.Code(err) {
	case "invalid_arguments", "invalid_blocks", "invalid_view", "view_too_large":
		return true
	}
	return false
}

func (b *Bot) home(tx *store.Tx, user string) (h blocks.Home, look blocks.Look, err error) {
	_, known, err := tx.Member(user)
	if err != nil {
		return h, look, err
	}
	h = blocks.Home{User: user, First: !known, Privacy: b.privacy()}
	if h.Settings, err = allSettings(tx, user); err != nil {
		return h, look, err
	}
	if h.Stats, err = b.statsOf(tx, user); err != nil {
		return h, look, err
	}
	h.Open = h.Stats.Open
	if h.Recent, _, err = b.pastOf(tx, user, 0, recentLength); err != nil {
		return h, look, err
	}
	answers, _, err := tx.AnswersOf(user, homeAnswers, "")
	if err != nil {
		return h, look, err
	}
	h.Chart.Scores = scoresOf(answers)
	h.Strong, h.Weak = b.pointsOf(answers)
	today, err := b.todays(tx, &inbound.Event{User: user})
	if err != nil {
		return h, look, err
	}
	if len(today) > 0 {
		h.Today = &today[0]
	}
	s := b.stepFor(tx, "home", b.now(), &inbound.Event{User: user})
	return h, s.look(user), nil
}

// scoresOf are the scores of the newest answers that count, oldest first.
func scoresOf(newestFirst []store.Answer) []blocks.Score {
	var scores []blocks.Score
	for _, a := range newestFirst {
		if a.Counts() && len(scores) < blocks.MostScores {
			scores = append(scores, blocks.Score{At: a.AnsweredAt, Value: a.Final()})
		}
	}
	slices.Reverse(scores)
	return scores
}

// pointsOf counts which points were met without help, and which were missed, the most frequent first.
func (b *Bot) pointsOf(answers []store.Answer) (strong, weak []blocks.PointStat) {
	met, missed := map[blocks.PointStat]int{}, map[blocks.PointStat]int{}
	for _, a := range answers {
		if !a.Counts() {
			continue
		}
		for _, c := range a.Criteria {
			point := blocks.PointStat{Label: c.Label, Category: a.Category}
			switch {
			case c.Verdict == questions.Met && c.Help == questions.Unaided:
				met[point]++
			case c.Verdict == questions.Missed:
				missed[point]++
			}
		}
	}
	return mostFrequent(met), mostFrequent(missed)
}

func mostFrequent(counts map[blocks.PointStat]int) []blocks.PointStat {
	points := make([]blocks.PointStat, 0, len(counts))
	for p, n := range counts {
		p.Times = n
		points = append(points, p)
	}
	slices.SortFunc(points, func(a, b blocks.PointStat) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), strings.Compare(a.Label, b.Label), strings.Compare(a.Category, b.Category))
	})
	return points
}
