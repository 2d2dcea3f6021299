// Package recall decides what a person practises next: when a question comes back, how hard the new ones are, which
// points keep being left out, and how long a streak is. It is pure: it knows questions and their grades, and neither
// Slack, nor the store, nor the clock.
package recall
