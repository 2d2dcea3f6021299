package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/admin"
	"mock-interviewer/store"
)

// backedUp is a data folder with a database and a backup of it.
func backedUp(t *testing.T) (vars map[string]string, database, backup string) {
	t.Helper()
	vars = answered(t, false)
	database = filepath.Join(vars["MOCK_INTERVIEWER_DATA"], dbName)
	backup = filepath.Join(t.TempDir(), "b.db")
	r := invoke(t, vars, "", "backup", backup)
	if r.code != exitDone || r.err != "" || !strings.Contains(r.out, backup) {
		t.Fatalf("backup: exit %d, %q, %q", r.code, r.out, r.err)
	}
	return vars, database, backup
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func change(t *testing.T, path string) {
	t.Helper()
	db := hold(t, path)
	err := db.Update(func(tx *store.Tx) error { return tx.PutMember(store.Member{User: "U9"}) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestRestoreOverwritesOnlyWhenForced(t *testing.T) {
	t.Parallel()
	vars, database, backup := backedUp(t)
	before := invoke(t, vars, "", "export").out
	change(t, database)
	changed := content(t, database)
	r := invoke(t, vars, "", "restore", backup)
	if r.code != exitFailed || !strings.Contains(r.err, "--force") || !bytes.Equal(content(t, database), changed) {
		t.Errorf("without --force: exit %d, %s", r.code, r.err)
	}
	r = invoke(t, vars, "", "restore", backup, "--force")
	if r.code != exitDone || r.err != "" || !strings.Contains(r.out, "Restored") || !bytes.Equal(content(t, database), content(t, backup)) {
		t.Errorf("with --force: exit %d, %q, %q", r.code, r.out, r.err)
	}
	if after := invoke(t, vars, "", "export").out; after != before {
		t.Errorf("exported %q, before %q", after, before)
	}
	fresh := map[string]string{"MOCK_INTERVIEWER_DATA": filepath.Join(t.TempDir(), "new")}
	if r := invoke(t, fresh, "", "restore", backup); r.code != exitDone || invoke(t, fresh, "", "export").out != before {
		t.Errorf("into a new folder: exit %d, %s", r.code, r.err)
	}
}

func TestRestoreRefusesABackupThatIsNone(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]struct {
		how  func(path string) error
		says string
	}{
		"truncated": {func(path string) error { return os.Truncate(path, 20000) }, "damaged"},
		"empty":     {func(path string) error { return os.Truncate(path, 0) }, "damaged"},
		"text":      {func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("text "), 9000), 0o600) }, "damaged"},
		"missing":   {os.Remove, "does not exist"},
		"newer":     {func(path string) error { makeNewer(t, path); return nil }, "newer version"},
		"endless":   {func(path string) error { makeEndless(t, path); return nil }, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			vars, database, backup := backedUp(t)
			before := content(t, database)
			if err := spoil.how(backup); err != nil {
				t.Fatal(err)
			}
			r := invoke(t, vars, "", "restore", backup, "--force")
			if r.code != exitFailed || r.out != "" || !strings.Contains(r.err, spoil.says) || !strings.Contains(r.err, backup) {
				t.Errorf("exit %d, %s", r.code, r.err)
			}
			if !bytes.Equal(content(t, database), before) {
				t.Error("the database was touched")
			}
			if left, _ := os.ReadDir(filepath.Dir(database)); len(left) != 1 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestRestoreKeepsADatabaseThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]struct {
		mark string
		how  func(*testing.T, string)
	}{
		"damaged": {"damaged", func(t *testing.T, path string) {
			if err := os.Truncate(path, 20000); err != nil {
				t.Fatal(err)
			}
		}},
		"endless": {"damaged", makeEndless},
		"newer":   {"newer", makeNewer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			vars, database, backup := backedUp(t)
			spoil.how(t, database)
			unreadable := content(t, database)
			r := invoke(t, vars, "", "restore", backup, "--force")
			if r.code != exitDone || !bytes.Equal(content(t, database), content(t, backup)) {
				t.Fatalf("exit %d, %s", r.code, r.err)
			}
			kept, _ := filepath.Glob(database + "." + spoil.mark + "-*")
			if len(kept) != 1 || !strings.Contains(r.err, kept[0]) || !bytes.Equal(content(t, kept[0]), unreadable) {
				t.Errorf("kept %v; said %q", kept, r.err)
			}
		})
	}
}

// makeEndless flips the bit of every page that says that it goes on over 134 million more.
func makeEndless(t *testing.T, path string) {
	t.Helper()
	data := content(t, path)
	for page := 2 * os.Getpagesize(); page < len(data); page += os.Getpagesize() {
		data[page+15] ^= 1 << 3
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestServeRefusesADamagedDatabaseAndNamesTheNewestWholeBackup(t *testing.T) {
	t.Parallel()
	vars, database, backup := backedUp(t)
	vars["SLACK_BOT_TOKEN"], vars["SLACK_APP_TOKEN"], vars["MOCK_INTERVIEWER_HTTP"] = botToken, appToken, "off"
	daily := filepath.Join(filepath.Dir(database), "backups")
	if err := os.Mkdir(daily, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"mock-interviewer-20261121.db": content(t, backup), "mock-interviewer-20261122.db": content(t, backup),
		"mock-interviewer-20261123.db": content(t, backup)[:20000],
	} {
		if err := os.WriteFile(filepath.Join(daily, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(database, 20000); err != nil {
		t.Fatal(err)
	}
	damaged := content(t, database)
	for _, command := range []string{"serve", "export", "compact"} {
		r := invoke(t, vars, "", command)
		if r.code != exitFailed || r.out != "" || !strings.Contains(r.err, "damaged") || !strings.Contains(r.err, "restore "+filepath.Join(daily, "mock-interviewer-20261122.db")+" --force") {
			t.Errorf("%s: exit %d, %s", command, r.code, r.err)
		}
	}
	if !bytes.Equal(content(t, database), damaged) {
		t.Error("the damaged file was changed")
	}
	// The command that was named mends it.
	named := regexp.MustCompile(`restore (\S+) --force`).FindStringSubmatch(invoke(t, vars, "", "export").err)
	if r := invoke(t, vars, "", "restore", named[1], "--force"); r.code != exitDone {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, vars, "", "export"); r.code != exitDone || strings.Count(r.out, "\n") != 2 {
		t.Errorf("exit %d, %s%s", r.code, r.out, r.err)
	}
}

func TestServeRefusesADatabaseThatIsDamagedDeepInside(t *testing.T) {
	t.Parallel()
	vars := answered(t, false)
	vars["SLACK_BOT_TOKEN"], vars["SLACK_APP_TOKEN"], vars["MOCK_INTERVIEWER_HTTP"] = botToken, appToken, "off"
	path := filepath.Join(vars["MOCK_INTERVIEWER_DATA"], dbName)
	db := hold(t, path)
	if err := db.Update(func(tx *store.Tx) error {
		// An erasure is what the file would be rewritten after, the damage as it is or gone with what it hides.
		_, err := tx.Erase("U1")
		return errors.Join(err, tx.PutPersonal("U2", "note", "n", []byte(`"`+strings.Repeat("deep ", 20000)+`"`)))
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data := content(t, path)
	damaged := bytes.Replace(data, []byte(`"deep deep`), []byte("\x00\xffep deep"), 1)
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatalf("this test wants damage that opening does not see: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := content(t, path)
	for _, args := range [][]string{{"backup", filepath.Join(t.TempDir(), "b.db")}, {"compact"}} {
		if r := invoke(t, vars, "", args...); r.code != exitFailed || !strings.Contains(r.err, "damaged") || !strings.Contains(r.err, "restore FILE --force") {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
		}
	}
	vars["SLACK_API_URL"] = "http://127.0.0.1:1/api"
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second) // a serve that starts would go on for ever
	defer stop()
	var out, errs notes
	code := run(ctx, []string{"serve"}, func(name string) string { return vars[name] }, strings.NewReader(""), &out, &errs)
	r := result{code, out.String(), errs.String()}
	if r.code != exitFailed || !strings.Contains(r.err, "damaged") || !strings.Contains(r.err, "restore FILE --force") {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
	if !bytes.Equal(content(t, path), before) {
		t.Error("the damaged file was changed")
	}
	if r := invoke(t, vars, "", "erase", "--user", "U9"); r.code != exitFailed || !strings.Contains(r.err, "bytes cannot be") || !strings.Contains(r.err, "restore FILE --force") {
		t.Errorf("erase: exit %d, %s", r.code, r.err)
	}
}

func TestBackupRefusesToOverwriteTheDatabaseItself(t *testing.T) {
	t.Parallel()
	vars, database, _ := backedUp(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(database, link); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, args := range [][]string{{"backup", ""}, {"backup", socket}, {"backup", database}, {"backup", link}, {"backup", filepath.Dir(database)}, {"restore", database, "--force"}, {"erase", "--user", ""}} {
		if r := invoke(t, vars, "", args...); r.code != exitUsage || r.out != "" || r.err == "" {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
		}
	}
}

func TestEraseCountsByKindAndSaysWhatBackupsKeep(t *testing.T) {
	t.Parallel()
	vars, database, backup := backedUp(t)
	daily := filepath.Join(filepath.Dir(database), "backups", "mock-interviewer-20261123.db")
	if r := invoke(t, vars, "", "backup", daily); r.code != exitDone {
		t.Fatal(r.err)
	}
	r := invoke(t, vars, "", "erase", "--user", "U1")
	if r.code != exitDone {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	golden(t, "erase.txt", r.out+"--- stderr\n"+r.err)
	for path, want := range map[string]bool{database: false, backup: true} {
		if got := bytes.Contains(content(t, path), []byte("cloth & ")); got != want {
			t.Errorf("%s holds the reply: %v", path, got)
		}
	}
	if r := invoke(t, vars, "", "export"); r.out != "" {
		t.Errorf("exported %s", r.out)
	}
	if r := invoke(t, vars, "", "erase", "--user", "UNOBODY"); r.code != exitDone || !strings.Contains(r.out, "Nothing was stored") {
		t.Errorf("somebody unknown: exit %d, %s", r.code, r.out)
	}
	vars["MOCK_INTERVIEWER_BACKUP_KEEP"] = "0"
	if r := invoke(t, vars, "", "erase", "--user", "U1"); !strings.Contains(r.err, "backup.keep is 0") {
		t.Errorf("with no limit: %s", r.err)
	}
}

func TestCompactMakesTheFileSmaller(t *testing.T) {
	t.Parallel()
	vars := answered(t, false)
	path := filepath.Join(vars["MOCK_INTERVIEWER_DATA"], dbName)
	db := hold(t, path)
	for _, reply := range []string{strings.Repeat("long ", 1<<18), ""} {
		if err := db.Update(func(tx *store.Tx) error {
			return tx.PutPersonal("U1", "note", "n", []byte(`"`+reply+`"`))
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, exported := len(content(t, path)), invoke(t, vars, "", "export").out
	r := invoke(t, vars, "", "compact")
	if r.code != exitDone || r.err != "" || len(content(t, path)) >= before/2 || !strings.Contains(r.out, "Compacted") {
		t.Errorf("exit %d, %s%s: %d bytes, before %d", r.code, r.out, r.err, len(content(t, path)), before)
	}
	if invoke(t, vars, "", "export").out != exported {
		t.Error("it exports otherwise than before")
	}
}

func TestNoCommandMakesADatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	vars := map[string]string{"MOCK_INTERVIEWER_DATA": dir}
	for _, args := range []string{"export", "backup " + filepath.Join(t.TempDir(), "b.db"), "erase --user U1", "compact"} {
		r := invoke(t, vars, "", strings.Fields(args)...)
		if r.code != exitFailed || r.out != "" || !strings.Contains(r.err, "MOCK_INTERVIEWER_DATA") {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("made %v", left)
	}
}

func TestEraseNamesWhatAKilledBackupLeftWhileServeRuns(t *testing.T) {
	t.Parallel()
	vars, database, _ := backedUp(t)
	server, err := admin.Start(admin.Config{DB: hold(t, database)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	half := filepath.Join(filepath.Dir(database), "backups", ".mock-interviewer-20261123.db.17.tmp")
	if err := errors.Join(os.MkdirAll(filepath.Dir(half), 0o700), os.WriteFile(half, []byte("words"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if r := invoke(t, vars, "", "erase", "--user", "U1"); r.code != exitDone || !strings.Contains(r.err, half+" may hold the data") {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
}
