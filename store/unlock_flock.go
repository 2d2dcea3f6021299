//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"os"
	"syscall"
)

// unlock lets go of a file that bbolt locked and then panicked over. Closing it is not enough, since bbolt's mapping
// keeps it open.
func unlock(f *os.File) {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) // fails where bbolt closed it, which is as good
}
