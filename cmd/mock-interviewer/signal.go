package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// interruptible returns a context that ends at the first SIGINT or SIGTERM, so that everything stops in order. A
// second one calls exit at once: whoever presses Ctrl-C twice means it, and the store survives a kill.
func interruptible(ctx context.Context, exit func(int)) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		<-signals
		exit(exitFailed)
	}()
	return ctx
}
