package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

const kitchen = "testdata/kitchen.md"

func TestMain(m *testing.M) {
	if os.Getenv(signalHelper) != "" {
		waitForSignals()
	}
	if os.Getenv(mainHelper) != "" {
		main()
	}
	// Under nohup the processes that tests start would inherit that a hangup is ignored. What is caught is not inherited.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	// kong takes the width of its help from here; the golden files have 80 columns.
	_ = os.Unsetenv("COLUMNS")
	flag.Parse()
	if !slices.ContainsFunc(os.Args, func(a string) bool { return strings.Contains(a, "test.parallel") }) {
		_ = flag.Set("test.parallel", "6") // most of them wait for others most of the time
	}
	os.Exit(m.Run())
}

// result is what a command left behind.
type result struct {
	code     int
	out, err string
}

// invoke runs a command in this process with an environment of its own.
func invoke(t *testing.T, vars map[string]string, stdin string, args ...string) result {
	t.Helper()
	var out, errs notes
	code := run(t.Context(), args, func(name string) string { return vars[name] }, strings.NewReader(stdin), &out, &errs)
	return result{code, out.String(), errs.String()}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", path, diff)
	}
}

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	t.Parallel()
	for _, command := range []string{
		"", "serve", "try", "questions", "questions list", "questions show", "questions lint", "score", "eval", "doctor",
		"manifest", "export", "backup", "restore", "erase", "compact", "health", "config", "config schema", "version",
	} {
		for _, flag := range []string{"--help", "-h"} {
			r := invoke(t, nil, "", append(strings.Fields(command), flag)...)
			if r.code != 0 || r.err != "" {
				t.Errorf("%s %s: exit %d, stderr %q", command, flag, r.code, r.err)
			}
			if !strings.Contains(r.out, "Example:\n\n") {
				t.Errorf("%s %s has no example", command, flag)
			}
			golden(t, "help/"+strings.ReplaceAll("mock-interviewer "+command, " ", "-")+".txt", r.out)
		}
	}
}

func TestWrongUsageExitsWithTwoAndSaysWhereToRead(t *testing.T) {
	t.Parallel()
	cases := []struct{ args, says, help string }{
		{"", "serve", "mock-interviewer --help"},
		{"srve", `did you mean "serve"?`, "mock-interviewer --help"},
		{"--nonsense", "--nonsense", "mock-interviewer --help"},
		{"questions", `"list", "show", "lint"`, "mock-interviewer questions --help"},
		{"questions show", "<id>", "questions show --help"},
		{"questions lint", "<file>", "questions lint --help"},
		{"questions list --jsn", "did you mean", "questions list --help"},
		{"questions list extra", "extra", "questions list --help"},
		{"score", "--question", "score --help"},
		{"score --question", "--question", "score --help"},
		{"score --question 1 --scorer gpt", "auto, llm, offline", "score --help"},
		{"eval", "<file>", "eval --help"},
		{"export --format xml", "jsonl", "export --help"},
		{"erase", "--user", "erase --help"},
		{"erase --user @ada", "U0123456789", "erase --help"},
		{"backup", "<file>", "backup --help"},
		{"restore", "<file>", "restore --help"},
		{"compact now", "now", "compact --help"},
	}
	for _, c := range cases {
		r := invoke(t, nil, "", strings.Fields(c.args)...)
		if r.code != 2 || r.out != "" || !strings.Contains(r.err, c.says) || !strings.Contains(r.err, `Run "`) || !strings.Contains(r.err, c.help) {
			t.Errorf("%q: exit %d, stdout %q, stderr %q", c.args, r.code, r.out, r.err)
		}
	}
}

func TestManifestAndVersionPrintOnStdout(t *testing.T) {
	t.Parallel()
	const link = "https://api.slack.com/apps?"
	for args, want := range map[string]struct{ out, err string }{
		"manifest": {"- channels:history #", link}, "manifest --json": {`"socket_mode_enabled": true`, link},
		"manifest --minimal": {"- im:history #", link}, "version": {"mock-interviewer ", ""},
	} {
		r := invoke(t, nil, "", strings.Fields(args)...)
		if r.code != 0 || !strings.Contains(r.err, want.err) || want.err == "" && r.err != "" || !strings.Contains(r.out, want.out) {
			t.Errorf("%s: exit %d, stderr %q, stdout %s", args, r.code, r.err, r.out)
		}
	}
	if r := invoke(t, nil, "", "manifest", "--minimal"); strings.Contains(r.out, "channels:history") || strings.Contains(r.err, "channels%3Ahistory") {
		t.Error("the minimal manifest asks for channel history")
	}
}

// full is a stdout that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: errors.New("no space left on device")}
}

func TestWhatCannotBeWrittenIsAFailureAndNoWrongUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"version"}, {"questions", "list"}, {"manifest"}, {"config", "schema"}} {
		var errs strings.Builder
		code := run(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), full{}, &errs)
		if code != exitFailed || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: exit %d, %q", args, code, errs.String())
		}
	}
}
