package store

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// A reply is anybody's text: what an export prints must not command the terminal, and must say the same.
func TestJSONLinesHoldNothingThatATerminalObeys(t *testing.T) {
	t.Parallel()
	const reply = "plain é 日本 👍🏽\n\x00\x1b]0;t\a\x7f\u009b2J\u202egnp.exe\u2066\u200b\ufeff\U000e0041 <b>"
	db := open(t, tempPath(t), nil)
	a := answer("a1", "U1", newClock().now(), 50)
	a.Reply = reply
	put1(t, db, a)
	var out bytes.Buffer
	view(t, db, func(tx *Tx) error { return tx.ExportJSONL(&out) })
	if got := out.String(); !strings.Contains(got, `plain é 日本 👍🏽\n\u0000\u001b]0;t\u0007\u007f\u009b2J\u202egnp.exe\u2066\u200b\ufeff\udb40\udc41 <b>"`) {
		t.Errorf("written as %s", got)
	}
	var back record
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back.Reply != reply {
		t.Errorf("read back as %q, %v", back.Reply, err)
	}
}
