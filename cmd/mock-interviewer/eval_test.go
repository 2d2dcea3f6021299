package main

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mock-interviewer/bot/scorer/scorertest"
)

const answersFile = "testdata/answers.csv"

// evaluate runs eval on the kitchen's guide.
func evaluate(t *testing.T, vars map[string]string, args ...string) result {
	t.Helper()
	return invoke(t, vars, "", append([]string{"eval", "--guide", kitchen}, args...)...)
}

// csvFile writes an eval file and returns its path.
func csvFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestEvalReportsForPeople(t *testing.T) {
	t.Parallel()
	r := evaluate(t, nil, answersFile, "--worst", "2")
	if r.code != 0 || !strings.Contains(r.err, "offline estimate: 6 of 6") {
		t.Fatalf("exit %d, stderr %q", r.code, r.err)
	}
	golden(t, "eval.txt", r.out)
	r = evaluate(t, nil, answersFile, "--worst", "0", "--limit", "1")
	if r.code != 0 || !strings.Contains(r.out, "pearson          -") || strings.Contains(r.out, "NaN") {
		t.Errorf("one reply: exit %d, %s", r.code, r.out)
	}
}

func TestEvalPrintsTheContractsJSON(t *testing.T) {
	t.Parallel()
	r := evaluate(t, nil, answersFile, "--json")
	var got map[string]any
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != 0 {
		t.Fatalf("exit %d, %v in %s", r.code, err, r.out)
	}
	if got["n"] != 6. || got["graded"] != 6. || got["scorer"] != "offline" {
		t.Errorf("n %v, graded %v, by %v", got["n"], got["graded"], got["scorer"])
	}
	for _, name := range []string{"pearson", "spearman", "rmse", "mae", "qwk"} {
		if f, ok := got[name].(float64); !ok || f < -1 || f > 1 {
			t.Errorf("%s is %v", name, got[name])
		}
	}
	bands, _ := got["bands"].(map[string]any)
	if want := []string{"0.0-0.2", "0.2-0.4", "0.4-0.6", "0.6-0.8", "0.8-1.0"}; !slices.Equal(slices.Sorted(maps.Keys(bands)), want) {
		t.Errorf("bands %v", bands)
	}
	r = evaluate(t, nil, answersFile, "--json", "--limit", "1")
	if !strings.Contains(r.out, `"pearson": null`) {
		t.Errorf("an undefined figure: %s", r.out)
	}
}

func TestPredictionsAreTheInputsColumnsAndThePredictedScore(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out.csv")
	if r := evaluate(t, nil, answersFile, "--predictions", out, "--limit", "5"); r.code != 0 {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	in, got := readCSV(t, answersFile), readCSV(t, out)
	if len(got) != 6 {
		t.Fatalf("%d rows", len(got))
	}
	for i, row := range got {
		if diff := cmp.Diff(in[i], row[:len(row)-1]); diff != "" {
			t.Errorf("row %d (-in +out)\n%s", i, diff)
		}
	}
	if last := func(i int) string { return got[i][len(got[i])-1] }; last(0) != "predicted" || last(1) != "1" || last(3) != "0" {
		t.Errorf("predicted: %s, %s, %s", last(0), last(1), last(3))
	}
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file that holds people's replies: %v, %v", info.Mode(), err)
	}
	again := filepath.Join(t.TempDir(), "again.csv")
	if r := evaluate(t, nil, out, "--predictions", again); r.code != 0 {
		t.Fatalf("predictions as input: exit %d, %s", r.code, r.err)
	}
	if diff := cmp.Diff(got, readCSV(t, again)); diff != "" {
		t.Errorf("predicted twice (-first +second)\n%s", diff)
	}
}

// What spreadsheets do to a file makes no difference.
func TestEvalReadsWhatSpreadsheetsWrite(t *testing.T) {
	t.Parallel()
	plain := "student_answer,score,max_score,question_id\nI freeze sliced bread on the day of baking.,1,2,kitchen-1\n\"a \"\"cloth\"\",\ncotton\",1.50,2,1\n"
	want := evaluate(t, nil, csvFile(t, plain), "--json")
	for name, content := range map[string]string{
		"a byte order mark":    "\ufeff" + plain,
		"CR LF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"no last line break":   strings.TrimSuffix(plain, "\n"),
		"quotes everywhere":    strings.Replace(plain, "student_answer,score", `"student_answer","score"`, 1),
		"capitals and spaces":  strings.Replace(plain, "student_answer,score", "Student_Answer, score", 1),
		"empty lines":          strings.ReplaceAll(plain, ",kitchen-1\n", ",kitchen-1\n\n"),
		"space around a value": strings.Replace(plain, ",1,2,", ", 1 ,2 ,", 1),
	} {
		got := evaluate(t, nil, csvFile(t, content), "--json")
		// Lines are counted in the file, which an empty line changes.
		if got.code != 0 || !strings.Contains(got.out, `"n": 2`) || strings.Split(got.out, `"worst"`)[0] != strings.Split(want.out, `"worst"`)[0] {
			t.Errorf("%s: exit %d, %s%s", name, got.code, got.out, got.err)
		}
	}
}

func TestEvalRefusesABadFileByItsLine(t *testing.T) {
	t.Parallel()
	const head = "student_answer,score,max_score,question_id\n"
	for name, c := range map[string]struct{ content, line, says string }{
		"empty":                {"", "", "is empty"},
		"only a header":        {head, "", "no rows"},
		"no scores":            {"student_answer,question_id\nx,1\n", ":1:", "lacks score, max_score"},
		"no question":          {"student_answer,score,max_score\nx,1,1\n", ":1:", "question_id (or question and reference_answer)"},
		"no reference":         {"student_answer,score,max_score,question\nx,1,1,q\n", ":1:", "reference_answer"},
		"a column twice":       {"score,student_answer,score,max_score,question_id\n", ":1:", "twice"},
		"a missing number":     {head + "x,,5,1\n", ":2:", "score is \"\""},
		"a word for a number":  {head + "x,1,5,1\ny,good,5,1\n", ":3:", "score is \"good\""},
		"NaN":                  {head + "x,NaN,5,1\n", ":2:", "score is"},
		"more than the most":   {head + "x,6,5,1\n", ":2:", "from 0 to max_score, 5"},
		"less than nothing":    {head + "x,-1,5,1\n", ":2:", "score is"},
		"nothing to get":       {head + "x,0,0,1\n", ":2:", "max_score is"},
		"an unknown id":        {head + "x,1,5,kitchen-9\n", ":2:", "kitchen-9"},
		"no id":                {head + "x,1,5,\n", ":2:", "question_id is empty"},
		"a line after a quote": {head + "\"two\nlines\",1,5,1\nx,bad,5,1\n", ":4:", "score is"},
		"too few columns":      {head + "x,1,5\n", ":2:", "3 of 4 columns"},
		"an unquoted comma":    {head + "x, y,1,5,1\n", ":2:", "quotes"},
		"an open quote":        {head + "x,1,5,1\n\"y,1,5,1\n", ":3:", "quote"},
		"not UTF-8":            {head + "caf\xe9,1,5,1\n", ":2:", "UTF-8"},
		"UTF-16":               {"\xff\xfes\x00", "", "UTF-16"},
	} {
		path := csvFile(t, c.content)
		r := evaluate(t, nil, path, "--json")
		if r.code != 2 || r.out != "" || !strings.Contains(r.err, path+c.line) || !strings.Contains(r.err, c.says) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", name, r.code, r.out, r.err)
		}
	}
	r := evaluate(t, nil, csvFile(t, head+"x,a,5,1\nx,b,5,1\nx,c,5,1\n"))
	if strings.Count(r.err, "\n") != 3 {
		t.Errorf("one run names every fault: %s", r.err)
	}
	if r := evaluate(t, nil, filepath.Join(t.TempDir(), "none.csv")); r.code != 2 || !strings.Contains(r.err, "none.csv") {
		t.Errorf("no file: exit %d, %s", r.code, r.err)
	}
}

func TestPredictionsNeverReplaceTheInput(t *testing.T) {
	t.Parallel()
	path := csvFile(t, "student_answer,score,max_score,question_id\nx,1,5,1\n")
	for _, out := range []string{path, filepath.Dir(path), filepath.Join(t.TempDir(), "no", "folder.csv")} {
		r := evaluate(t, nil, path, "--predictions", out)
		if r.code != 2 || !strings.Contains(r.err, "--predictions") {
			t.Errorf("%s: exit %d, %s", out, r.code, r.err)
		}
	}
	if len(readCSV(t, path)) != 2 {
		t.Error("the input was changed")
	}
}

func TestEvalComparesTwoScorers(t *testing.T) {
	t.Parallel()
	server := scorertest.Start(t)
	vars := map[string]string{"OPENAI_BASE_URL": server.URL()}
	r := evaluate(t, vars, answersFile, "--compare", "offline,tiny", "--worst", "1")
	if r.code != 0 {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	golden(t, "compare.txt", strings.ReplaceAll(r.out, hostOf(server.URL()), "HOST"))
	if asked := server.Requests(); len(asked) == 0 || asked[0].Model != "tiny" {
		t.Errorf("asked %d times", len(asked))
	}
	r = evaluate(t, vars, answersFile, "--compare", "tiny,large", "--json")
	var got struct {
		N       int
		Between map[string]any
		Scorers []struct {
			Model  string
			Graded int
		}
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	if got.N != 6 || len(got.Scorers) != 2 || got.Scorers[0].Model != "tiny" || got.Scorers[1].Graded != 6 || got.Between["mae"] != 0. {
		t.Errorf("got %+v", got)
	}
}

func hostOf(base string) string {
	return strings.TrimSuffix(strings.TrimPrefix(base, "http://"), "/v1")
}

func TestEvalTellsWrongUsage(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"--limit -1":                              "--limit",
		"--jobs 65":                               "0 to 64",
		"--compare offline":                       "comma",
		"--compare llm,llm":                       "two different",
		"--compare a,b,c":                         "two different",
		"--compare offline,llm --scorer llm":      "--scorer",
		"--compare offline,llm --predictions out": "--predictions",
		"--compare offline,llm":                   "OPENAI_BASE_URL",
		"--scorer llm":                            "OPENAI_BASE_URL",
	} {
		r := evaluate(t, nil, append([]string{answersFile}, strings.Fields(args)...)...)
		if r.code != 2 || r.out != "" || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d, %s", args, r.code, r.err)
		}
	}
}
