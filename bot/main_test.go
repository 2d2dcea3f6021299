package bot_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

// sideBySide is how many tests run at once. Most of their time they wait, for Slack's pace or for a timer, so it is more
// than there are processors.
const sideBySide = "6"

func TestMain(m *testing.M) {
	flag.Parse()
	if !slices.ContainsFunc(os.Args, func(a string) bool { return strings.Contains(a, "test.parallel") }) {
		_ = flag.Set("test.parallel", sideBySide)
	}
	os.Exit(m.Run())
}
