package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"mock-interviewer/bot/workspace"
	"mock-interviewer/questions"
)

func chosenDaily() DailyChoice {
	return DailyChoice{
		Time: "08:30", Days: []time.Weekday{time.Monday, time.Wednesday, time.Sunday}, Zone: "Europe/Berlin", Categories: []string{"Technical", "Problem-Solving"},
		Difficulty: questions.Hard, Reveal: 4 * time.Hour, Country: "DE",
	}
}

func dailyPlan() DailyPlan {
	return DailyPlan{Channel: "C0QUAY", Choice: chosenDaily(), By: "U0ANNA", Next: noon()}
}

func configPlan() DailyPlan {
	return DailyPlan{Channel: "#quay", Cron: "0 9 * * MON-FRI", Choice: DailyChoice{Zone: "UTC", Reveal: 90 * time.Minute}, Next: noon()}
}

func dailyForm() DailyForm {
	return DailyForm{
		Channel: "C0QUAY", Categories: []string{"Technical", "Problem-Solving", strings.Repeat("Very long ", 8)},
		PerCategory: map[string]int{"Technical": 12, "Problem-Solving": 1}, Last: chosenDaily(),
	}
}

func TestTheFormForTheQuestionOfTheDay(t *testing.T) {
	t.Parallel()
	golden(t, "daily-form", DailyModal(DailyForm{Channel: "C0QUAY", Last: UsualDaily("Europe/Berlin")}))
	f := dailyForm()
	f.Plans = []DailyPlan{configPlan(), dailyPlan()}
	golden(t, "daily-form-again", DailyModal(f))
}

func TestWhatIsSetUp(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	for name, change := range map[string]DailyChange{
		"set": DailySet, "changed": DailyChanged, "resumed": DailyResumed, "stopped": DailyStopped,
	} {
		golden(t, "daily-"+name, DailyAnnounce(change, "U0ANNA", dailyPlan(), look))
	}
	paused := dailyPlan()
	paused.Paused, paused.Next = true, time.Time{}
	golden(t, "daily-paused", DailyAnnounce(DailyPaused, "U0ANNA", paused, look))
	paused.Until, paused.Next = noon(), noon()
	golden(t, "daily-paused-until", DailyAnnounce(DailyPaused, "<!here>", paused, look))
	golden(t, "daily-plans", DailyPlans([]DailyPlan{configPlan(), dailyPlan(), paused}, true, look))
	every := DailyPlan{Channel: "C0QUAY", Choice: UsualDaily("<!here> `UTC`"), By: "erased"}
	every.Choice.Days = week()
	golden(t, "daily-plans-here", DailyPlans([]DailyPlan{every}, false, look))
	golden(t, "daily-plans-none", DailyPlans(nil, false, look))
	golden(t, "daily-plans-none-anywhere", DailyPlans(nil, true, look))
	golden(t, "cannot-post", CannotPost("C0QUAY", false))
	golden(t, "cannot-post-archived", CannotPost("<#quay", true))
}

// dailySubmitted is the form as Slack sends it back with its initial values, but for those changed.
func dailySubmitted(f DailyForm, changed map[string]slack.BlockAction) slack.View {
	modal := DailyModal(f)
	view := slack.View{PrivateMetadata: modal.PrivateMetadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{}}}
	for _, b := range modal.Blocks.BlockSet {
		in, ok := b.(*slack.InputBlock)
		if !ok {
			continue
		}
		var value slack.BlockAction
		switch e := in.Element.(type) {
		case *slack.SelectBlockElement:
			value.SelectedOption = *e.InitialOption
		case *slack.TimePickerBlockElement:
			value.SelectedTime = e.InitialTime
		case *slack.PlainTextInputBlockElement:
			value.Value = e.InitialValue
		case *slack.MultiSelectBlockElement:
			for _, o := range e.InitialOptions {
				value.SelectedOptions = append(value.SelectedOptions, *o)
			}
		case *slack.CheckboxGroupsBlockElement:
			for _, o := range e.InitialOptions {
				value.SelectedOptions = append(value.SelectedOptions, *o)
			}
		}
		if other, ok := changed[in.BlockID]; ok {
			value = other
		}
		view.State.Values[in.BlockID] = map[string]slack.BlockAction{actionChoice: value}
	}
	return view
}

func TestTheDailyFormGivesBackWhatItWasFilledWith(t *testing.T) {
	t.Parallel()
	long := chosenDaily()
	long.Categories, long.Difficulty, long.Country = []string{strings.Repeat("Very long ", 8)}, "", ""
	for _, want := range []DailyChoice{chosenDaily(), UsualDaily("UTC"), long} {
		f := dailyForm()
		f.Last = want
		got, channel, errs := ParseDaily(dailySubmitted(f, nil))
		if len(errs) > 0 || channel != "C0QUAY" {
			t.Errorf("channel %q, errors %v", channel, errs)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestTheDailyFormSaysWhatIsWrongInItsPlace(t *testing.T) {
	t.Parallel()
	option := func(value string) slack.BlockAction {
		return slack.BlockAction{SelectedOption: slack.OptionBlockObject{Value: value}}
	}
	tests := map[string]struct {
		block string
		value slack.BlockAction
		want  string
	}{
		"no time":            {BlockTime, slack.BlockAction{}, dailyErrTime},
		"no such time":       {BlockTime, slack.BlockAction{SelectedTime: "25:00"}, dailyErrTime},
		"no day":             {BlockDays, slack.BlockAction{}, dailyErrDays},
		"no zone":            {BlockZone, slack.BlockAction{Value: " "}, dailyErrZone},
		"the bot's own zone": {BlockZone, slack.BlockAction{Value: "Local"}, dailyErrZone},
		"no such zone":       {BlockZone, slack.BlockAction{Value: "Berlin"}, dailyErrZone},
		"a path for a zone":  {BlockZone, slack.BlockAction{Value: "../../etc/passwd"}, dailyErrZone},
		"a stale category":   {BlockCategory, slack.BlockAction{SelectedOptions: []slack.OptionBlockObject{{Value: "~00"}}}, modalErrChoose},
		"no such difficulty": {BlockDifficulty, option("brutal"), modalErrChoose},
		"a reveal of ours":   {BlockReveal, option("3h0m0s"), modalErrChoose},
		"no such country":    {BlockOff, option("XX"), modalErrChoose},
	}
	for name, tt := range tests {
		_, _, errs := ParseDaily(dailySubmitted(dailyForm(), map[string]slack.BlockAction{tt.block: tt.value}))
		if diff := cmp.Diff(map[string]string{tt.block: tt.want}, errs); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, channel, errs := ParseDaily(slack.View{PrivateMetadata: "{"}); channel != "" || len(errs) != 6 {
		t.Errorf("an empty submission: channel %q, errors %v", channel, errs)
	}
}

func TestACronOfTheChosenDays(t *testing.T) {
	t.Parallel()
	if got, want := chosenDaily().Cron(), "30 8 * * 1,3,0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnsweringUnseen(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	post := DailyPost{ID: "quay-1", Question: look.Question("harbour-1"), RevealAt: noon()}
	modal := PrivateModal(post, look)
	golden(t, "private", modal)
	golden(t, "private-scene", PrivateModal(DailyPost{ID: "quay-2", Question: look.Question("strange-1")}, look))
	golden(t, "private-refused", SentenceModal(TitlePrivate, "The model answer is out, so answers are no longer graded."))

	give := func(text string, share bool) slack.View {
		ticked := slack.BlockAction{}
		if share {
			ticked.SelectedOptions = []slack.OptionBlockObject{{Value: shareYes}}
		}
		return slack.View{PrivateMetadata: modal.PrivateMetadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{
			BlockAnswer: {actionChoice: {Value: text}}, BlockShare: {actionChoice: ticked},
		}}}
	}
	for text, share := range map[string]bool{"I check the wind.": false, strings.Repeat("ü", MaxPrivate): true} {
		got, errs := ParsePrivate(give(" "+text+"\n", share))
		if want := (PrivateAnswer{Post: "quay-1", Text: text, Share: share}); got != want || len(errs) > 0 {
			t.Errorf("got %+v, %v", got, errs)
		}
	}
	for _, text := range []string{"", " \n", strings.Repeat("ü", MaxPrivate+1)} {
		if _, errs := ParsePrivate(give(text, true)); errs[BlockAnswer] == "" {
			t.Errorf("%.10q was taken", text)
		}
	}
	for _, memory := range []string{"", "{", "[]", "{}"} {
		if _, errs := ParsePrivate(slack.View{PrivateMetadata: memory}); errs[BlockAnswer] == "" {
			t.Errorf("%q was taken", memory)
		}
	}
}

func outcome(q *questions.Question) DailyOutcome {
	return DailyOutcome{
		DailyPost: DailyPost{ID: "quay-1", Question: q, RevealAt: noon(), Revealed: true, Answered: 8}, Next: noon().Add(24 * time.Hour),
		Missed: []string{"Tugs", "<!here> *Lines First*", "Wind", "Fenders"},
		Shared: []SharedAnswer{
			{Name: "Anna Quay", Score: 88, Band: questions.Strong, Text: "I check the wind <!channel> against the limit of the berth."},
			{Score: 40, Band: questions.Weak, Link: "https://quay.example.com/archives/C0QUAY/p1"},
			{Name: "<@U0VICTIM> مرحبا", Score: 40, Band: questions.Weak, Link: "javascript:alert(1)"},
			{Name: "A"},
			{Name: "B"},
			{Name: "C"},
		},
	}
}

func TestTheRevealShowsWhatMostLeftOutAndWhatWasShared(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	golden(t, "daily-reveal-shared", DailyReveal(outcome(look.Question("harbour-1")), look))
}

// However long the model answer is, each of fifty who shared is named in the one message, and of more the number is told.
func TestEverybodyWhoSharedIsInTheReveal(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	long := *look.Question("harbour-1")
	for range 200 {
		long.Answer = append(long.Answer, questions.Point{Label: "Point", Text: strings.Repeat("long ", 60)})
	}
	for name, tt := range map[string]struct {
		question *questions.Question
		people   int
		text     string // of each, at least
	}{
		"44 and a usual answer":    {look.Question("harbour-1"), 44, "I check the wind against the limit of the berth. I check"},
		"60 and a usual answer":    {look.Question("harbour-1"), 60, ""},
		"44 and the longest one":   {&long, 44, ""},
		"3 and a usual answer":     {look.Question("harbour-1"), 3, strings.Repeat("I check the wind against the limit of the berth. ", 7)},
		"3 beside the longest one": {&long, 3, strings.Repeat("I check the wind against the limit of the berth. ", 7)},
	} {
		o := DailyOutcome{DailyPost: DailyPost{ID: "quay-1", Question: tt.question, Revealed: true, Answered: tt.people}}
		for i := range tt.people {
			o.Shared = append(o.Shared, SharedAnswer{
				Name: fmt.Sprintf("Person %d Somebody", i), Score: 88, Band: questions.Strong, Text: strings.Repeat("I check the wind against the limit of the berth. ", 60),
			})
		}
		m := DailyReveal(o, look)
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range workspace.ValidateMessage(body) {
			t.Errorf("%s: %v", name, p)
		}
		for i := range min(tt.people, mostShared) {
			if !strings.Contains(string(body), fmt.Sprintf("Person %d Somebody", i)) {
				t.Errorf("%s: person %d is not in it", name, i)
			}
		}
		if got := strings.Count(string(body), strings.TrimSpace(tt.text)); tt.text != "" && got < tt.people {
			t.Errorf("%s: %d of %d answers are in it", name, got, tt.people)
		}
		if got := strings.Contains(string(body), "10 more were shared"); got != (tt.people == 60) {
			t.Errorf("%s: it says that there are more: %v", name, got)
		}
		if strings.Contains(string(body), shortened) {
			t.Errorf("%s: it was cut as a last resort", name)
		}
	}
}

func hostileOutcome(t *rapid.T, q *questions.Question) DailyOutcome {
	o := DailyOutcome{DailyPost: DailyPost{ID: "d", Question: q}}
	text := hostile().Draw(t, "shared")
	for range rapid.IntRange(0, 8).Draw(t, "outcomes") {
		o.Missed = append(o.Missed, text)
		o.Shared = append(o.Shared, SharedAnswer{Name: text, Text: text, Link: text})
	}
	return o
}

func TestWhateverIsSetUpFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := hostile().Draw(rt, "text")
		n := rapid.SampledFrom([]int{0, 1, 12}).Draw(rt, "plans")
		f := DailyForm{Channel: "C0QUAY", PerCategory: map[string]int{text: n}, Last: DailyChoice{Zone: "UTC", Categories: []string{text, text}}}
		plan := DailyPlan{Channel: text, By: text, Cron: text, Choice: DailyChoice{Zone: text, Categories: []string{text, text}, Time: text}}
		for i := range n {
			f.Categories = append(f.Categories, fmt.Sprint(i, text))
			f.Plans = append(f.Plans, plan)
		}
		fits(rt, "form", DailyModal(f))
		fits(rt, "plans", DailyPlans(f.Plans, true, Look{}))
		fits(rt, "announcement", DailyAnnounce(DailySet, text, plan, Look{}))
		fits(rt, "refusal", CannotPost(text, false))
	})
}

func TestTheChoiceIsKeptWhole(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(chosenDaily())
	if err != nil {
		t.Fatal(err)
	}
	var got DailyChoice
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(chosenDaily(), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
