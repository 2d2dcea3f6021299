// Package blocks is everything the bot says, as Block Kit: pure functions from what happened to what is shown. All words
// that a person reads stand in words*.go, here and in package bot, so that a team can read them through in one sitting;
// testdata/reading.txt has every message as it reads. It may know slack-go's types, the interview's state and the
// questions; it may not know Slack's API, the store, or the clock.
//
// Everything a person, a guide or a model wrote is escaped here, on its way out.
package blocks
