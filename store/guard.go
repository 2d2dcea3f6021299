package store

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// guard runs fn and turns a panic inside bbolt, or a fault on the mapped file, which is how a damaged page shows, into
// ErrCorrupt. Any other panic is a bug and goes on.
func guard(fn func() error) error {
	err := catch(fn)
	if b, ok := errors.AsType[*bug](err); ok {
		panic(b.value)
	}
	return err
}

// bug carries a panic that is not about the file through bbolt, which would otherwise pass it on as its own.
type bug struct {
	value any
	stack []byte
}

func (b *bug) Error() string { return fmt.Sprintf("panic: %v\n%s", b.value, b.stack) }

// damage is ErrCorrupt found by a panic. bbolt may hold its locks for ever after one in a write.
type damage struct{ cause any }

func (d *damage) Error() string { return fmt.Sprintf("%v: %v", ErrCorrupt, d.cause) }

func (d *damage) Unwrap() error { return ErrCorrupt }

func isDamage(err error) bool {
	var d *damage
	return errors.As(err, &d)
}

func catch(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		switch p := recover(); {
		case p == nil:
		case isFault(p) || fromBolt():
			err = &damage{cause: p}
		default:
			err = &bug{value: p, stack: debug.Stack()}
		}
	}()
	return fn()
}

// isFault says whether a panic is a read outside of what is mapped; a nil pointer is not.
func isFault(p any) bool {
	fault, ok := p.(interface {
		runtime.Error
		Addr() uintptr
	})
	return ok && fault.Addr() != 0
}

// fromBolt says whether the innermost frame of a panic, the standard library's own left out, is bbolt's. It must be
// called by the deferred function that recovered.
func fromBolt() bool {
	const skip = 3 // Callers, fromBolt, the deferred function
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs[:])])
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

// standard says whether a function is one that bbolt calls on its way into a panic.
func standard(function string) bool {
	for _, pkg := range []string{"runtime.", "bytes.", "internal/", "sort.", "slices.", "sync.", "hash/", "cmpbody", "memeqbody"} {
		if strings.HasPrefix(function, pkg) {
			return true
		}
	}
	return false
}
