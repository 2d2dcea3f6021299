package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// framed calls fn with a transaction on a whole file, and its bytes.
func framed(t *testing.T, path string, fn func(tx *bbolt.Tx, whole []byte)) {
	t.Helper()
	b, err := openBolt(path, bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = b.View(func(tx *bbolt.Tx) error { fn(tx, read(t, path)); return nil })
	if err := errors.Join(err, b.release(nil)); err != nil {
		t.Fatal(err)
	}
}

// busyPages are the numbers of the pages that are no meta page and not free.
func busyPages(t *testing.T, tx *bbolt.Tx, whole []byte) (busy []uint64, size uint64) {
	t.Helper()
	m, err := metaOf(tx, bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	p := pages{file: bytes.NewReader(whole), meta: m, taken: make([]bool, m.mark)}
	if err := p.freelist(); err != nil {
		t.Fatal(err)
	}
	busy = append(busy, m.freelist)
	for id := uint64(2); id < m.mark; id++ {
		if !p.taken[id] {
			busy = append(busy, id)
			id += headOf(whole[id*m.size:]).overflow
		}
	}
	return busy, m.size
}

// Of each page in use, every bit of the head and of the places of its rows counts. How long the last row is shows only when
// it is read.
func TestEveryFlippedBitInAFrameIsNoticed(t *testing.T) {
	t.Parallel()
	framed(t, filled(t, 20), func(tx *bbolt.Tx, whole []byte) {
		busy, size := busyPages(t, tx, whole)
		for _, shallow := range []bool{false, true} {
			if err := checkPages(tx, bytes.NewReader(whole), shallow); err != nil {
				t.Fatalf("shallow %v, the whole file: %v", shallow, err)
			}
		}
		for _, id := range busy {
			h := headOf(whole[id*size:])
			end := headSize + min(h.count-1, 6)*elementSize
			if h.flags == flagFreelist {
				end = headSize + h.count*8
			}
			for bit := range end * 8 {
				at := id*size + bit/8
				whole[at] ^= 1 << (bit % 8)
				if err := checkPages(tx, bytes.NewReader(whole), false); !errors.Is(err, ErrCorrupt) {
					t.Errorf("page %d of kind %d, bit %d of byte %d: %v", id, h.flags, bit%8, bit/8, err)
				}
				whole[at] ^= 1 << (bit % 8)
			}
		}
	})
}

// bbolt counts up to what a page says it goes on over: for minutes, with all memory.
func TestAPageThatClaimsToGoOnForEverIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	path := filled(t, 40)
	var busy []uint64
	var size uint64
	framed(t, path, func(tx *bbolt.Tx, whole []byte) { busy, size = busyPages(t, tx, whole) })
	whole := read(t, path)
	kinds := map[uint64]int{}
	for _, id := range busy {
		kind := headOf(whole[id*size:]).flags
		if kinds[kind]++; kinds[kind] > 3 {
			continue
		}
		for _, bit := range []int{0, 4, 27, 31} {
			bad := bytes.Clone(whole)
			bad[id*size+12+uint64(bit/8)] ^= 1 << (bit % 8)
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			wantErr(t, VerifyFile(path), ErrCorrupt)
			_, err := Open(path, Options{Timeout: 100 * time.Millisecond})
			wantErr(t, err, ErrCorrupt)
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("page %d, bit %d: it took %v", id, bit, took)
			}
			if !bytes.Equal(bad, read(t, path)) {
				t.Errorf("page %d, bit %d: the file was changed", id, bit)
			}
		}
	}
	equal(t, "kinds of pages", len(kinds), 3)
	backup := filled(t, 10)
	if err := RestoreFile(backup, path, true); err != nil {
		t.Errorf("a restore over it: %v", err)
	}
}

// In a large file only the first pages are looked at when it is opened: those that bbolt reads at once.
func TestAShallowLookSeesTheListOfFreePagesAndTheBuckets(t *testing.T) {
	t.Parallel()
	framed(t, filled(t, 40), func(tx *bbolt.Tx, whole []byte) {
		m, err := metaOf(tx, bytes.NewReader(whole))
		if err != nil {
			t.Fatal(err)
		}
		answers := uint64(tx.Bucket([]byte(bktAnswers)).Root())
		for what, id := range map[string]uint64{"free pages": m.freelist, "root": m.root, "answers": answers} {
			bad := bytes.Clone(whole)
			bad[id*m.size+15] ^= 8
			if err := checkPages(tx, bytes.NewReader(bad), true); !errors.Is(err, ErrCorrupt) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// What bbolt writes must pass, whatever was done to the file: rows of all sizes, buckets emptied and filled again.
func TestAFileThatWasUsedHardIsWhole(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	rng := rand.New(rand.NewPCG(3, 4))
	db := open(t, path, nil)
	for round := range 60 {
		update(t, db, func(tx *Tx) error {
			for i := range rng.IntN(300) {
				row := raw(`"` + strings.Repeat("x", rng.IntN(1<<(2+rng.IntN(14)))) + `"`)
				if err := tx.PutPersonal(fmt.Sprint("U", rng.IntN(20)), "k", fmt.Sprint(i), row); err != nil {
					return err
				}
			}
			return nil
		})
		update(t, db, func(tx *Tx) error {
			for _, key := range tx.keys(bktPersonal, nil, 0) {
				if round%7 == 0 || rng.IntN(3) == 0 {
					if err := tx.drop(bktPersonal, key); err != nil {
						return err
					}
				}
			}
			return nil
		})
		err := db.bolt.View(func(tx *bbolt.Tx) error { return checkPages(tx, db.bolt.file, false) })
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	to := path + ".b"
	if err := errors.Join(db.Backup(to), db.Compact(), db.Backup(to)); err != nil {
		t.Fatal(err)
	}
}

// A start must be as quick with a million answers as with none; a command has the time to look.
func TestOfALargeFileOnlyAThoroughLookSeesAllPages(t *testing.T) {
	t.Parallel()
	path := filled(t, 40)
	var leaf, size uint64
	framed(t, path, func(tx *bbolt.Tx, whole []byte) {
		size = uint64(tx.DB().Info().PageSize)
		root := uint64(tx.Bucket([]byte(bktAnswers)).Root())
		equal(t, "kind of the first page", headOf(whole[root*size:]).flags, flagBranch)
		leaf = number(whole[root*size+headSize+8:])
	})
	bad := read(t, path)
	bad[leaf*size+15] ^= 8
	write(t, path, bad)
	if err := os.Truncate(path, mostInspected+1); err != nil { // a hole is enough
		t.Fatal(err)
	}
	if _, err := Open(path, Options{Thorough: true}); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a thorough look: %v", err)
	}
	open(t, path, nil)
}
