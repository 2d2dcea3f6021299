package admin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mock-interviewer/questions"
	"mock-interviewer/store"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func answer(n int) store.Answer {
	return store.Answer{
		AnswerID: fmt.Sprintf("a%05d", n), InterviewID: "i1", User: fmt.Sprintf("U%03d", n%7), Channel: "C1", QuestionID: "sre-1",
		Mode: "practice", AnsweredAt: monday.Add(time.Duration(n) * time.Second), Reply: strings.Repeat("reply ", n%50),
		Graded: true, Score: n % 101, Band: questions.BandOf(n % 101),
	}
}

// database is an open one with some answers.
func database(t *testing.T, dir string, answers int) *store.DB {
	t.Helper()
	db, err := store.Open(filepath.Join(dir, "mock-interviewer.db"), store.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	put(t, db, 0, answers)
	return db
}

func put(t *testing.T, db *store.DB, from, to int) {
	t.Helper()
	err := db.Update(func(tx *store.Tx) error {
		for n := from; n < to; n++ {
			if err := tx.PutAnswer(answer(n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func serve(t *testing.T, db *store.DB) *Server {
	t.Helper()
	s, err := Start(Config{DB: db, Version: "v1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func reach(t *testing.T, path string) *Desk {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func exported(t *testing.T, d *Desk, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.Export(t.Context(), format, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestABackupUnderLoadRestoresToExactlyWhatItExports(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 500)
	serve(t, db)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 500; ; n += 3 {
			select {
			case <-stop:
				return
			default:
				put(t, db, n, n+3)
			}
		}
	})
	desk := reach(t, db.Path())
	backups := t.TempDir()
	for i := range 4 {
		if err := desk.Backup(t.Context(), filepath.Join(backups, fmt.Sprint(i), "b.db")); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
	all := exported(t, desk, JSONL)
	for i := range 4 {
		backup, restored := filepath.Join(backups, fmt.Sprint(i), "b.db"), filepath.Join(t.TempDir(), "mock-interviewer.db")
		if err := store.RestoreFile(backup, restored, false); err != nil {
			t.Fatal(err)
		}
		want, got := exported(t, reach(t, backup), JSONL), exported(t, reach(t, restored), JSONL)
		if got != want || !strings.HasPrefix(all, got) || strings.Count(got, "\n") < 500 || (strings.Count(got, "\n")-500)%3 != 0 {
			t.Errorf("backup %d: %d records, restored %d, of %d", i, strings.Count(want, "\n"), strings.Count(got, "\n"), strings.Count(all, "\n"))
		}
	}
}

func TestTheSocketAnswersItsOwnerWhileServeRuns(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 3)
	dir := filepath.Dir(db.Path())
	// What a killed process left.
	stale, err := listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	_ = stale.Close()
	if err := os.Mkdir(filepath.Join(dir, ".admin-left"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Connect(db.Path()); !errors.Is(err, ErrNotServing) {
		t.Fatalf("a stale socket: %v", err)
	}
	s := serve(t, db)
	info, err := os.Lstat(filepath.Join(dir, "admin.sock"))
	if err != nil || info.Mode().Type() != fs.ModeSocket || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", info, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".admin-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	d := reach(t, db.Path())
	st, err := d.Status(t.Context())
	if err != nil || !d.Serving() || st.PID != os.Getpid() || st.Database != db.Path() || st.Bytes == 0 || st.Version != "v1" {
		t.Errorf("status: %+v, %v", st, err)
	}
	s.Close()
	s.Close()
	if _, err := os.Lstat(filepath.Join(dir, "admin.sock")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket is still there: %v", err)
	}
}

func TestAPathTooLongForASocketWorks(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	db := database(t, dir, 3)
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("this system has no /proc")
	}
	serve(t, db)
	if got := exported(t, reach(t, db.Path()), CSV); strings.Count(got, "\n") != 4 {
		t.Errorf("exported %q", got)
	}
}

func TestTheDeskSaysTheSameThroughTheSocketAndFromTheFile(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 30)
	s := serve(t, db)
	d := reach(t, db.Path())
	served := map[string]string{JSONL: exported(t, d, JSONL), CSV: exported(t, d, CSV), Disputed: exported(t, d, Disputed)}
	if err := d.Export(t.Context(), "xml", &bytes.Buffer{}); err == nil {
		t.Error("xml was exported")
	}
	s.Close()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	d = reach(t, db.Path())
	if d.Serving() {
		t.Error("it serves still")
	}
	for format, want := range served {
		if exported(t, d, format) != want {
			t.Errorf("%s differs", format)
		}
	}
}

func TestErasingLeavesNoByteOfAPerson(t *testing.T) {
	t.Parallel()
	for name, serving := range map[string]bool{"through serve": true, "from the file": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := database(t, t.TempDir(), 70)
			if serving {
				serve(t, db)
			} else if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			d := reach(t, db.Path())
			got, err := d.Erase(t.Context(), "U003")
			if err != nil || got.Answers != 10 || !got.Compacted {
				t.Errorf("erased %+v, %v", got, err)
			}
			if strings.Contains(exported(t, d, JSONL), "U003") {
				t.Error("the export names the person")
			}
			raw, err := os.ReadFile(db.Path())
			if err != nil || bytes.Contains(raw, []byte("U003")) {
				t.Errorf("the file names the person (%v)", err)
			}
			if _, err := d.Erase(t.Context(), ""); err == nil {
				t.Error("nobody was erased")
			}
		})
	}
}

func TestADatabaseThatIsNotThereIsNotMade(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "mock-interviewer.db")
	if _, err := Open(path); !errors.Is(err, ErrNoDatabase) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("it was made")
	}
}

func TestAFileInUseByAProcessThatDoesNotAnswerIsLocked(t *testing.T) {
	t.Parallel()
	db := database(t, t.TempDir(), 1)
	if _, err := Open(db.Path()); !errors.Is(err, store.ErrLocked) {
		t.Errorf("got %v", err)
	}
}

func TestABackupThatBreaksOffLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	whole := database(t, t.TempDir(), 10)
	source := filepath.Join(t.TempDir(), "whole.db")
	if err := whole.Backup(source); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	for name, send := range map[string]func(http.ResponseWriter){
		"cut": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(len(content)))
			_, _ = w.Write(content[:len(content)/2])
			panic(http.ErrAbortHandler)
		},
		"damaged": func(w http.ResponseWriter) { _, _ = w.Write(content[:len(content)/2]) },
		"refused": func(w http.ResponseWriter) { http.Error(w, "no room", http.StatusInternalServerError) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			l, err := listen(dir)
			if err != nil {
				t.Fatal(err)
			}
			mux := http.NewServeMux()
			mux.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(Status{}) })
			mux.HandleFunc("/backup", func(w http.ResponseWriter, _ *http.Request) { send(w) })
			server := &http.Server{Handler: mux}
			go func() { _ = server.Serve(l) }()
			defer server.Close()
			to := filepath.Join(t.TempDir(), "b.db")
			if err := os.WriteFile(to, []byte("the old one"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := reach(t, filepath.Join(dir, "mock-interviewer.db")).Backup(t.Context(), to); err == nil {
				t.Error("it says that all went well")
			}
			if got, _ := os.ReadFile(to); string(got) != "the old one" {
				t.Error("the old backup was replaced")
			}
			if left, _ := os.ReadDir(filepath.Dir(to)); len(left) != 1 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
