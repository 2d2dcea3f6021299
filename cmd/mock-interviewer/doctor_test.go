package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"mock-interviewer/bot/manifest"
	"mock-interviewer/bot/scorer/scorertest"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/store"
)

// ward is everything that the doctor looks at, all of it well until a test breaks one thing.
type ward struct {
	t     *testing.T
	space *workspace.Workspace
	model *scorertest.Server
	vars  map[string]string
	dir   string
	down  func() // ends the workspace
}

// newWard is a ward whose app has a manifest's scopes less those that are named.
func newWard(t *testing.T, variant manifest.Variant, without ...string) *ward {
	t.Helper()
	app := variant.Manifest()
	bot := &app.OAuthConfig.Scopes.Bot
	*bot = slices.DeleteFunc(*bot, func(scope string) bool { return slices.Contains(without, scope) })
	space, err := workspace.New(workspace.Config{Manifest: *app, Channels: []workspace.ChannelSpec{{Name: "team", WithBot: true}}})
	if err != nil {
		t.Fatal(err)
	}
	server, err := space.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	model := scorertest.Start(t, scorertest.WithKey(secretKey))
	dir := answered(t, false)["MOCK_INTERVIEWER_DATA"]
	return &ward{t, space, model, map[string]string{
		"SLACK_BOT_TOKEN": server.BotToken(), "SLACK_APP_TOKEN": server.AppToken(), "SLACK_API_URL": server.APIURL(),
		"OPENAI_BASE_URL": model.URL(), "OPENAI_API_KEY": secretKey, "OPENAI_MODEL": "tiny",
		"MOCK_INTERVIEWER_DATA": dir, "MOCK_INTERVIEWER_GUIDES": kitchen,
		"MOCK_INTERVIEWER_DAILY_CHANNEL": space.ChannelID("team"), "MOCK_INTERVIEWER_DAILY_TIMEZONE": "Europe/Berlin",
	}, dir, server.Close}
}

func (w *ward) file() string { return filepath.Join(w.dir, dbName) }

func (w *ward) set(name, value string) { w.vars[name] = value }

func (w *ward) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// backedUp is a database with a daily backup.
func (w *ward) backedUp() {
	w.t.Helper()
	r := invoke(w.t, w.vars, "", "backup", filepath.Join(w.dir, "backups", "mock-interviewer-20261123.db"))
	if r.code != exitDone {
		w.t.Fatalf("backup: %s", r.err)
	}
}

func TestDoctorFindsAllWell(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	w.backedUp()
	r := invoke(t, w.vars, "", "doctor")
	if r.code != exitDone || r.err != "" {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
	said := r.out
	for _, c := range []struct{ pattern, word string }{
		{regexp.QuoteMeta(w.dir), "DATA"},
		{`127\.0\.0\.1:[0-9]+`, "HOST"},
		{`[0-9]+ KiB`, "N KiB"},
		{`C0[0-9]+`, "C0"},
		{`c0[0-9]+`, "c0"},
		{`in [0-9.]+m?s, [0-9]+ tokens`, "in N, N tokens"},
		{`(Mon|Tue|Wed|Thu|Fri) [0-9]+ [A-Z][a-z]{2} 09:00 CES?T`, "DAY 09:00"},
	} {
		said = regexp.MustCompile(c.pattern).ReplaceAllString(said, c.word)
	}
	golden(t, "doctor.txt", said)
	noTokens(t, w.vars, r)
}

func noTokens(t *testing.T, vars map[string]string, results ...result) {
	t.Helper()
	noSecret(t, results...)
	for _, r := range results {
		for _, name := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "OPENAI_API_KEY"} {
			if v := vars[name]; v != "" && strings.Contains(r.out+r.err, v) {
				t.Errorf("the value of %s is shown", name)
			}
		}
	}
}

func TestDoctorNamesEachSingleFaultAndItsMend(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		app    manifest.Variant
		breaks func(*ward)
		code   int
		want   string // a line of it, as words in their order
	}{
		"a bad bot token":       {manifest.Full, func(w *ward) { w.set("SLACK_BOT_TOKEN", botToken) }, 1, "FAIL  bot token: |does not know it|SLACK_BOT_TOKEN"},
		"a bad app token":       {manifest.Full, func(w *ward) { w.set("SLACK_APP_TOKEN", appToken) }, 1, "FAIL  app token: |does not know it|SLACK_APP_TOKEN"},
		"no bot token":          {manifest.Full, func(w *ward) { w.set("SLACK_BOT_TOKEN", "") }, 1, "FAIL  configuration: SLACK_BOT_TOKEN|not set|OAuth & Permissions"},
		"swapped tokens":        {manifest.Full, func(w *ward) { w.vars["SLACK_BOT_TOKEN"], w.vars["SLACK_APP_TOKEN"] = appToken, botToken }, 1, "FAIL  configuration: SLACK_BOT_TOKEN|swapped"},
		"a missing scope":       {manifest.Full, func(w *ward) { *w = *newWard(w.t, manifest.Full, "users:read") }, 1, "FAIL  scopes: users:read is missing|time zone|install the app again"},
		"the minimal manifest":  {manifest.Minimal, nil, 0, "warn  scopes: channels:history is missing|--minimal"},
		"not invited":           {manifest.Full, func(w *ward) { w.ok(w.space.RemoveBot("team")) }, 1, "FAIL  daily |not in the channel|/invite @mock-interviewer"},
		"an archived channel":   {manifest.Full, func(w *ward) { w.ok(w.space.Archive("team")) }, 1, "FAIL  daily |archived"},
		"no such channel":       {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_DAILY_CHANNEL", "C0999999999") }, 1, "FAIL  daily |no such channel"},
		"Slack down":            {manifest.Full, func(w *ward) { w.set("SLACK_API_URL", "http://127.0.0.1:1/api") }, 1, "FAIL  bot token: Slack cannot be reached|SLACK_API_URL"},
		"a bad key":             {manifest.Full, func(w *ward) { w.set("OPENAI_API_KEY", secretKey+"x") }, 1, "FAIL  llm: tiny at 127.0.0.1|unauthorized|OPENAI_API_KEY"},
		"the LLM down":          {manifest.Full, func(w *ward) { w.set("OPENAI_BASE_URL", "http://127.0.0.1:1/v1") }, 1, "FAIL  llm: tiny at 127.0.0.1:1|unavailable|OPENAI_BASE_URL"},
		"an LLM without JSON":   {manifest.Full, func(w *ward) { w.model.Then(scorertest.Content("Sure thing."), scorertest.Content("Sure thing.")) }, 1, "FAIL  llm: |invalid|answer in JSON"},
		"a page for an LLM":     {manifest.Full, func(w *ward) { w.model.Then(scorertest.HTML(200), scorertest.HTML(200)) }, 1, "FAIL  llm: |unavailable|OPENAI_BASE_URL"},
		"an LLM out of its wit": {manifest.Full, func(w *ward) { w.model.SetJudge(scorertest.Fixed()) }, 0, "warn  llm: |found a right answer wrong|more capable"},
		"no LLM":                {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_SCORER", "offline") }, 0, "ok    llm: none"},
		"a bad cron":            {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_DAILY_CRON", "0 9 * * 8") }, 1, "FAIL  configuration: MOCK_INTERVIEWER_DAILY_CRON|0 9 * * MON-FRI"},
		"a bad guide":           {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_GUIDES", "testdata/broken.md") }, 1, "FAIL  guides: testdata/broken.md:5: |questions lint"},
		"a damaged database":    {manifest.Full, func(w *ward) { w.backedUp(); w.ok(os.Truncate(w.file(), 20000)) }, 1, "FAIL  database: |damaged|restore |mock-interviewer-20261123.db --force"},
		"damaged, no backup":    {manifest.Full, func(w *ward) { w.ok(os.Truncate(w.file(), 100)) }, 1, "FAIL  database: |damaged|no whole backup"},
		"a newer database":      {manifest.Full, func(w *ward) { makeNewer(w.t, w.file()) }, 1, "FAIL  database: |newer version|run the newer"},
		"a database in use":     {manifest.Full, func(w *ward) { hold(w.t, w.file()) }, 0, "warn  database: |in use"},
		"no database yet":       {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_DATA", filepath.Join(w.dir, "new", "data")) }, 0, "ok    database: |first start"},
		"no backups":            {manifest.Full, nil, 0, "warn  backups: |none that is whole"},
		"backups off":           {manifest.Full, func(w *ward) { w.set("MOCK_INTERVIEWER_BACKUP_KEEP", "0") }, 0, "warn  backups: |backup.keep is 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWard(t, c.app)
			if c.breaks != nil {
				c.breaks(w)
			}
			r := invoke(t, w.vars, "", "doctor")
			if r.code != c.code || (r.err == "") != (c.code == 0) {
				t.Errorf("exit %d, want %d; stderr %q", r.code, c.code, r.err)
			}
			if !hasLine(r.out, c.want) {
				t.Errorf("no line like %q in\n%s", c.want, r.out)
			}
			noTokens(t, w.vars, r)
		})
	}
}

// hasLine says whether one line has the words, separated by bars, in their order.
func hasLine(text, words string) bool {
	for line := range strings.Lines(text) {
		at := 0
		for word := range strings.SplitSeq(words, "|") {
			i := strings.Index(line[at:], word)
			if i < 0 {
				at = -1
				break
			}
			at += i + len(word)
		}
		if at >= 0 {
			return true
		}
	}
	return false
}

// makeNewer makes a database look as if a later version had written it.
func makeNewer(t *testing.T, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema_version"), []byte{0, 0, 0, 0, 0, 0, 0, 99})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// hold opens a database as a process that does not answer would.
func hold(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestDoctorPrintsJSON(t *testing.T) {
	t.Parallel()
	w := newWard(t, manifest.Full)
	w.ok(w.space.RemoveBot("team"))
	r := invoke(t, w.vars, "", "doctor", "--json")
	var got struct {
		OK     bool
		Checks []struct{ Level, What, Detail, Mend string }
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != exitFailed || got.OK {
		t.Fatalf("exit %d, %v, %s", r.code, err, r.out)
	}
	levels := map[string]int{}
	for _, c := range got.Checks {
		levels[c.Level]++
		if c.What == "" || c.Detail == "" || (c.Mend == "") != (c.Level == "ok") {
			t.Errorf("incomplete: %+v", c)
		}
	}
	if levels["fail"] != 1 || levels["ok"] < 6 || len(levels) > 3 {
		t.Errorf("levels %v", levels)
	}
}
