package store

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// guard runs fn and turns a panic or memory fault inside bbolt, which is how it meets a damaged page, into ErrCorrupt.
// A panic anywhere else is a bug and goes on.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if !fromBolt() {
				panic(p)
			}
			err = fmt.Errorf("%w: %v", ErrCorrupt, p)
		}
	}()
	return fn()
}

// fromBolt says whether the innermost frame of a panic, the runtime's own left out, is bbolt's. It must be called by the
// function that recovered.
func fromBolt() bool {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		switch {
		case strings.HasPrefix(f.Function, "go.etcd.io/bbolt"):
			return true
		case !standard(f.Function), !more:
			return false
		}
	}
}

// standard says whether a function is of a package that bbolt may have called on its way into a panic.
func standard(function string) bool {
	for _, pkg := range []string{"runtime.", "bytes.", "internal/", "sort.", "slices.", "sync.", "hash/", "unsafe.", "cmpbody", "memeqbody", "memmove", "memcmp"} {
		if strings.HasPrefix(function, pkg) {
			return true
		}
	}
	return false
}
