package bot

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestAProcessIsTunedUnlessTheEnvironmentSaysHow(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
	runtime.SetDefaultGOMAXPROCS()
	procs, percent := runtime.GOMAXPROCS(0), gcNow()
	for _, c := range []struct {
		env            string
		procs, percent int
	}{{"", procs + 1, gcPercent}, {"GOGC", procs + 1, percent}, {"GOMAXPROCS", procs, gcPercent}} {
		t.Run(c.env, func(t *testing.T) {
			for _, name := range []string{"GOGC", "GOMAXPROCS"} {
				t.Setenv(name, "")
			}
			if c.env != "" {
				t.Setenv(c.env, "2")
			}
			undo := Tune()
			again := Tune()
			if got := runtime.GOMAXPROCS(0); got != c.procs {
				t.Errorf("%d processors, want %d", got, c.procs)
			}
			if got := gcNow(); got != c.percent {
				t.Errorf("the heap may grow by %d%%, want %d%%", got, c.percent)
			}
			again()
			undo()
			if gcNow() != percent || runtime.GOMAXPROCS(0) != procs {
				t.Errorf("left behind: %d processors and %d%%, were %d and %d%%", runtime.GOMAXPROCS(0), gcNow(), procs, percent)
			}
		})
	}
}

func gcNow() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}
