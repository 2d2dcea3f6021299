// Package slackerr reads how a call to Slack failed: Slack's code for it, what became of the call, and how an operator can
// mend it. Nothing that it returns holds a token, a URL or a person's words, so all of it may be logged.
package slackerr
