package eval

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestProgressIsALineNowAndThenOrABar(t *testing.T) {
	t.Parallel()
	for _, bar := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			p := NewProgress(&out, bar)
			_, _ = p.Write([]byte("early\n"))
			p.start("tiny", 4)
			time.Sleep(6 * time.Second)
			p.done(true)
			_, _ = p.Write([]byte("a log line\n"))
			p.done(false)
			time.Sleep(6 * time.Second)
			p.done(true)
			p.end()
			_, _ = p.Write([]byte("late\n"))
			name := "progress-lines.txt"
			if bar {
				name = "progress-bar.txt"
			}
			golden(t, name, strings.ReplaceAll(out.String(), "\r\x1b[K", "<clear>"))
		})
	}
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
