// Command mock-interviewer runs mock interviews in Slack. See README.md, or `mock-interviewer --help`.
package main

import (
	"context"
	"os"
	_ "time/tzdata" // time zones work in a container that has none

	"mock-interviewer/config"
)

func main() {
	ctx := interruptible(context.Background(), os.Exit)
	os.Exit(run(ctx, os.Args[1:], config.Getenv(os.LookupEnv), os.Stdin, os.Stdout, os.Stderr))
}
