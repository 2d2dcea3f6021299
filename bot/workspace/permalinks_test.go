package workspace_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestAPermalinkLeadsToThePlaceOfItsMessage(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	channel := b.ChannelID("sre-practice")
	_, root, err := b.api.PostMessageContext(t.Context(), channel, slack.MsgOptionText("root", false))
	if err != nil {
		t.Fatal(err)
	}
	_, reply, err := b.api.PostMessageContext(t.Context(), channel, slack.MsgOptionText("reply", false), slack.MsgOptionTS(root))
	if err != nil {
		t.Fatal(err)
	}
	_, direct, err := b.api.PostMessageContext(t.Context(), b.ben.DM(), slack.MsgOptionText("direct", false))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ channel, ts, want string }{
		{channel, root, "/?c=" + channel},
		{channel, reply, "/?c=" + channel + "&t=" + root},
		{b.ben.DM(), direct, "/?c=" + b.ben.DM() + "&user=" + b.ben.ID()},
	} {
		link, err := b.api.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: tt.channel, Ts: tt.ts})
		if err != nil {
			t.Fatal(err)
		}
		res := get(t, b, strings.TrimPrefix(link, b.srv.URL()), nil)
		if res.StatusCode != http.StatusOK || res.Request.URL.RequestURI() != tt.want {
			t.Errorf("%s: %d at %s, want %s", link, res.StatusCode, res.Request.URL.RequestURI(), tt.want)
		}
	}
	for _, lost := range []string{"/archives/C0NONE/p1", "/archives/" + channel + "/p1"} {
		if res := get(t, b, lost, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", lost, res.StatusCode)
		}
	}
}
