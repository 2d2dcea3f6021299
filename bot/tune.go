package bot

import (
	"os"
	"runtime"
	"runtime/debug"
)

// gcPercent lets the heap grow to five times what is in use. That is some 8 MiB, and an instant in which 200 people speak
// allocates more: at Go's own 100 a third of all work in it was collecting. At rest nothing grows.
const gcPercent = 400

// Tune sets this process up for a bot that runs from now on. It is for commands, and for whoever measures what a command
// would see; undo sets the process back. To tune twice is fine. GOGC and GOMAXPROCS in the environment come before it.
//
// A commit waits for the disk inside a system call, and Go leaves that call its processor for as long as it takes to
// notice. With one processor more than the machine has, the acks of the commit before go out meanwhile.
func Tune() (undo func()) {
	var back []func()
	if os.Getenv("GOGC") == "" {
		percent := debug.SetGCPercent(gcPercent)
		back = append(back, func() { debug.SetGCPercent(percent) })
	}
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.SetDefaultGOMAXPROCS()
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
		back = append(back, runtime.SetDefaultGOMAXPROCS)
	}
	return func() {
		for _, f := range back {
			f()
		}
	}
}
