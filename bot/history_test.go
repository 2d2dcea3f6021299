package bot_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/daily"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// linksIn are the addresses in a message's blocks.
func linksIn(m workspace.Message) (links []string) {
	for _, found := range regexp.MustCompile(`"url":("[^"]*")`).FindAllStringSubmatch(string(m.Blocks), -1) {
		var link string
		if json.Unmarshal([]byte(found[1]), &link) == nil {
			links = append(links, link)
		}
	}
	return links
}

// follow asks for a link and says what status it leads to.
func (h *house) follow(link string) int {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), http.MethodGet, link, http.NoBody)
	h.ok(err)
	resp, err := http.DefaultClient.Do(req)
	h.ok(err)
	h.ok(resp.Body.Close())
	return resp.StatusCode
}

func TestHistoryListsAnswersWithTheirScorecards(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice technical"))(t)
	h.message(dm, "question", 1)
	must(ada.Say(dm, missing))(t)
	card := h.message(dm, "scorecard", 1)
	h.ok(ada.Click(card, "interview_again"))
	h.message(dm, "question", 2)
	must(ada.Say(dm, good))(t)
	again := h.message(dm, "scorecard", 2)
	must(ada.Say(dm, "stop"))(t)
	h.message(dm, "summary", 1)

	must(ada.Say(dm, "history"))(t)
	m := h.said(ada, "Your last answers", 1)
	if !strings.Contains(everything(m), ", 0 the time before") {
		t.Errorf("the second attempt does not say what the first came to: %s", everything(m))
	}
	links := linksIn(m)
	if len(links) != 2 {
		t.Fatalf("%d links, want one for each answer: %v", len(links), links)
	}
	for i, card := range []workspace.Message{again, card} {
		if !strings.HasSuffix(links[i], strings.ReplaceAll(card.TS, ".", "")) {
			t.Errorf("link %d is %s, want the scorecard %s", i, links[i], card.TS)
		}
		if got := h.follow(links[i]); got != http.StatusOK {
			t.Errorf("%s leads to %d", links[i], got)
		}
	}
}

func TestEachTryTellsWhatTheOneBeforeItCameTo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	dm := ada.DM()
	must(ada.Say(dm, "practice situational"))(t)
	for n, reply := range []string{missing, passes, missing} {
		h.message(dm, "question", n+1)
		must(ada.Say(dm, reply))(t)
		card := h.message(dm, "scorecard", n+1)
		if n < 2 {
			h.ok(ada.Click(card, "interview_again"))
		}
	}
	must(ada.Say(dm, "history"))(t)
	list := everything(h.said(ada, "Your last answers", 1))
	second := h.answers()[1].Final()
	for _, want := range []string{", 0 the time before", fmt.Sprintf(", %d the time before", second)} {
		if second == 0 || strings.Count(list, want) != 1 {
			t.Errorf("the second try came to %d; it says %q %d times:\n%s", second, want, strings.Count(list, want), list)
		}
	}
}

func TestAMockInterviewsAnswersLinkToItsSummary(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "start technical 1"))
	root := h.opening(channel)
	h.message(channel, "question", 1)
	must(ada.Reply(channel, root.TS, weak))(t)
	h.answerFollowUps(channel, root.TS, 1)
	summary := h.message(channel, "summary", 1)
	h.within(patienceHere, "its place to be noted", func() bool { return h.outbox() == 0 })
	h.ok(ada.Slash(channel, "/mock-interview", "history"))
	links := linksIn(h.private(ada, "Your last answers"))
	want := strings.ReplaceAll(summary.TS, ".", "") + "?thread_ts=" + root.TS + "&cid=" + channel
	if len(links) != 1 || !strings.HasSuffix(links[0], want) {
		t.Errorf("got %v, want one that ends with %s", links, want)
	}
}

// An answer that was given in a form is no message that could be linked to: its scorecard is.
func TestAnAnswerGivenUnseenLinksToItsScorecard(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock), func(h *house) {
		withDaily(daily.Subscription{
			ID: "team", Channel: h.space.ChannelID("sre-practice"), Cron: "0 9 * * *", RevealAfter: time.Hour, Grace: 25 * time.Hour,
			Filter: questions.Filter{Categories: questions.Only("Situational")}, // there is one
		})(h)
	})
	ada := h.space.Person("ada")
	channel := h.space.ChannelID("sre-practice")
	var cards []string // the newest first
	for n := 1; n <= 2; n++ {
		post := h.message(channel, "daily", n)
		h.ok(ada.Click(post, "Answer privately"))
		h.submit(ada, h.opened(ada, blocks.CallbackPrivate), map[string]any{blocks.BlockAnswer: missing})
		cards = append([]string{strings.ReplaceAll(h.message(ada.DM(), "scorecard", n).TS, ".", "")}, cards...)
		clock.move(24 * time.Hour)
	}
	h.within(patienceHere, "its place to be noted", func() bool { return h.outbox() == 0 })
	for word, said := range map[string]string{"history": "Your last answers", "stats": "Due today"} {
		must(ada.Say(ada.DM(), word))(t)
		links := linksIn(h.said(ada, said, 1))
		if len(links) < 2 {
			t.Fatalf("%s has the links %v, want some to %v", word, links, cards)
		}
		for i, link := range links[:2] {
			if !strings.HasSuffix(link, cards[i]) || h.follow(link) != http.StatusOK {
				t.Errorf("%s: link %d is %s, want the scorecard %s", word, i, link, cards[i])
			}
		}
	}
}

func TestHistoryIsPaged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada := h.space.Person("ada")
	h.ok(h.db.Update(func(tx *store.Tx) error {
		for n := range 23 {
			a := store.Answer{
				AnswerID: "a-" + strconv.Itoa(n), User: ada.ID(), QuestionID: "small-1", Mode: "practice", Graded: true, Score: n, Band: "weak",
				AnsweredAt: time.Now().Add(time.Duration(n-100) * time.Hour), Reply: good,
			}
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
		}
		return nil
	}))
	must(ada.Say(ada.DM(), "history"))(t)
	first := h.said(ada, "Your last answers", 1)
	h.ok(ada.Click(first, "Show more"))
	second := h.said(ada, "Your answers, page 2", 1)
	must(ada.Say(ada.DM(), "history 3"))(t)
	third := h.said(ada, "Your answers, page 3", 1)
	for page, want := range map[*workspace.Message][]int{&first: {22, 13}, &second: {12, 3}, &third: {2, 0}} {
		text := everything(*page)
		for n := range 23 {
			listed := strings.Contains(text, "Weak, "+strconv.Itoa(n)+" of 100\"")
			if inside := n <= want[0] && n >= want[1]; listed != inside {
				t.Errorf("page with %v: answer %d is listed: %v", want, n, listed)
			}
		}
	}
	if strings.Contains(everything(third), "Show more") {
		t.Error("the last page offers another")
	}
	must(ada.Say(ada.DM(), "history 4"))(t)
	h.said(ada, "There are no older answers", 1)
}

func TestTheScorecardTellsTheScoreOfTheLastTime(t *testing.T) {
	t.Parallel()
	clock := &hands{}
	h := newHouse(t, withClock(clock))
	ada := h.space.Person("ada")
	h.answerOnce(ada, missing)
	if strings.Contains(everything(h.message(ada.DM(), "scorecard", 1)), "The last time") {
		t.Error("there was no last time")
	}
	clock.move(25 * time.Hour)
	h.answerOnce(ada, missing)
	if card := h.message(ada.DM(), "scorecard", 2); !strings.Contains(everything(card), "you scored 0") {
		t.Errorf("it does not tell the last score: %s", everything(card))
	}
}
