package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/scorer/scorertest"
	"mock-interviewer/bot/workspace"
)

func TestServeGradesWithAnOpenAICompatibleEndpoint(t *testing.T) {
	t.Parallel()
	model := scorertest.Start(t, scorertest.WithKey("sk-test-0123456789"))
	space, err := workspace.New(workspace.Config{Manifest: *manifest.New(), Channels: []workspace.ChannelSpec{
		{Name: "sre-practice", WithBot: true}, {Name: "team", WithBot: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	slack, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(slack.Close)
	dir := t.TempDir()
	vars := map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL(),
		"OPENAI_BASE_URL": model.URL(), "OPENAI_API_KEY": "sk-test-0123456789", "OPENAI_MODEL": "scripted",
		"MOCK_INTERVIEWER_DATA": dir, "MOCK_INTERVIEWER_HTTP": "off",
		"MOCK_INTERVIEWER_DAILY_CHANNEL": space.ChannelID("team"), "MOCK_INTERVIEWER_DAILY_CRON": "@every 2s",
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, errs notes
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"serve"}, func(name string) string { return vars[name] }, strings.NewReader(""), &out, &errs)
	}()

	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("serve said:\n%s", errs.String())
		}
	})
	v := visit(t, space)
	v.answerDaily(space.ChannelID("team"))
	v.practise()
	v.mock(space.ChannelID("sre-practice"))

	stop()
	select {
	case code := <-done:
		if code != exitDone {
			t.Errorf("serve: exit %d:\n%s", code, errs.String())
		}
	case <-time.After(10 * time.Second):
		t.Fatal("serve did not stop within 10 s")
	}
	for _, secret := range []string{slack.BotToken(), slack.AppToken(), "sk-test-0123456789", visitReply} {
		if strings.Contains(out.String()+errs.String(), secret) {
			t.Errorf("the output holds %q", secret[:8])
		}
	}
	if problems := model.Problems(); len(problems) > 0 {
		t.Errorf("the endpoint complains: %v", problems)
	}
	checkExport(t, dir, "llm")
}
