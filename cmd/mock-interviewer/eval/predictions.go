package eval

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Predictions is the file that the scores are written to. nil means that none was asked for.
type Predictions struct {
	path    string
	special bool // a pipe or a device, which is written as it is
	kept    *journal
}

// OpenPredictions makes sure, before anything is paid for, that the file can be written and is not the input.
func OpenPredictions(path, input string) (*Predictions, error) {
	if path == "" {
		return nil, nil
	}
	p := &Predictions{path: path}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder; want a file to write", path)
	case err == nil && !info.Mode().IsRegular():
		p.special = true
		return p, nil
	case err == nil:
		if in, err := os.Stat(input); err == nil && os.SameFile(info, in) {
			return nil, fmt.Errorf("%s is the input itself; want another file", path)
		}
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".eval-*")
	if err != nil {
		return nil, fmt.Errorf("cannot write there: %w", err)
	}
	return p, errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// journal is where the grades of a model are remembered. An estimate costs less than remembering it.
func (p *Predictions) journal(who *Contender) *journal {
	if p == nil || p.special || who.Model == "" {
		return nil
	}
	p.kept = &journal{path: p.path + ".partial", who: who}
	return p.kept
}

// finish writes the predictions, also those of a run that stopped half-way. The journal stays until all are graded.
func (p *Predictions) finish(set *Set, outcomes []outcome) error {
	if p == nil {
		return nil
	}
	if err := p.save(set, outcomes); err != nil {
		return fmt.Errorf("--predictions: %w", err)
	}
	if slices.ContainsFunc(outcomes, func(o outcome) bool { return !o.graded }) {
		return nil
	}
	return p.kept.forget()
}

// save replaces the file whole, so that it is never half written.
func (p *Predictions) save(set *Set, outcomes []outcome) error {
	if p.special {
		f, err := os.OpenFile(p.path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(writePredictions(f, set, outcomes), f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(p.path), ".eval-*") // 0600
	if err != nil {
		return err
	}
	if err := errors.Join(writePredictions(f, set, outcomes), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), p.path)
}

// writePredictions writes the input's columns, then the predicted score. A predicted column of the input, which an
// earlier run left, gives way.
func writePredictions(w io.Writer, set *Set, outcomes []outcome) error {
	old := slices.IndexFunc(set.header, func(name string) bool { return strings.TrimSpace(name) == colPredicted })
	line := func(record []string, last string) []string {
		out := slices.Clone(record)
		if old >= 0 {
			out = slices.Delete(out, old, old+1)
		}
		return append(out, last)
	}
	out := csv.NewWriter(w)
	if err := out.Write(line(set.header, colPredicted)); err != nil {
		return err
	}
	for i, r := range set.rows {
		predicted := ""
		if outcomes[i].graded {
			predicted = strconv.FormatFloat(outcomes[i].predicted, 'f', -1, 64)
		}
		if err := out.Write(line(r.record, predicted)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
