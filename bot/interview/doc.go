// Package interview is the interviewer: a pure state machine. Events go in, a new state and effects come out.
//
//	Begin(…)              -> State, []Effect
//	Handle(State, Event)  -> State, []Effect
//
// It decides what is asked, what counts as an answer, when a follow-up is due and when the scorecard may be seen. It
// does none of it: saying, grading and recording are effects, carried out by package bot. No Slack, no database, no
// network and no clock may enter; what it needs of the world (the time, the questions, the next pick) stands on the Desk.
//
// The same state and event always give the same result, effect ids included, so a replay after a crash changes nothing.
package interview
