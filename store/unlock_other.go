//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package store

import (
	"os"
	"runtime"
)

// unlock does nothing here: a damaged file stays locked until this process ends.
func unlock(*os.File) {}

// hold does nothing here.
func hold(string) *os.File { return nil }

// abandoned is true on Windows, where a file that is open cannot be removed anyway. Elsewhere it cannot be told.
func abandoned(string) bool { return runtime.GOOS == "windows" }
