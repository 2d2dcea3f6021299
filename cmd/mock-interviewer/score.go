package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// maxReply is how much of stdin `score` takes; a spoken answer of ten minutes has about 10 KiB.
const maxReply = 64 << 10

type scoreCmd struct {
	Question string `required:"" placeholder:"ID" help:"The question's id, for example sre-7; 7 alone will do where one guide is loaded."`
	JSON     bool   `name:"json" help:"Print JSON instead of a card."`
	scorerFlag
	guideFlag
}

// Help shows an example.
func (scoreCmd) Help() string {
	return example(`echo "I would look at the saturation first." | mock-interviewer score --question 7`,
		"mock-interviewer score --question 7 --scorer offline --json < reply.txt")
}

func (c *scoreCmd) run(ctx context.Context, e env) int {
	cfg, err := c.load(c.over(e), "llm", "scorer", "log")
	if err != nil {
		return e.misconfigured(err)
	}
	bank, err := c.bank(cfg)
	if err != nil {
		return e.badGuide(err)
	}
	q, err := bank.Find(c.Question)
	if err != nil {
		return e.fail(exitUsage, "--question: %v", err)
	}
	judge, err := newScorer(cfg, bank, newLogger(e, cfg))
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	reply, err := readReply(e)
	if err != nil {
		return e.fail(exitUsage, "%v", err)
	}
	return c.grade(ctx, e, q, judge, reply)
}

func (c *scoreCmd) grade(ctx context.Context, e env, q *questions.Question, judge scorer.Scorer, reply string) int {
	result, err := judge.Score(ctx, scorer.Request{Question: q, Reply: reply})
	var grade questions.Grade
	if err == nil {
		grade, err = q.Rubric.Grade(result.Judgements, result.Pitfalls)
	}
	if err != nil {
		if c.JSON {
			if err := e.json(ungraded{QuestionID: q.ID, Error: err.Error()}); err != nil {
				return e.fail(exitFailed, "writing the result: %v", err)
			}
		}
		return e.fail(exitFailed, "%v", err)
	}
	if c.JSON {
		err = e.json(gradedFrom(q, result, grade))
	} else {
		_, err = fmt.Fprint(e.stdout, cardText(q, result, grade))
	}
	if err != nil {
		return e.fail(exitFailed, "writing the result: %v", err)
	}
	return exitDone
}

// readReply reads stdin to its end and refuses what is no reply. A person at a terminal is told what to do.
func readReply(e env) (string, error) {
	if isTerminal(e.stdin) {
		fmt.Fprintln(e.stderr, "Type your reply, then Ctrl-D on a line of its own.")
	}
	data, err := io.ReadAll(io.LimitReader(e.stdin, maxReply+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("reading the reply from stdin: %w", err)
	case len(data) > maxReply:
		return "", errors.New("the reply on stdin is longer than 64 KiB; want one answer to one question")
	case !utf8.Valid(data):
		return "", errors.New("the reply on stdin is not UTF-8 text")
	case len(bytes.TrimSpace(data)) == 0:
		return "", errors.New("there is no reply on stdin; want its text, for example: mock-interviewer score --question 7 < reply.txt")
	}
	return string(data), nil
}

// isTerminal says whether a person sits at the other end of a reader or writer, rather than a file or another program.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
