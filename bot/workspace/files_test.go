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

// download asks for a file as a browser does that comes from the page itself, or from another site's.
func download(t *testing.T, b *bench, path, from string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.srv.URL()+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Sec-Fetch-Site", from)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(body)
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
	_, h, body := download(t, b, shared[0].Files[0].URLPrivate, "same-origin")
	if body != fileText {
		t.Errorf("it holds %q", body)
	}
	if h.Get("Content-Disposition") != "attachment; filename=mine.jsonl" || !strings.HasPrefix(h.Get("Content-Type"), "text/plain") ||
		h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a browser may show it: %v", h)
	}
	if status, _, _ := download(t, b, shared[0].Files[0].URLPrivate, "cross-site"); status != http.StatusForbidden {
		t.Errorf("another site's page gets %d", status)
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
