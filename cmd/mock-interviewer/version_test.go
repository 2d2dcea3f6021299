package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionSaysWhatTheBuildRecorded(t *testing.T) {
	t.Parallel()
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"},
	}}
	module := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.0.0"}}
	for _, c := range []struct {
		stamped, commit string
		info            *debug.BuildInfo
		want            string
	}{
		{"", "", info, "mock-interviewer devel (commit 0123456789ab, changed since, go1.26.8)"},
		{"v1.2.3", "", info, "mock-interviewer v1.2.3 (commit 0123456789ab, changed since, go1.26.8)"},
		{"", "", module, "mock-interviewer v1.0.0 (commit unknown, go1.26.8)"},
		{"v1.2.3", "fedcba98", module, "mock-interviewer v1.2.3 (commit fedcba98, go1.26.8)"},
		{"", "", nil, "mock-interviewer devel (commit unknown, go"},
	} {
		if got := versionLine(c.stamped, c.commit, c.info); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q; want %q", got, c.want)
		}
	}
}
