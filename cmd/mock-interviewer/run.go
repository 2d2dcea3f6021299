package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	"mock-interviewer/config"
)

// The exit codes of every command.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // wrong usage or configuration
)

// env is the world that a command sees. Results go to stdout, everything else to stderr.
type env struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// command is one subcommand. run returns the exit code and has said on stderr why, where it is not 0.
type command interface {
	run(ctx context.Context, e env) int
}

// commands is the command line.
type commands struct {
	Serve     serveCmd     `cmd:"" help:"Run the bot against Slack."`
	Try       tryCmd       `cmd:"" help:"Start a local workspace and the bot in it. Needs no token, key or network."`
	Questions questionsCmd `cmd:"" help:"List, show or check questions."`
	Score     scoreCmd     `cmd:"" help:"Grade the reply on stdin."`
	Eval      evalCmd      `cmd:"" help:"Grade many replies and compare with human scores."`
	Doctor    doctorCmd    `cmd:"" help:"Check that everything is set up, and say how to mend what is not."`
	Manifest  manifestCmd  `cmd:"" help:"Print the Slack app manifest."`
	Export    exportCmd    `cmd:"" help:"Print every graded answer."`
	Backup    backupCmd    `cmd:"" help:"Copy the database, also while serve runs."`
	Restore   restoreCmd   `cmd:"" help:"Put a backup in place."`
	Erase     eraseCmd     `cmd:"" help:"Remove one person's data."`
	Compact   compactCmd   `cmd:"" help:"Rewrite the database without its free pages."`
	Health    healthCmd    `cmd:"" help:"Ask a running serve how it is."`
	Config    configCmd    `cmd:"" help:"Print what the configuration file may hold."`
	Version   versionCmd   `cmd:"" help:"Print version, commit and Go version."`
}

// Help shows an example.
func (commands) Help() string {
	return example("mock-interviewer try", "mock-interviewer questions list")
}

const about = `A mock interviewer for Slack: a question a day, practice in private, and mock interviews scored against a model answer.`

// run is the whole program: it parses args, runs the command and returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := env{getenv, stdin, stdout, stderr}
	var root commands
	helped := false
	parser, err := kong.New(&root,
		kong.Name("mock-interviewer"), kong.Description(about), kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }), // kong calls it after --help and would end the process
		kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 100, NoExpandSubcommands: true, Compact: true}),
		kong.ExplicitGroups(nil),
	)
	if err != nil {
		return e.fail(exitFailed, "the command line is built wrongly: %v", err)
	}
	kctx, err := parser.Parse(args)
	if helped {
		return exitDone
	}
	if err != nil {
		return e.usage(err)
	}
	c, ok := reflect.TypeAssert[command](kctx.Selected().Target.Addr())
	if !ok {
		return e.fail(exitFailed, "%s is no command", kctx.Command())
	}
	return c.run(ctx, e)
}

// usage says what is wrong with the command line and where to read more.
func (e env) usage(err error) int {
	if _, ok := errors.AsType[*fs.PathError](err); ok { // of the help itself, which kong has written
		return e.fail(exitFailed, "writing the help: %v", err)
	}
	var path strings.Builder
	path.WriteString("mock-interviewer")
	var pe *kong.ParseError
	if errors.As(err, &pe) && pe.Context != nil {
		for _, p := range pe.Context.Path {
			if p.Command != nil {
				path.WriteString(" " + p.Command.Name)
			}
		}
	}
	return e.fail(exitUsage, "%v\nRun \"%s --help\" to see how it is used.", err, path.String())
}

// fail prints a message on stderr and returns code.
func (e env) fail(code int, format string, args ...any) int {
	fmt.Fprintln(e.stderr, "mock-interviewer: "+strings.TrimSuffix(fmt.Sprintf(format, args...), "\n"))
	return code
}

// misconfigured lists what is wrong with the configuration, one line a field.
func (e env) misconfigured(err error) int {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(e.stderr, "mock-interviewer: "+line)
	}
	return exitUsage
}

// json prints v on stdout, indented.
func (e env) json(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// load reads the configuration, and minds only the faults of the named fields and of the file as a whole.
func (e env) load(fields ...string) (config.Config, error) {
	cfg, err := config.Load(e.getenv)
	return cfg, config.Concerning(err, fields...)
}

// loadAll reads the configuration, and minds every fault.
func (e env) loadAll() (config.Config, error) { return config.Load(e.getenv) }

// with returns e with one variable set, for a flag that stands above the environment.
func (e env) with(name, value string) env {
	before := e.getenv
	e.getenv = func(n string) string {
		if n == name {
			return value
		}
		return before(n)
	}
	return e
}
