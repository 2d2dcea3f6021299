package main

import (
	"fmt"
	"slices"
	"time"
)

// result is one bot measured once.
type result struct {
	start       time.Duration // from its start to its first connection
	half, most  time.Duration // from a reply to its card, one at a time: median and 99th percentile
	perSecond   float64       // cards, when everybody replies at once
	cpuPerReply time.Duration // of both phases, the question before it included
	memory      float64       // MiB, the most that it had
}

func (r result) String() string {
	return fmt.Sprintf("start %v, card %v (p99 %v), %.0f cards/s, %v CPU a reply, %.0f MiB",
		r.start.Round(time.Millisecond), r.half.Round(10*time.Microsecond), r.most.Round(10*time.Microsecond), r.perSecond, r.cpuPerReply.Round(10*time.Microsecond), r.memory)
}

// measure is a row of the table.
type measure struct {
	name string
	of   func(result) float64
	show func(float64) string
}

func measures() []measure {
	ms := func(v float64) string { return fmt.Sprintf("%.1f ms", v) }
	millis := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return []measure{
		{"start, to the first connection", func(r result) float64 { return millis(r.start) }, ms},
		{"reply to card, median", func(r result) float64 { return millis(r.half) }, ms},
		{"reply to card, p99", func(r result) float64 { return millis(r.most) }, ms},
		{"cards a second, everybody at once", func(r result) float64 { return r.perSecond }, func(v float64) string { return fmt.Sprintf("%.0f", v) }},
		{"CPU a reply", func(r result) float64 { return millis(r.cpuPerReply) }, ms},
		{"memory, the most", func(r result) float64 { return r.memory }, func(v float64) string { return fmt.Sprintf("%.0f MiB", v) }},
	}
}

func median(results []result, of func(result) float64) float64 {
	values := make([]float64, 0, len(results))
	for _, r := range results {
		values = append(values, of(r))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
