package blocks

import (
	"encoding/json"
	"testing"

	"mock-interviewer/bot/interview"
)

// BenchmarkRender is the largest messages, as Slack gets them.
//
//	go test ./bot/blocks -run '^$' -bench Render
func BenchmarkRender(b *testing.B) {
	look := lookAt(guides(b))
	practice := play(b, look, setup{mode: interview.Practice, direct: true, ids: []string{"harbour-1"}})
	practice.answer("I check the wind against the limit of the berth; we order tugs early.")
	practice.judge(practice.result("we go in under engine alone", "", berthed()...))
	mock := play(b, look, setup{mode: interview.Mock, count: 4, ids: []string{"harbour-1", "harbour-3", "harbour-2", "harbour-4"}})
	for range 4 {
		mock.answer("I check the wind against the limit of the berth; we order tugs early.")
		mock.judge(mock.result("", "", allMet(2)...))
	}
	for kind, st := range map[interview.Kind]*stage{interview.SayScorecard: practice, interview.SaySummary: mock} {
		if st.last.Kind != kind {
			b.Fatalf("it ends with a %s, want a %s", st.last.Kind, kind)
		}
		b.Run(string(kind), func(b *testing.B) {
			for b.Loop() {
				if _, err := json.Marshal(Interview(&st.s, st.last, look)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
