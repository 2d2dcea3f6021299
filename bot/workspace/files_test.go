package workspace_test

import (
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/workspace"
)

const fileText = "{\"a\":1}\n<script>alert(1)</script>\n"

func send(t *testing.T, b *bench, channel, name string) error {
	t.Helper()
	_, err := b.api.UploadFileContext(t.Context(), slack.UploadFileParameters{
		Filename: name, Title: "Yours", FileSize: len(fileText), Reader: strings.NewReader(fileText), Channel: channel, InitialComment: "here",
	})
	return err
}

func TestAFileIsSharedAndKeptAndDownloaded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	b := start(t, keptIn(path))
	if err := send(t, b, b.ada.DM(), "mine.jsonl"); err != nil {
		t.Fatal(err)
	}
	b.srv.Close()
	b = start(t, keptIn(path))
	shared := b.Messages(b.ada.DM())
	if len(shared) != 1 || shared[0].Subtype != "file_share" || len(shared[0].Files) != 1 || shared[0].Files[0].Title != "Yours" {
		t.Fatalf("got %+v", shared)
	}
	res := get(t, b, shared[0].Files[0].URLPrivate, nil)
	body, err := io.ReadAll(res.Body)
	if err != nil || string(body) != fileText {
		t.Errorf("%q %v", body, err)
	}
	if h := res.Header; h.Get("Content-Disposition") != "attachment; filename=mine.jsonl" || !strings.HasPrefix(h.Get("Content-Type"), "text/plain") ||
		h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a browser may show it: %v", h)
	}
	elsewhere := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	if res := get(t, b, shared[0].Files[0].URLPrivate, elsewhere); res.StatusCode != http.StatusForbidden {
		t.Errorf("another site's page gets %d", res.StatusCode)
	}
}

func TestAFileIsRefused(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	if err := send(t, b, b.ada.ID(), "a.txt"); err == nil || !strings.Contains(err.Error(), "channel_not_found") {
		t.Errorf("shared with a person's id: %v", err)
	}
	if err := send(t, b, b.ada.DM(), "../a.txt"); err == nil {
		t.Error("a path is taken for a name")
	}
	if _, err := b.api.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 1 << 30}); err == nil {
		t.Error("a file of any size is taken")
	}
	announced, err := b.api.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 5})
	if err != nil {
		t.Fatal(err)
	}
	complete := func() error {
		_, err := b.api.CompleteUploadExternalContext(t.Context(), slack.CompleteUploadExternalParameters{
			Files: []slack.FileSummary{{ID: announced.FileID}}, Channel: b.ada.DM(),
		})
		return err
	}
	if err := complete(); err == nil {
		t.Error("a file that was never sent is shared")
	}
	if err := b.api.UploadToURL(t.Context(), slack.UploadToURLParameters{UploadURL: announced.UploadURL, Filename: "a.txt", Content: "longer than that"}); err == nil {
		t.Error("a file of another size is taken")
	}
	small := start(t, func(c *workspace.Config) { c.RefuseOptionalScopes = true })
	if err := send(t, small, small.ada.DM(), "a.txt"); err == nil || !strings.Contains(err.Error(), "missing_scope") {
		t.Errorf("without the scope: %v", err)
	}
}
