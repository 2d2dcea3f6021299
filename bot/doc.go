// Package bot is the Slack side: it connects, receives, routes, grades and sends. With blocks and workspace below it, it
// is the only code that knows slack-go.
//
// The way of a reply:
//
//	socket --> receiver --commit--> inbox --> worker: interview.Handle --commit--> state + outbox + gradings
//	              \--ack                                                              |          |
//	Slack <------------------------------------------------------------- sender <-----/   grader (pool)
//	                                                                                        \--> an event to the worker's step
//
// Whatever changes state is in the inbox, on disk, before its envelope is acked; whatever is said stands in the outbox
// in the same transaction as the state that says it. So a kill at any instant loses nothing and says nothing twice.
package bot
