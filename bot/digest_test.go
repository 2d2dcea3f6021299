package bot_test

import "testing"

func TestTheDigestIsTurnedOnAndOffForAChannel(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ada, ben := h.space.Person("ada"), h.space.Person("ben")
	channel := h.space.ChannelID("sre-practice")
	h.ok(ada.Slash(channel, "/mock-interview", "digest on"))
	h.told(channel, "turned the weekly digest on")
	h.ok(ben.Slash(channel, "/mock-interview", "digest on"))
	h.private(ben, "is on in this channel already")
	h.ok(ben.Slash(channel, "/mock-interview", "digest"))
	h.private(ben, "Next: ")
	h.ok(ben.Slash(channel, "/mock-interview", "digest off"))
	h.told(channel, "turned the weekly digest off")
	h.ok(ben.Slash(channel, "/mock-interview", "digest off"))
	h.private(ben, "is off in this channel already")
	must(ada.Say(ada.DM(), "digest"))(t)
	h.told(ada.DM(), "belongs to a channel")
}
