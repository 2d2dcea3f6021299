// Package inbound reads what Slack delivers: an envelope of any kind becomes an Event, which says what happened, to whom and
// where, in plain text. It is what the inbox keeps, so the names in its JSON are a format of the file.
//
// Everything here is a function of the envelope alone. No database, no call to Slack and no clock may enter; what only the
// bot can know of an event (whose interview it is, whether a form fits the guides) is for the bot to add.
package inbound
