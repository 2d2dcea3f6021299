package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"

	"mock-interviewer/bot/admin"
	"mock-interviewer/config"
	"mock-interviewer/store"
)

type eraseCmd struct {
	User string `required:"" placeholder:"U…" help:"Slack user id of the person."`
}

// Help shows an example.
func (eraseCmd) Help() string {
	return "Works also while serve runs. The id stands in a person's Slack profile under More, Copy member ID.\n\n" +
		example("mock-interviewer erase --user U0123456789")
}

var userShape = regexp.MustCompile(`^[UW][A-Z0-9]+$`)

// Validate is kong's hook. Where the flag is missing, kong says so better.
func (c *eraseCmd) Validate() error {
	if c.User != "" && !userShape.MatchString(c.User) {
		return fmt.Errorf("--user is %q; want a Slack user id, for example U0123456789", c.User)
	}
	return nil
}

func (c *eraseCmd) run(ctx context.Context, e env) int {
	if c.User == "" {
		return e.fail(exitUsage, "--user is empty; want a Slack user id, for example U0123456789")
	}
	cfg, err := e.load("data", "backup")
	if err != nil {
		return e.misconfigured(err)
	}
	desk := e.reach(cfg)
	if desk == nil {
		return exitFailed
	}
	erased, err := desk.Erase(ctx, c.User)
	if err := errors.Join(err, desk.Close()); err != nil {
		return e.fail(exitFailed, "erase: %v", unusable(dbFile(cfg), err))
	}
	c.report(e, erased)
	if !erased.Compacted {
		fmt.Fprintln(e.stderr, "The bytes stay in the file's free pages until serve starts again, or until mock-interviewer compact.")
	}
	fmt.Fprintln(e.stderr, backupsKeep(cfg))
	for _, copied := range copiesBeside(dbFile(cfg)) {
		fmt.Fprintf(e.stderr, "%s may hold the data until you delete it.\n", copied)
	}
	return exitDone
}

// report counts what was removed, one kind a line.
func (c *eraseCmd) report(e env, n admin.Erased) {
	if n.Erased == (store.Erased{}) {
		fmt.Fprintf(e.stdout, "Nothing was stored about %s.\n", c.User)
		return
	}
	fmt.Fprintf(e.stdout, "Erased %s:\n", c.User)
	for _, kind := range []struct {
		name string
		n    int
	}{
		{"answers", n.Answers},
		{"interviews", n.Interviews},
		{"replies waiting for a grade", n.Gradings},
		{"events waiting", n.Inbox},
		{"messages waiting", n.Outbox},
		{"records of messages sent", n.Sent},
		{"parts in daily questions", n.DailyAnswers},
		{"records of questions asked", n.Asked},
		{"personal records", n.Personal},
		{"places on leaderboards", n.Boards},
		{"panels", n.Panels},
		{"member records", n.Members},
		{"mentions in other records, replaced", n.Mentions},
	} {
		if kind.n > 0 {
			fmt.Fprintf(e.stdout, "%7d  %s\n", kind.n, kind.name)
		}
	}
}

// backupsKeep says how long backups still hold what was erased.
func backupsKeep(cfg config.Config) string {
	const own = "Backups of your own hold the data until you delete them."
	switch daily, err := admin.DailyBackups(dbFile(cfg)); {
	case err != nil:
		return err.Error() + ". " + own
	case len(daily) == 0:
		return "There are no daily backups. " + own
	case cfg.Backup.Keep == 0:
		return fmt.Sprintf("%s may still hold the data until you delete it, since backup.keep is 0. %s", count(len(daily), "daily backup"), own)
	default:
		return fmt.Sprintf("%s may still hold the data; the last goes after %s of serve (backup.keep), or when you delete it. %s",
			count(len(daily), "daily backup"), count(cfg.Backup.Keep, "day"), own)
	}
}

// copiesBeside are the copies of a database that were kept beside it: from before a migration, damaged, or newer; and what
// killed processes left half written.
func copiesBeside(path string) []string {
	found := admin.Halves(path)
	for _, mark := range []string{".schema-*", ".damaged-*", ".newer-*"} {
		copies, _ := filepath.Glob(path + mark) // the pattern is well formed
		found = append(found, copies...)
	}
	return found
}
