// Package bot is the Slack side: it connects, receives, routes, grades and sends. It and the rooms below it are the only
// code that knows slack-go.
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
//
// Where to look:
//
//	in        socket, receive, flood: sockets, commits, acks; what an envelope says is read by package inbound
//	work      worker, step, states, route, changed, overtaken, forms, actions, commands, modal, details: one event, one transaction
//	judge     grade, grade_later, grade_record, ledger, seal: the pool, its retries, what is kept of a grade
//	out       outcome, binds, calloff, cutoff, announce, heard, backpressure: what is said, and what follows once it stands in
//	          Slack or cannot; package outbox sends it
//	daily     dailyrun*, daily_*, digest*, leaderboard*: what a channel has
//	personal  recall_*, history, study_plan, mydata, retention, settings, home, homes, chart, info: what a person has
//	together  panel*, dispute, shortcut, spoken, listening, agent, status: other ways to be asked and judged
//	upkeep    bot, tune, stages, material, observe*, trail, scrub: start and stop, reload, what an operator sees
//	words     words*: the sentences that no message of package blocks covers
package bot
