package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// interruptible returns a context that ends at the first SIGINT or SIGTERM, or when the terminal closes, so that
// everything stops in order. A second SIGINT or SIGTERM calls exit at once: whoever presses Ctrl-C twice means it, and
// the store survives a kill.
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
	if endsAtHangup(os.Args[1:]) {
		onHangup(cancel)
	}
	return ctx
}

// endsAtHangup says whether a command ends with its terminal. serve does not: it reads its configuration again.
func endsAtHangup(args []string) bool { return len(args) == 0 || args[0] != "serve" }

// onHangup calls end at a SIGHUP, unless nohup started this process. However often that comes, it never hurries an end: a
// closing terminal and its shell may both send one.
func onHangup(end func()) {
	if signal.Ignored(syscall.SIGHUP) {
		return // to be told of a signal would mean to heed it
	}
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		<-hangups
		end()
	}()
}
