package inbound

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// PlaceKey is what a message is known by, whatever event brings it. It outlives what the person deletes, so it is a hash: a
// direct message's channel is as good as a name. The time before it brings what comes together together in the file, too:
// hundreds of keys on one page instead of a page for each.
func PlaceKey(team, channel, ts string) string {
	sum := sha256.Sum256([]byte(team + " " + channel + " " + ts))
	key := "message:"
	if at, ok := Time(ts); ok {
		key += strconv.FormatInt(at.Unix(), 10) + ":"
	}
	return key + hex.EncodeToString(sum[:12])
}

// ClocksApart is how far our clock and Slack's may be apart: a time of ours is that much later than a message's ts, or
// earlier, and the message is still found.
const ClocksApart = 15 * time.Minute

// Time reads a message's ts as the time at which Slack took it. ok is false for what is no ts.
func Time(ts string) (at time.Time, ok bool) {
	seconds, rest, _ := strings.Cut(ts, ".")
	sec, err := strconv.ParseInt(seconds, 10, 64)
	micros, err2 := strconv.ParseInt(rest, 10, 64)
	return time.Unix(sec, micros*1000), err == nil && err2 == nil && len(rest) == 6
}
