package blocks

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func form() StartForm {
	return StartForm{
		Categories: []string{"Technical", "Problem-Solving", strings.Repeat("Very long ", 8), "any", "مرفأ"}, Channel: "C0QUAY",
		PerCategory: map[string]int{"Technical": 12, "Problem-Solving": 1},
		Last:        StartChoice{Mode: interview.Practice, Category: "Technical", Difficulty: questions.Hard, Count: 5, Where: "dm"},
	}
}

func TestStartModal(t *testing.T) {
	t.Parallel()
	golden(t, "modal", StartModal(form()))
	f := form()
	f.Last, f.Direct, f.Channel = StartChoice{Mode: interview.Mock, Count: 3, Where: "here"}, true, "D0ANNA"
	golden(t, "modal-direct", StartModal(f))
	golden(t, "modal-nowhere", StartModal(StartForm{}))
}

func TestTheFormSaysWhatItsChoicesComeTo(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]StartForm{
		"3 questions, about 15 minutes. 12 questions fit this choice.":                      {Fits: 12, Last: StartChoice{Mode: interview.Mock, Count: 3}},
		"1 question, about 5 minutes. 1 question fits this choice.":                         {Fits: 1, Last: StartChoice{Mode: interview.Mock, Count: 1}},
		"The guide has only 2 questions for this choice: about 10 minutes.":                 {Fits: 2, Last: StartChoice{Mode: interview.Mock, Count: 5}},
		"Questions until you stop, about 5 minutes each. 2 questions fit this choice.":      {Fits: 2, Last: StartChoice{Mode: interview.Practice}},
		"A mock interview has a fixed number of questions. Choose one.":                     {Fits: 2, Last: StartChoice{Mode: interview.Mock}},
		"The guide has no question for this choice. Choose another category or difficulty.": {Last: StartChoice{Mode: interview.Mock, Count: 5}},
	} {
		if got := f.preview(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestATextOfOnesOwn(t *testing.T) {
	t.Parallel()
	fitting := guides(t).Questions()
	golden(t, "own-text", OwnModal("I check the wind against the limit of the berth.", true, fitting))
	golden(t, "own-text-not-yours", OwnModal("I check the wind.", false, fitting))
	golden(t, "own-text-empty", OwnModal(" ", true, fitting))
	golden(t, "own-text-long", OwnModal(strings.Repeat("wind ", 700), true, fitting))
}

// submitted is the modal as Slack sends it back when its initial choices are left as they are, but for those changed.
func submitted(t *testing.T, f StartForm, changed map[string]string) slack.View {
	t.Helper()
	modal := StartModal(f)
	view := slack.View{PrivateMetadata: modal.PrivateMetadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{}}}
	for _, b := range modal.Blocks.BlockSet {
		in, ok := b.(*slack.InputBlock)
		if !ok {
			continue
		}
		var action string
		var chosen *slack.OptionBlockObject
		switch e := in.Element.(type) {
		case *slack.SelectBlockElement:
			action, chosen = e.ActionID, e.InitialOption
		case *slack.RadioButtonsBlockElement:
			action, chosen = e.ActionID, e.InitialOption
		}
		picked := *chosen
		if value, ok := changed[in.BlockID]; ok {
			picked.Value = value
		}
		view.State.Values[in.BlockID] = map[string]slack.BlockAction{action: {SelectedOption: picked}}
	}
	return view
}

func TestTheFormRemembersEveryChoice(t *testing.T) {
	t.Parallel()
	for _, category := range append(form().Categories, "") {
		for _, last := range []StartChoice{
			{Mode: interview.Practice, Difficulty: questions.Hard, Count: 5, Where: "dm"},
			{Mode: interview.Practice, Count: 0, Where: "here"},
			{Mode: interview.Mock, Difficulty: questions.Easy, Count: 10, Where: "here"},
		} {
			f := form()
			f.Last = last
			f.Last.Category = category
			got, channel, errs := ParseStart(submitted(t, f, nil))
			if len(errs) > 0 || channel != "C0QUAY" {
				t.Errorf("%+v: channel %q, errors %v", f.Last, channel, errs)
			}
			if diff := cmp.Diff(f.Last, got); diff != "" {
				t.Errorf("the choice is not what was chosen last (-want +got):\n%s", diff)
			}
		}
	}
}

func TestTheFormSaysWhatIsWrongInItsPlace(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		changed map[string]string
		channel string
		want    map[string]string
	}{
		"mock without a number": {map[string]string{BlockMode: "mock", BlockCount: "0"}, "C0QUAY", map[string]string{BlockCount: modalErrCount}},
		"a number of its own":   {map[string]string{BlockCount: "400"}, "C0QUAY", map[string]string{BlockCount: modalErrChoose}},
		"no mode":               {map[string]string{BlockMode: "daily"}, "C0QUAY", map[string]string{BlockMode: modalErrChoose}},
		"no difficulty":         {map[string]string{BlockDifficulty: ""}, "C0QUAY", map[string]string{BlockDifficulty: modalErrChoose}},
		"a stale category":      {map[string]string{BlockCategory: "~00"}, "C0QUAY", map[string]string{BlockCategory: modalErrChoose}},
		"here, from nowhere":    {map[string]string{BlockWhere: "here"}, "", map[string]string{BlockWhere: modalErrWhere}},
		"nothing at all": {
			map[string]string{BlockMode: "", BlockCategory: "", BlockCount: "", BlockDifficulty: "", BlockWhere: ""},
			"C0QUAY",
			map[string]string{
				BlockMode: modalErrChoose, BlockCategory: modalErrChoose, BlockCount: modalErrChoose,
				BlockDifficulty: modalErrChoose, BlockWhere: modalErrChoose,
			},
		},
	} {
		f := form()
		f.Channel = tt.channel
		_, _, errs := ParseStart(submitted(t, f, tt.changed))
		if diff := cmp.Diff(tt.want, errs); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, channel, errs := ParseStart(slack.View{PrivateMetadata: "{"}); channel != "" || len(errs) != 5 {
		t.Errorf("an empty submission: channel %q, errors %v", channel, errs)
	}
}

func TestTheFormHoldsAnyNumberOfCategories(t *testing.T) {
	t.Parallel()
	f := StartForm{Channel: "C0QUAY", PerCategory: map[string]int{}}
	for i := range 300 {
		name := strings.Repeat(string(rune('A'+i%26))+"<é مرفأ", 1+i%20)
		f.Categories = append(f.Categories, name)
		f.PerCategory[name] = i
	}
	modal := StartModal(f)
	body, err := json.Marshal(modal)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "many", modal, body)
}

func TestReplaceReadsBackWhatItWrote(t *testing.T) {
	t.Parallel()
	want := StartChoice{Mode: interview.Mock, Category: "A | \"B\" <&>", Difficulty: questions.Easy, Count: 10, Where: "dm"}
	id, got, ok := ParseReplace(EncodeReplace("i1", want))
	if !ok || id != "i1" || got != want {
		t.Errorf("got %q, %+v, %v", id, got, ok)
	}
	for _, bad := range []string{"", "i1", "|{}", "i1|", "i1|[]", "i1|{"} {
		if _, _, ok := ParseReplace(bad); ok {
			t.Errorf("%q was taken", bad)
		}
	}
}
