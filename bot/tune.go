package bot

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// heapFloor is up to where the heap grows before it is collected, in bytes. A bot that has little to do has some 8 MiB in
// use, and an instant in which 200 people speak allocates more: when that was collected as soon as it had doubled, which is
// what Go does by itself, a third of all work in such an instant was collecting.
const heapFloor = 48 << 20

// How much the heap grows, in percent of what is in use, and how often that is decided anew.
const (
	leastGrowth = 100 // Go's own
	mostGrowth  = 400
	lookAtHeap  = time.Second
)

// Tune sets this process up for a bot that runs from now on, until it is undone. It is for commands, and for whoever
// measures what a command would see. To tune twice is fine. GOGC and GOMAXPROCS in the environment come before it.
//
// A commit waits for the disk inside a system call, and Go leaves that call its processor for as long as it takes to
// notice. With one processor more than the machine has, the acks of the commit before go out meanwhile.
func Tune() (undo func()) {
	var back []func()
	if os.Getenv("GOGC") == "" {
		back = append(back, tuneHeap())
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

// tuneHeap keeps the heap's growth to what its size wants.
func tuneHeap() (undo func()) {
	now := growth(heapInUse())
	before := debug.SetGCPercent(now)
	stop := make(chan struct{})
	var looking sync.WaitGroup
	looking.Go(func() {
		ticks := time.NewTicker(lookAtHeap)
		defer ticks.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticks.C:
			}
			if next := growth(heapInUse()); next != now {
				now = next
				debug.SetGCPercent(now)
			}
		}
	})
	return func() {
		close(stop)
		looking.Wait()
		debug.SetGCPercent(before)
	}
}

// growth is by how many percent a heap may grow that holds so many bytes in use: to the floor, in whole hundreds, so that it
// is not changed all the time.
func growth(inUse uint64) int {
	if inUse == 0 {
		return leastGrowth
	}
	times := min(heapFloor/inUse, mostGrowth/100+1)
	return max((int(times)-1)*100, leastGrowth)
}

// heapInUse is what the last collection left, in bytes; 0 before the first.
func heapInUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return live[0].Value.Uint64()
}
