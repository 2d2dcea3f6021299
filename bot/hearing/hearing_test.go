package hearing_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mock-interviewer/bot/hearing"
)

func ear(t *testing.T, answer http.HandlerFunc) *hearing.Ear {
	t.Helper()
	srv := httptest.NewServer(answer)
	t.Cleanup(srv.Close)
	e, err := hearing.New(hearing.Config{BaseURL: srv.URL + "/v1/", APIKey: "sk-test", Model: "listener"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestARecordingGoesOutUnderItsNameAndComesBackAsWords(t *testing.T) {
	t.Parallel()
	e := ear(t, func(rw http.ResponseWriter, r *http.Request) {
		file, head, err := r.FormFile("file")
		if err != nil || r.URL.Path != "/v1/audio/transcriptions" || r.FormValue("model") != "listener" || head.Filename != "clip.m4a" {
			t.Errorf("got %s, %v", r.URL, err)
			return
		}
		sound, _ := io.ReadAll(file)
		_, _ = io.WriteString(rw, `{"text":" I heard `+string(sound)+`. "}`)
	})
	if got, err := e.Hear(t.Context(), "clip.m4a", []byte("waves")); err != nil || got != "I heard waves." {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTroubleIsNamedWithoutWhatWasSaid(t *testing.T) {
	t.Parallel()
	e := ear(t, func(rw http.ResponseWriter, _ *http.Request) {
		http.Error(rw, `{"error":{"message":"SECRET words"}}`, http.StatusBadRequest)
	})
	if _, err := e.Hear(t.Context(), "clip.m4a", []byte("x")); err == nil || strings.Contains(err.Error(), "SECRET") || !strings.Contains(err.Error(), "400") {
		t.Errorf("got %v", err)
	}
	e = ear(t, func(rw http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(rw, `{"text":"  "}`) })
	if _, err := e.Hear(t.Context(), "clip.m4a", []byte("x")); !errors.Is(err, hearing.ErrSilence) {
		t.Errorf("silence gives %v", err)
	}
	if _, err := hearing.New(hearing.Config{Model: "m"}); err == nil {
		t.Error("an ear without an endpoint is made")
	}
}
