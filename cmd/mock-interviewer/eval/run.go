package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Options say how a set is graded.
type Options struct {
	Jobs  int       // replies graded at a time
	Worst int       // disagreements that are listed
	Notes io.Writer // is told how much an earlier run has graded already
}

// Grade has the contender grade the set, going on from what an earlier run left beside the predictions; out may be nil.
// The report is of all that was graded, also where the error says that it stopped before the end.
func Grade(ctx context.Context, who *Contender, set *Set, out *Predictions, o Options) (Report, error) {
	outcomes, stopped := gradeAll(ctx, who, set, out.journal(who), o)
	return newReport(who, set, outcomes, o.Worst), errors.Join(stopped, out.finish(set, outcomes))
}

// gradeAll asks the contender for every row that the journal does not remember.
func gradeAll(ctx context.Context, who *Contender, set *Set, kept *journal, o Options) ([]outcome, error) {
	outcomes := make([]outcome, len(set.rows))
	todo, err := kept.recall(set.rows, outcomes)
	if err != nil {
		return outcomes, err
	}
	if done := len(set.rows) - len(todo); done > 0 {
		fmt.Fprintf(o.Notes, "%s: %d of %d were graded by an earlier run\n", who, done, len(set.rows))
	}
	who.Progress.start(who.String(), len(todo))
	defer who.Progress.end()
	g := grader{judge: who.Judge, jobs: o.Jobs, progress: who.Progress, keep: func(i int, done outcome) error {
		return kept.add(set.rows[i], done)
	}}
	err = g.grade(ctx, set.rows, todo, outcomes)
	return outcomes, errors.Join(err, kept.close())
}
