package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// used is what a process has taken so far, as Linux counts it.
type used struct {
	memory float64 // MiB, the most that was resident
	cpu    time.Duration
}

// tick is Linux's unit of CPU time in /proc.
const tick = 10 * time.Millisecond

func usage(pid int) (u used, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return u, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				return u, err
			}
			u.memory = kib / 1024
		}
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return u, err
	}
	// After the name, which stands in brackets, the 12th and 13th field are user and system time.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	for _, f := range fields[11:13] {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return u, err
		}
		u.cpu += time.Duration(n) * tick
	}
	return u, nil
}
