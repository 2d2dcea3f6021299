package inbound

import (
	"fmt"
	"testing"
)

func TestAMessageIsKnownByItsPlaceAlone(t *testing.T) {
	t.Parallel()
	keys := map[string]string{}
	for _, place := range [][3]string{
		{"T1", "D1", "1700000001.000001"},
		{"T2", "D1", "1700000001.000001"},
		{"T1", "D2", "1700000001.000001"},
		{"T1", "D1", "1700000001.000002"},
		{"T1", "D1", "1700000002.000001"},
		{"T1", "D1", "no time"},
	} {
		key := PlaceKey(place[0], place[1], place[2])
		if other, found := keys[key]; found {
			t.Errorf("%v has the key of %v", place, other)
		}
		if key != PlaceKey(place[0], place[1], place[2]) {
			t.Errorf("%v has two keys", place)
		}
		keys[key] = fmt.Sprint(place)
	}
}
