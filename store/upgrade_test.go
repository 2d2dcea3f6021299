package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// unpack writes a file of testdata, as the binary of its time left it, to where it can be opened.
func unpack(t *testing.T, name string) (path string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	zip, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// records are an export's lines.
func records(t *testing.T, jsonl []byte) (all []map[string]any) {
	t.Helper()
	for dec := json.NewDecoder(bytes.NewReader(jsonl)); ; {
		var r map[string]any
		if err := dec.Decode(&r); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
}

// TestAFileOfEveryReleasedVersionIsUpgradedWithAllThatItHolds opens files that the binaries of their time wrote, beside the
// export that they gave then. A later export may say more, and must say all of that.
func TestAFileOfEveryReleasedVersionIsUpgradedWithAllThatItHolds(t *testing.T) {
	t.Parallel()
	for version := 1; version < schemaVersion; version++ {
		name := fmt.Sprintf("schema-%d", version)
		path := unpack(t, name+".db.gz")
		if err := VerifyFile(path); err != nil {
			t.Errorf("a backup of schema %d would not be restored: %v", version, err)
		}
		db := open(t, path, nil)
		var out bytes.Buffer
		view(t, db, func(tx *Tx) error { return tx.ExportJSONL(&out) })
		then, now := records(t, read(t, filepath.Join("testdata", name+".jsonl"))), records(t, out.Bytes())
		equal(t, name+": records", len(now), len(then))
		for i, old := range then {
			for field, want := range old {
				if !reflect.DeepEqual(now[i][field], want) {
					t.Errorf("%s, record %d: %s is %v, was %v", name, i+1, field, now[i][field], want)
				}
			}
		}
		view(t, db, func(tx *Tx) error {
			if tx.CountOpenInterviews() == 0 {
				t.Errorf("%s: the interview that was open is not", name)
			}
			return nil
		})
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := VerifyFile(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if beside, _ := filepath.Glob(path + ".*"); len(beside) != 1 {
			t.Errorf("%s: beside it stand %v, want the copy of before", name, beside)
		}
	}
}
