package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version and commit are set by the release build: -ldflags "-X main.version=v1.2.3 -X main.commit=0123456789ab".
var version, commit string

type versionCmd struct{}

// Help shows an example.
func (versionCmd) Help() string { return example("mock-interviewer version") }

func (versionCmd) run(_ context.Context, e env) int {
	info, _ := debug.ReadBuildInfo()
	if _, err := fmt.Fprintln(e.stdout, versionLine(version, commit, info)); err != nil {
		return e.fail(exitFailed, "writing the version: %v", err)
	}
	return exitDone
}

// versionLine is for example "mock-interviewer v1.2.3 (commit 0123456789ab, go1.26.8)". What the build did not
// record reads "unknown"; info may be nil.
func versionLine(stamped, from string, info *debug.BuildInfo) string {
	dirty, goVersion := "", runtime.Version()
	if info != nil {
		goVersion = info.GoVersion
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				from = cmp.Or(from, s.Value[:min(12, len(s.Value))])
			case s.Key == "vcs.modified" && s.Value == "true":
				dirty = ", changed since"
			}
		}
	}
	return fmt.Sprintf("mock-interviewer %s (commit %s%s, %s)", versionName(stamped, info), cmp.Or(from, "unknown"), dirty, goVersion)
}

// versionName is the stamp, else the module's version, else "devel".
func versionName(stamped string, info *debug.BuildInfo) string {
	if stamped != "" {
		return stamped
	}
	if info != nil && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
