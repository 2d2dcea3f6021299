package ability

import (
	"testing"
	"time"
)

func TestARefusalHoldsForADay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	k := New(func() time.Time { return now })
	if !k.Has("table", "card") || k.Surely("table") {
		t.Error("what nobody has tried is worth a try, and not sure")
	}
	k.Works("table")
	if !k.Surely("table") {
		t.Error("what was taken is sure")
	}
	k.Lacks("table")
	if k.Has("table") || k.Has("card", "table") || !k.Has("card") || k.Surely("table") {
		t.Error("what was refused is not tried, and only that")
	}
	now = now.Add(23 * time.Hour)
	if k.Has("table") {
		t.Error("a refusal is forgotten within the day")
	}
	now = now.Add(2 * time.Hour)
	if !k.Has("table") {
		t.Error("a refusal is never forgotten")
	}
}
