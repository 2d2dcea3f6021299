package workspace_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/workspace"
)

func repeat(item string, n int) string { return strings.TrimSuffix(strings.Repeat(item+",", n), ",") }

func TestMessageLimits(t *testing.T) {
	t.Parallel()
	x := func(n int) string { return strings.Repeat("x", n) }
	button := func(text, value string) string {
		return fmt.Sprintf(`{"type":"button","text":{"type":"plain_text","text":%q},"value":%q}`, text, value)
	}
	menu := func(options, initial string) string {
		return fmt.Sprintf(`{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"static_select","options":[%s]%s}}`, options, initial)
	}
	option := `{"text":{"type":"plain_text","text":"A"},"value":"a"}`
	cells := func(cols, rows int) string {
		return `{"type":"table","rows":[` + repeat("["+repeat(`{"type":"raw_text","text":"c"}`, cols)+"]", rows) + `]}`
	}
	for name, c := range map[string]struct{ blocks, want string }{
		"50 blocks pass":                    {repeat(`{"type":"divider"}`, 50), ""},
		"51 blocks":                         {repeat(`{"type":"divider"}`, 51), "/blocks: no more than 50"},
		"unknown type":                      {`{"type":"sectoin"}`, "/blocks/0/type: unsupported type"},
		"unknown field":                     {`{"type":"divider","colour":"red"}`, "/blocks/0: invalid additional property: colour"},
		"missing text":                      {`{"type":"header"}`, "/blocks/0: missing required field: text"},
		"empty section":                     {`{"type":"section"}`, "/blocks/0: must define either text or fields"},
		"empty text":                        {`{"type":"section","text":{"type":"mrkdwn","text":""}}`, "/blocks/0/text/text: must be more than 0"},
		"section of 3000 passes":            {`{"type":"section","text":{"type":"mrkdwn","text":"` + x(3000) + `"}}`, ""},
		"section of 3001":                   {`{"type":"section","text":{"type":"mrkdwn","text":"` + x(3001) + `"}}`, "/blocks/0/text/text: must be less than 3001"},
		"runes count, not bytes":            {`{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("é", 150) + `"}}`, ""},
		"header of 151":                     {`{"type":"header","text":{"type":"plain_text","text":"` + x(151) + `"}}`, "less than 151"},
		"header in mrkdwn":                  {`{"type":"header","text":{"type":"mrkdwn","text":"x"}}`, "must be one of plain_text"},
		"field of 2001":                     {`{"type":"section","fields":[{"type":"mrkdwn","text":"` + x(2001) + `"}]}`, "/blocks/0/fields/0/text"},
		"11 fields":                         {`{"type":"section","fields":[` + repeat(`{"type":"mrkdwn","text":"x"}`, 11) + `]}`, "no more than 10"},
		"11 context elements":               {`{"type":"context","elements":[` + repeat(`{"type":"mrkdwn","text":"x"}`, 11) + `]}`, "no more than 10"},
		"26 actions":                        {`{"type":"actions","elements":[` + repeat(button("x", "v"), 26) + `]}`, "no more than 25"},
		"no actions":                        {`{"type":"actions","elements":[]}`, "no less than 1"},
		"button text of 76":                 {`{"type":"actions","elements":[` + button(x(76), "v") + `]}`, "less than 76"},
		"button value of 2001":              {`{"type":"actions","elements":[` + button("x", x(2001)) + `]}`, "less than 2001"},
		"same block_id twice":               {repeat(`{"type":"divider","block_id":"b"}`, 2), `block_id "b" already exists`},
		"block_id of 256":                   {`{"type":"divider","block_id":"` + x(256) + `"}`, "less than 256"},
		"same action_id twice in a block":   {`{"type":"actions","elements":[` + repeat(strings.Replace(button("x", "v"), `{"type"`, `{"action_id":"a","type"`, 1), 2) + `]}`, `action_id "a" already exists`},
		"text input outside an input":       {`{"type":"actions","elements":[{"type":"plain_text_input","action_id":"a"}]}`, "unsupported type: plain_text_input"},
		"alert in a message":                {`{"type":"alert","text":{"type":"plain_text","text":"x"}}`, "not allowed in a message"},
		"100 options pass":                  {menu(repeat(option, 100), ""), ""},
		"101 options":                       {menu(repeat(option, 101), ""), "no more than 100"},
		"initial option that is none":       {menu(option, `,"initial_option":{"text":{"type":"plain_text","text":"B"},"value":"b"}`), "must exactly match"},
		"option in mrkdwn":                  {menu(strings.Replace(option, "plain_text", "mrkdwn", 1), ""), "must be one of plain_text"},
		"link that is none":                 {`{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"url":"javascript:alert(1)"}]}`, "must be a valid URL"},
		"markdown of 12001":                 {`{"type":"markdown","text":"` + x(12001) + `"}`, "less than 12001"},
		"table of 100 by 20 passes":         {cells(20, 100), ""},
		"table of 101 rows":                 {cells(1, 101), "no more than 100"},
		"table of 21 columns":               {cells(21, 1), "no more than 20"},
		"two tables":                        {cells(1, 1) + "," + cells(1, 1), "only one table"},
		"ragged table":                      {`{"type":"table","rows":[[{"type":"raw_text","text":"a"}],[]]}`, "/rows/1"},
		"empty rich text run":               {`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`, "more than 0"},
		"mention in preformatted":           {`{"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"user","user_id":"U1"}]}]}`, "unsupported type: user"},
		"too many characters in all":        {repeat(`{"type":"section","text":{"type":"mrkdwn","text":"`+x(2900)+`"}}`, 5), "msg_blocks_too_long"},
		"chart point without its category":  {`{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[{"name":"s","data":[{"label":"b","value":1}]}],"axis_config":{"categories":["a"]}}}`, "must be one of the categories"},
		"pie of 7":                          {`{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[` + repeat(`{"label":"a","value":1}`, 7) + `]}}`, "no more than 6"},
		"block that this workspace has not": {`{"type":"carousel","elements":[]}`, "unsupported type: carousel"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkProblems(t, workspace.ValidateMessage([]byte(`{"text":"x","blocks":[`+c.blocks+`]}`)), c.want)
		})
	}
}

func checkProblems(t *testing.T, got []workspace.Problem, want string) {
	t.Helper()
	var all []string
	for _, p := range got {
		all = append(all, p.Pointer+": "+p.Message)
	}
	joined := strings.Join(all, "\n")
	if want == "" && joined != "" || want != "" && !strings.Contains(joined, want) {
		t.Errorf("problems:\n%s\nwant %q", joined, want)
	}
}

func TestMetadataHoldsPlainValuesOnly(t *testing.T) {
	t.Parallel()
	for meta, want := range map[string]string{
		`{"event_type":"x","event_payload":{"a":"b","n":1,"l":["c"]}}`: "",
		`{"event_type":"x"}`:                               "invalid_metadata_format",
		`{"event_payload":{}}`:                             "invalid_metadata_format",
		`{"event_type":"x","event_payload":{"a":{"b":1}}}`: "invalid_metadata_schema",
		`{"event_type":"x","event_payload":{"a":"` + strings.Repeat("x", 8192) + `"}}`: "metadata_too_large",
	} {
		checkProblems(t, workspace.ValidateMessage([]byte(`{"text":"x","metadata":`+meta+`}`)), want)
	}
}

func TestViewLimits(t *testing.T) {
	t.Parallel()
	const input = `{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"plain_text_input"}}`
	modal := func(extra, blocks string) string {
		return `{"type":"modal","title":{"type":"plain_text","text":"x"}` + extra + `,"blocks":[` + blocks + `]}`
	}
	for name, c := range map[string]struct{ view, want string }{
		"a modal passes":           {modal("", `{"type":"divider"}`), ""},
		"100 blocks pass":          {modal("", repeat(`{"type":"divider"}`, 100)), ""},
		"101 blocks":               {modal("", repeat(`{"type":"divider"}`, 101)), "no more than 100"},
		"input without submit":     {modal("", input), "/view/submit: missing required field"},
		"input with submit passes": {modal(`,"submit":{"type":"plain_text","text":"Go"}`, input), ""},
		"title of 25":              {strings.Replace(modal("", ""), `"text":"x"`, `"text":"`+strings.Repeat("x", 25)+`"`, 1), "/view/title/text: must be less than 25"},
		"no title":                 {`{"type":"modal","blocks":[]}`, "missing required field: title"},
		"private_metadata of 3001": {modal(`,"private_metadata":"`+strings.Repeat("x", 3001)+`"`, ""), "less than 3001"},
		"table in a modal":         {modal("", `{"type":"table","rows":[[{"type":"raw_text","text":"c"}]]}`), "not allowed in a modal"},
		"alert in a modal passes":  {modal("", `{"type":"alert","text":{"type":"plain_text","text":"x"}}`), ""},
		"two with focus": {modal(`,"submit":{"type":"plain_text","text":"Go"}`,
			repeat(strings.Replace(input, `"plain_text_input"`, `"plain_text_input","focus_on_load":true`, 1), 2)), "only one element"},
		"a Home passes":     {`{"type":"home","blocks":[{"type":"divider"}]}`, ""},
		"Home with a title": {`{"type":"home","title":{"type":"plain_text","text":"x"},"blocks":[]}`, "invalid additional property: title"},
		"neither":           {`{"type":"page","blocks":[]}`, "must be modal or home"},
		"over 250 KB":       {modal("", repeat(`{"type":"section","text":{"type":"mrkdwn","text":"`+strings.Repeat("x", 2900)+`"}}`, 90)), "less than 250 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkProblems(t, workspace.ValidateView([]byte(c.view)), c.want)
		})
	}
}

// What slack-go writes must not be refused for fields that slack-go always adds.
func TestWhatSlackGoWritesIsTaken(t *testing.T) {
	t.Parallel()
	plain := slack.NewTextBlockObject("plain_text", "x", true, false)
	mrkdwn := slack.NewTextBlockObject("mrkdwn", "x", false, true)
	option := slack.NewOptionBlockObject("v", plain, plain)
	section := slack.NewRichTextSection(slack.NewRichTextSectionTextElement("x", &slack.RichTextSectionTextStyle{Bold: true}))
	blocks := []slack.Block{
		slack.NewHeaderBlock(plain), slack.NewDividerBlock(), slack.NewSectionBlock(mrkdwn, []*slack.TextBlockObject{mrkdwn}, nil),
		slack.NewContextBlock("", mrkdwn), slack.NewMarkdownBlock("", "**x**"),
		slack.NewActionBlock("", slack.NewButtonBlockElement("a", "v", plain).WithStyle(slack.StylePrimary).
			WithConfirm(slack.NewConfirmationBlockObject(plain, mrkdwn, plain, plain)),
			slack.NewOptionsSelectBlockElement("static_select", plain, "b", option),
			slack.NewOverflowBlockElement("c", slack.NewOptionBlockObject("v", plain, nil)),
			slack.NewCheckboxGroupsBlockElement("d", option), slack.NewRadioButtonsBlockElement("e", option), slack.NewDatePickerBlockElement("f")),
		slack.NewRichTextBlock("", section, slack.NewRichTextList(slack.RTEListBullet, 0, section)),
		slack.NewTableBlock("").AddRow(slack.NewTableRawTextCell("x"), slack.NewTableRichTextCell(section)),
		slack.NewInputBlock("", plain, nil, slack.NewNumberInputBlockElement(plain, "n", false)),
	}
	data, err := json.Marshal(map[string]any{"text": "x", "blocks": blocks})
	if err != nil {
		t.Fatal(err)
	}
	checkProblems(t, workspace.ValidateMessage(data), "")
}
