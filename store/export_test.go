package store

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mock-interviewer/questions"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *updateGolden {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, path)), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func exportedDB(t *testing.T) *DB {
	db, at := open(t, tempPath(t), newClock()), newClock().now()
	first, followUp := answer("a1", "U1", at, 80), answer("a2", "U1", at.Add(time.Minute), 90)
	first.Reply = "=HYPERLINK(\"http://x\")\nthen <b> & \"c\""
	first.Criteria = []questions.CriterionGrade{{ID: "x", Label: "X", Weight: 1, Verdict: questions.Met, Quote: "then <b>", QuoteVerified: true, Reason: "r", Credit: 1}}
	first.Pitfalls = []questions.PitfallGrade{{ID: "pitfall-1", Label: "P", Verdict: "absent"}}
	followUp.FollowUpOf, followUp.Help = "a1", questions.AfterFollowUp
	estimate, ungraded := answer("e", "U1", at, 1), answer("u", "U1", at, 1)
	estimate.Estimate, ungraded.Graded = true, false
	put1(t, db, followUp, estimate, ungraded, answer("a3", "U2", at.Add(time.Hour), 10), first)
	return db
}

func TestExportIsTheContracts(t *testing.T) {
	t.Parallel()
	db := exportedDB(t)
	var lines, table, one bytes.Buffer
	view(t, db, func(tx *Tx) error { return tx.ExportJSONL(&lines) })
	view(t, db, func(tx *Tx) error { return tx.ExportCSV(&table) })
	view(t, db, func(tx *Tx) error { return tx.ExportJSONLFor(&one, "U1") })
	golden(t, "export.jsonl", lines.Bytes())
	golden(t, "export.csv", table.Bytes())
	equal(t, "lines", strings.Count(lines.String(), "\n"), 3)
	equal(t, "one person's lines", strings.Count(one.String(), "\n"), 2)

	contract := `"answer_id" "interview_id" "follow_up_of" "user" "channel" "question_id" "mode" "answered_at" "reply" "scorer" ` +
		`"model" "prompt_version" "score" "band" "criteria" "pitfalls"`
	at := 0
	for name := range strings.FieldsSeq(contract) {
		i := strings.Index(lines.String()[at:], name+":")
		if i < 0 {
			t.Fatalf("field %s is missing or out of order", name)
		}
		at += i
	}
}

func TestCSVHoldsWhatJSONDoes(t *testing.T) {
	t.Parallel()
	var tags []string
	for f := range reflect.TypeFor[record]().Fields() {
		tags = append(tags, f.Tag.Get("json"))
	}
	if diff := cmp.Diff(tags, csvHeader()); diff != "" {
		t.Error(diff)
	}
	db := exportedDB(t)
	var table bytes.Buffer
	view(t, db, func(tx *Tx) error { return tx.ExportCSVFor(&table, "U1") })
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "rows", len(rows), 3)
	equal(t, "reply", UncsvCell(rows[1][8]), "=HYPERLINK(\"http://x\")\nthen <b> & \"c\"")
	var criteria []questions.CriterionGrade
	if err := json.Unmarshal([]byte(UncsvCell(rows[1][14])), &criteria); err != nil || criteria[0].Quote != "then <b>" {
		t.Errorf("criteria: %v %v", criteria, err)
	}
}

func TestNoCellStartsAFormulaAndNoneIsLost(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "'x", "''"} {
		equal(t, "cell", csvCell(s), "'"+s)
	}
	for _, s := range []string{"", "x=1", "a'", "é"} {
		equal(t, "cell", csvCell(s), s)
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+@-]{0,3}.{0,5}`)).Draw(rt, "cell")
		cell := csvCell(s)
		if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "+") || strings.HasPrefix(cell, "-") || strings.HasPrefix(cell, "@") {
			rt.Errorf("%q starts a formula", cell)
		}
		if UncsvCell(cell) != s {
			rt.Errorf("%q came back as %q", s, UncsvCell(cell))
		}
	})
}
