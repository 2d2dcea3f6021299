package scorer

import "mock-interviewer/questions"

// ChooseFollowUp returns the question worth asking next.
func ChooseFollowUp(q *questions.Question, judgements []questions.Judgement, suggested, reply string) string {
	_, _, _, _ = q, judgements, suggested, reply
	return ""
}
