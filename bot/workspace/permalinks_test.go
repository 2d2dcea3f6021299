package workspace_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// post has the app post a message, in a thread where one is named.
func (b *bench) post(t *testing.T, channel, thread, text string) (ts string) {
	t.Helper()
	options := []slack.MsgOption{slack.MsgOptionText(text, false)}
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	_, ts, err := b.api.PostMessageContext(t.Context(), channel, options...)
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestAPermalinkLeadsToItsMessage(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	channel := b.ChannelID("sre-practice")
	lone, root := b.post(t, channel, "", "lone"), b.post(t, channel, "", "root")
	reply, direct := b.post(t, channel, root, "reply"), b.post(t, b.ben.DM(), "", "direct")
	for _, tt := range []struct{ channel, ts, want string }{
		{channel, lone, "/?c=" + channel + "&m=" + lone},
		{channel, root, "/?c=" + channel + "&m=" + root},
		{channel, reply, "/?c=" + channel + "&m=" + reply + "&t=" + root},
		{b.ben.DM(), direct, "/?c=" + b.ben.DM() + "&m=" + direct + "&user=" + b.ben.ID()},
	} {
		link, err := b.api.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: tt.channel, Ts: tt.ts})
		if err != nil {
			t.Fatal(err)
		}
		whole := strings.TrimPrefix(link, b.srv.URL())
		bare, _, _ := strings.Cut(whole, "?") // as an app may put it together that does not know the thread
		for _, path := range []string{whole, bare} {
			res := get(t, b, path, nil)
			if res.StatusCode != http.StatusOK || res.Request.URL.RequestURI() != tt.want {
				t.Errorf("%s: %d at %s, want %s", path, res.StatusCode, res.Request.URL.RequestURI(), tt.want)
			}
		}
	}
}

func TestAPermalinkOfAMessageThatIsGoneLeadsToItsChannel(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	channel := b.ChannelID("sre-practice")
	root := b.post(t, channel, "", "root")
	gone := "/archives/" + channel + "/p1"
	for path, want := range map[string]string{
		gone:                             "/?c=" + channel,
		gone + "?thread_ts=" + root:      "/?c=" + channel + "&t=" + root,
		gone + "?thread_ts=1.000000":     "/?c=" + channel,
		"/archives/" + channel + "/else": "/?c=" + channel,
	} {
		if res := get(t, b, path, nil); res.StatusCode != http.StatusOK || res.Request.URL.RequestURI() != want {
			t.Errorf("%s: %d at %s, want %s", path, res.StatusCode, res.Request.URL.RequestURI(), want)
		}
	}
	if res := get(t, b, "/archives/C0NONE/p1", nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("no channel: %d", res.StatusCode)
	}
}
