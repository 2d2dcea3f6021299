// Package admin keeps the database of a running `serve` within its operator's reach. Only one process can have the file
// open, so that one answers on a unix socket beside it, and everybody else asks there: for a backup, an export, one
// person's erasure, its status. It also makes a backup a day.
//
//	mock-interviewer.db                      the database (package store)
//	admin.sock                               answers its owner alone (0600); there while serve runs
//	backups/mock-interviewer-20261124.db     verified when it was made; the newest few stay
//	.admin-…/                                work in progress, cleared at the next start, as are the halves of files
//
// The socket speaks HTTP: GET /status, GET /backup, GET /export?format=, POST /erase?user=. An error is a status from
// 400 and a line of text. It knows no Slack.
package admin
