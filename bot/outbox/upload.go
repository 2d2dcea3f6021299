package outbox

import (
	"bytes"
	"context"
	"strings"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/inbound"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/store"
)

// upload sends a file to a person.
func (s *Sender) upload(ctx context.Context, e store.OutboxEntry) (posted, error) {
	if inbound.IsPerson(e.Channel) { // files go to channels only, and Slack has not told us this one
		return posted{}, slack.SlackErrorResponse{Err: "channel_not_found"}
	}
	var file File
	err := s.cfg.Store.View(func(tx *store.Tx) (err error) {
		file, err = s.cfg.Owner.File(tx, e.User)
		return err
	})
	if err != nil {
		return posted{}, err
	}
	_, err = s.cfg.API.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: fileName(e.ID), Title: file.Title, FileSize: len(file.Data), Reader: bytes.NewReader(file.Data), Channel: e.Channel,
	})
	return posted{channel: e.Channel}, err
}

// fileName holds the effect's id: a message with a file cannot carry metadata, and after a crash
// the file is looked for by its name.
func fileName(effect string) string { return "mock-interviewer-" + effect + ".jsonl" }

// refusesFiles says whether an upload failed for want of the scope. Everything else goes on without it.
func refusesFiles(e store.OutboxEntry, err error) bool {
	return e.Action == store.ActionUpload && strings.HasPrefix(slackerr.Code(err), "missing_scope")
}
