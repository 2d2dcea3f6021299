// Package daily decides when a question of the day is due, which ones were missed, and when its answer is revealed. It
// is arithmetic on wall clocks: no Slack, no store, no clock of its own.
package daily
