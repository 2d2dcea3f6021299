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
	}{{"", procs + 1, growth(heapInUse())}, {"GOGC", procs + 1, percent}, {"GOMAXPROCS", procs, growth(heapInUse())}} {
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

func TestASmallHeapGrowsToTheFloor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		inUse uint64
		want  int
	}{
		{0, 100},
		{1, 400},
		{4 << 20, 400},
		{heapFloor / 5, 400},
		{heapFloor/5 + 1, 300},
		{heapFloor / 4, 300},
		{heapFloor / 3, 200},
		{heapFloor / 2, 100},
		{heapFloor, 100},
		{10 << 30, 100},
	} {
		got := growth(c.inUse)
		if got != c.want {
			t.Errorf("%d bytes may grow by %d%%, want %d%%", c.inUse, got, c.want)
		}
		if heap := c.inUse * uint64(100+got) / 100; got > 100 && heap > heapFloor {
			t.Errorf("%d bytes may grow to %d, over the floor", c.inUse, heap)
		}
	}
}

func gcNow() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}
