package bot

import (
	"bytes"
	"context"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// actionUpload is the action of an entry that sends a person their data as a file. Its message is what is said instead
// where that cannot be.
const actionUpload = "upload"

// upload sends the data as it stands now.
func (s *sender) upload(ctx context.Context, e store.OutboxEntry) (posted, error) {
	if inbound.IsPerson(e.Channel) { // files go to channels only, and Slack has not told us this one
		return posted{}, slack.SlackErrorResponse{Err: "channel_not_found"}
	}
	var data []byte
	err := s.b.db.View(func(tx *store.Tx) (err error) {
		data, err = personalData(tx, e.User)
		return err
	})
	if err != nil {
		return posted{}, err
	}
	_, err = s.b.api.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: dataFile(e.ID), Title: dataTitle, FileSize: len(data), Reader: bytes.NewReader(data), Channel: e.Channel,
	})
	return posted{channel: e.Channel}, err
}

// dataFile is the file's name. It holds the effect's id: a message with a file cannot carry metadata, and after a crash
// the file is looked for by its name.
func dataFile(effect string) string { return "mock-interviewer-" + effect + ".jsonl" }

// isEntry says whether a message in Slack is what an entry became.
func isEntry(m slack.Message, e store.OutboxEntry) bool {
	if e.Action == actionUpload {
		for _, f := range m.Files {
			if f.Name == dataFile(e.ID) {
				return true
			}
		}
		return false
	}
	return m.Metadata.EventType == metadataType && m.Metadata.EventPayload["effect_id"] == e.ID
}

// refusesFiles says whether an upload failed for want of the scope. Everything else goes on without it.
func refusesFiles(e store.OutboxEntry, err error) bool {
	return e.Action == actionUpload && strings.HasPrefix(slackCode(err), "missing_scope")
}

// insteadOfFile is what is said where the file could not be sent.
func insteadOfFile(e store.OutboxEntry, cause error) store.OutboxEntry {
	e.ID, e.Action = e.ID+".instead", "post"
	if refusesFiles(store.OutboxEntry{Action: actionUpload}, cause) {
		e.Message = render(blocks.Plain(dataNoScope))
	}
	return e
}
