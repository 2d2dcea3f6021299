package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// answered is a data folder with two graded answers and one that was not graded. The database is left open when asked.
func answered(t *testing.T, keepOpen bool) map[string]string {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(filepath.Join(dir, "mock-interviewer.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	err = db.Update(func(tx *store.Tx) error {
		for _, a := range []store.Answer{
			{AnswerID: "a2", User: "U1", QuestionID: "kitchen-1", AnsweredAt: at.Add(time.Minute), FollowUpOf: "a1", Reply: "=1+1, \"quoted\"\nsecond line", Graded: true, Score: 70, Band: questions.Solid},
			{AnswerID: "a1", User: "U1", QuestionID: "kitchen-1", AnsweredAt: at, Reply: "cloth & <freezer>", Graded: true, Score: 50, Band: questions.Developing},
			{AnswerID: "a3", User: "U1", QuestionID: "kitchen-2", AnsweredAt: at.Add(time.Hour), Reply: "not yet"},
		} {
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if keepOpen {
		t.Cleanup(func() { _ = db.Close() })
	} else if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"MOCK_INTERVIEWER_DATA": dir}
}

func TestExportWritesGradedAnswersOldestFirst(t *testing.T) {
	t.Parallel()
	vars := answered(t, false)
	r := invoke(t, vars, "", "export")
	if r.code != 0 || r.err != "" {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d records: %s", len(lines), r.out)
	}
	for i, want := range []struct{ id, of, reply string }{{"a1", "", "cloth & <freezer>"}, {"a2", "a1", "=1+1, \"quoted\"\nsecond line"}} {
		var got store.Answer
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if got.AnswerID != want.id || got.FollowUpOf != want.of || got.Reply != want.reply {
			t.Errorf("record %d: %s", i, lines[i])
		}
	}
	r = invoke(t, vars, "", "export", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || r.code != 0 || len(rows) != 3 || rows[0][0] != "answer_id" || rows[1][0] != "a1" || rows[2][0] != "a2" {
		t.Errorf("CSV: exit %d, %v, %v", r.code, err, rows)
	}
}

// What people call unfair is graded by a person and measured against the grader.
func TestDisputedAnswersComeBackAsAnEvalFile(t *testing.T) {
	t.Parallel()
	vars := answered(t, false)
	db, err := store.Open(filepath.Join(vars["MOCK_INTERVIEWER_DATA"], "mock-interviewer.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *store.Tx) error {
		_, err := tx.PutDispute("a1", store.Dispute{Reason: "cloth was there"})
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	r := invoke(t, vars, "", "export", "--disputed")
	if r.code != 0 || strings.Contains(r.out, "U1") {
		t.Fatalf("exit %d, %s%s", r.code, r.out, r.err)
	}
	if r := evaluate(t, nil, csvFile(t, r.out)); r.code != 2 || !strings.Contains(r.err, `:2: score is ""`) {
		t.Errorf("not filled in yet: exit %d, %s", r.code, r.err)
	}
	filled := strings.Replace(r.out, ",,100,", ",45,100,", 1)
	if r := evaluate(t, nil, csvFile(t, filled), "--json"); r.code != 0 || !strings.Contains(r.out, `"graded": 1`) {
		t.Errorf("filled in: exit %d, %s%s", r.code, r.out, r.err)
	}
	if r := invoke(t, vars, "", "export", "--disputed", "--format", "jsonl"); r.code != 2 || !strings.Contains(r.err, "--format") {
		t.Errorf("two formats: exit %d, %s", r.code, r.err)
	}
	if r := invoke(t, vars, "", "export", "--format", "xml"); r.code != 2 || !strings.Contains(r.err, `--format is "xml"; want jsonl or csv`) {
		t.Errorf("no such format: exit %d, %s", r.code, r.err)
	}
}

func TestExportSaysWhyItCannotRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := invoke(t, map[string]string{"MOCK_INTERVIEWER_DATA": dir}, "", "export")
	if r.code != 1 || r.out != "" || !strings.Contains(r.err, "MOCK_INTERVIEWER_DATA") {
		t.Errorf("no database: exit %d, %s", r.code, r.err)
	}
	if made, _ := filepath.Glob(filepath.Join(dir, "*")); len(made) != 0 {
		t.Errorf("export made %v", made)
	}
	r = invoke(t, answered(t, true), "", "export")
	if r.code != 1 || r.out != "" || !strings.Contains(r.err, "in use by another process") {
		t.Errorf("locked: exit %d, %s", r.code, r.err)
	}
}

// A panelist's scores need no filling in: the file goes to eval as it is.
func TestAPanelistsScoresGoStraightToEval(t *testing.T) {
	t.Parallel()
	vars := answered(t, false)
	db, err := store.Open(filepath.Join(vars["MOCK_INTERVIEWER_DATA"], "mock-interviewer.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *store.Tx) error {
		_, err := tx.PutHumanScore("a1", &store.HumanScore{Score: 45, By: "U9"})
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	r := invoke(t, vars, "", "export", "--panel")
	if r.code != 0 || strings.Contains(r.out, "U1") || strings.Contains(r.out, "U9") {
		t.Fatalf("exit %d, %s%s", r.code, r.out, r.err)
	}
	predicted := filepath.Join(t.TempDir(), "predicted.csv")
	e := evaluate(t, nil, csvFile(t, r.out), "--json", "--predictions", predicted)
	if e.code != 0 || !strings.Contains(e.out, `"graded": 1`) {
		t.Errorf("exit %d, %s%s", e.code, e.out, e.err)
	}
	if file, err := os.ReadFile(predicted); err != nil || !strings.Contains(string(file), "bot_score,blind,predicted") {
		t.Errorf("the person's score, the bot's and the new one do not stand side by side: %v\n%s", err, file)
	}
	for _, wrong := range [][]string{{"--format", "jsonl"}, {"--disputed"}} {
		if r := invoke(t, vars, "", append([]string{"export", "--panel"}, wrong...)...); r.code != 2 {
			t.Errorf("%v: exit %d, %s", wrong, r.code, r.err)
		}
	}
}
