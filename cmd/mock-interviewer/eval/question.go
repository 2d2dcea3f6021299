package eval

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/questions"
)

// adHocSlug begins the ids of questions that stand in the eval file itself.
const adHocSlug = "ad-hoc"

// maxReference bounds a question and a reference answer of an eval file, in bytes.
const maxReference = 64 << 10

// errBank wraps what is wrong with the guides, which is no fault of the eval file.
var errBank = errors.New("guide")

// finder finds the question of each row: in the bank, or made of the row itself, once for all rows alike.
type finder struct {
	load  func() (*questions.Bank, error)
	bank  *questions.Bank // nil until a row names an id
	adHoc map[[2]string]*questions.Question
	made  []*questions.Question // the values of adHoc, in the order of the file
	used  bool                  // whether a row is about a question of the bank
}

func newFinder(load func() (*questions.Bank, error)) *finder {
	return &finder{load: load, adHoc: map[[2]string]*questions.Question{}}
}

// find returns the row's question. Where a row has both, an id in full goes before the reference answer; a bare number
// does not, since it may count something else than our questions.
func (f *finder) find(record []string, cols columns) (*questions.Question, error) {
	id := cols.of(record, colID)
	question, reference := cols.of(record, colQuestion), cols.of(record, colReference)
	own := question != "" && reference != ""
	if bare := strings.Trim(id, "#0123456789") == ""; id != "" && (!own || !bare) {
		q, err := f.inBank(id)
		if err == nil || errors.Is(err, errBank) || !own {
			return q, err
		}
	}
	switch {
	case own:
		return f.ofRow(question, reference)
	case cols.have(colQuestion) && cols.have(colReference) && question == "":
		return nil, fmt.Errorf("%s is empty", colQuestion)
	case cols.have(colQuestion) && cols.have(colReference):
		return nil, fmt.Errorf("%s is empty", colReference)
	}
	return nil, fmt.Errorf("%s is empty", colID)
}

func (f *finder) inBank(id string) (*questions.Question, error) {
	if f.bank == nil {
		bank, err := f.load()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBank, err)
		}
		f.bank = bank
	}
	q, err := f.bank.Find(id)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", colID, err)
	}
	f.used = true
	return q, nil
}

func (f *finder) ofRow(question, reference string) (*questions.Question, error) {
	key := [2]string{question, reference}
	if q := f.adHoc[key]; q != nil {
		return q, nil
	}
	if len(question)+len(reference) > maxReference {
		return nil, fmt.Errorf("%s and %s have more than %d KiB", colQuestion, colReference, maxReference>>10)
	}
	q := scorer.AdHoc(question, reference)
	q.Number = len(f.made) + 1
	q.ID = fmt.Sprintf("%s-%d", adHocSlug, q.Number)
	f.adHoc[key], f.made = q, append(f.made, q)
	return q, nil
}

// corpus is what the estimate learns its words from: the file's own questions, and the bank where a row used it.
func (f *finder) corpus() (*questions.Bank, error) {
	var guides []*questions.Guide
	if f.used {
		guides = f.bank.Guides()
	}
	if len(f.made) > 0 {
		// No guide can be called so: slugs hold no space.
		guides = append(slices.Clip(guides), &questions.Guide{Slug: "eval file", Questions: f.made})
	}
	return questions.NewBank(guides...)
}
