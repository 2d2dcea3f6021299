package blocks

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func digestedWeek() Digest {
	link := "https://quay.example.com/archives/C0QUAY/p1"
	return Digest{
		From: noon(), People: 6,
		Questions: []DigestQuestion{
			{Title: "How do you berth a large ship in strong wind?", Link: link, Answer: link + "2", Missed: []string{"Tugs", "Lines First", "Fenders"}},
			{Title: "<!here> *Plan* مرحبا", Missed: []string{"<@U0VICTIM>"}, Answer: "javascript:alert(1)"},
			{Title: "Plan the unloading of two ships with one crane."},
		},
		Improved: []DigestRise{{"", 52, 61}, {"Technical", 40, 58}},
	}
}

func TestTheDigestOfAWeek(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	golden(t, "digest", WeekDigest(digestedWeek(), look))
	golden(t, "digest-quiet", WeekDigest(Digest{From: noon(), People: 5, Questions: []DigestQuestion{{Title: "A"}}}, look))
	golden(t, "digest-on", DigestTurned(true, "U0ANNA", noon(), look))
	golden(t, "digest-off", DigestTurned(false, "<!here>", time.Time{}, look))
	golden(t, "digest-state-on", DigestState(true, noon(), look))
	golden(t, "digest-state-off", DigestState(false, time.Time{}, look))
}

func TestWhateverAWeekHoldsTheDigestFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := hostile().Draw(rt, "text")
		d := Digest{From: noon(), People: 7}
		for i := range rapid.SampledFrom([]int{0, 1, 30}).Draw(rt, "questions") {
			name := fmt.Sprint(i, text)
			d.Questions = append(d.Questions, DigestQuestion{Title: name, Link: text, Answer: text, Missed: []string{name, text, name}})
			d.Improved = append(d.Improved, DigestRise{name, i, i + 5})
		}
		fits(rt, "digest", WeekDigest(d, Look{}))
		fits(rt, "turned", DigestTurned(true, text, noon(), Look{}))
	})
}
