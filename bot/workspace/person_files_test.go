package workspace_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/workspace"
)

// withScopes adds scopes to the app's manifest.
func withScopes(t *testing.T, more ...string) func(*workspace.Config) {
	return func(cfg *workspace.Config) {
		m, err := workspace.ParseManifest(cfg.ManifestFile)
		if err != nil {
			t.Fatal(err)
		}
		m.OAuthConfig.Scopes.Bot = append(m.OAuthConfig.Scopes.Bot, more...)
		cfg.Manifest = m
	}
}

func TestAPictureIsUploadedForTheAppAloneAndShownOnAHome(t *testing.T) {
	t.Parallel()
	b := start(t, withScopes(t, "files:read", "files:write"))
	api := b.api
	data := []byte("\x89PNG not really")
	file, err := api.UploadFileContext(t.Context(), slack.UploadFileParameters{Filename: "chart.png", FileSize: len(data), Reader: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	info, _, _, err := api.GetFileInfoContext(t.Context(), file.ID, 0, 0)
	if err != nil || info.Mimetype != "image/png" {
		t.Fatalf("files.info: %+v, %v", info, err)
	}
	var got bytes.Buffer
	if err := api.GetFileContext(t.Context(), info.URLPrivate, &got); err != nil || !bytes.Equal(got.Bytes(), data) {
		t.Errorf("got %q, %v", got.Bytes(), err)
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{
		slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: file.ID}, "a chart", "", nil),
	}}}
	ada := b.ada.ID()
	if _, err := api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ada, View: view}); err != nil {
		t.Errorf("a Home with the file: %v", err)
	}
	view.Blocks.BlockSet[0].(*slack.ImageBlock).SlackFile.ID = "F0NOBODY"
	if _, err := api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ada, View: view}); err == nil {
		t.Error("a Home with a file that is not there was taken")
	}
	another := slack.New("xoxb-another", slack.OptionAPIURL(b.srv.APIURL()))
	if err := another.GetFileContext(t.Context(), info.URLPrivate, io.Discard); err == nil {
		t.Error("another token gets the file")
	}
}

func TestAClipIsAMessageWithItsTranscript(t *testing.T) {
	t.Parallel()
	b := start(t, func(cfg *workspace.Config) { cfg.RefuseOptionalScopes = true })
	if _, err := b.ada.Send(b.ada.DM(), "", "", workspace.Clip{Audio: []byte("sound"), Heard: "first I check", HasMore: true}); err != nil {
		t.Fatal(err)
	}
	m := b.Messages(b.ada.DM())[0]
	if m.Subtype != "file_share" || len(m.Files) != 1 || m.Files[0].Transcription.Preview.Content != "first I check" {
		t.Errorf("got %+v", m)
	}
	if err := b.api.GetFileContext(t.Context(), m.Files[0].URLPrivate, io.Discard); err == nil || strings.Contains(err.Error(), "sound") {
		t.Errorf("without files:read the bytes came: %v", err)
	}
}
