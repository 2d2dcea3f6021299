package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// schemaVersion is what this version writes. It is the number of the last migration.
const schemaVersion = 4

// The buckets. Their keys are drawn in the package comment.
const (
	bktMeta          = "meta"
	bktCounters      = "counters"
	bktInbox         = "inbox"
	bktSeen          = "seen"
	bktOutbox        = "outbox"
	bktOutboxID      = "outbox/id"
	bktSent          = "sent"
	bktSentTime      = "sent/time"
	bktGradings      = "gradings"
	bktGradingsDue   = "gradings/due"
	bktInterviews    = "interviews"
	bktOpen          = "interviews/open"
	bktThread        = "interviews/thread"
	bktUserInterview = "interviews/user"
	bktAnswers       = "answers"
	bktAnswerID      = "answers/id"
	bktUserAnswer    = "answers/user"
	bktTotals        = "totals"
	bktTotalsPart    = "totals/part"
	bktAsked         = "asked"
	bktMembers       = "members"
	bktPersonal      = "personal"
	bktSubscriptions = "subscriptions"
	bktDaily         = "daily"
	bktDailySlot     = "daily/slot"
	bktDailyThread   = "daily/thread"
	bktDailyChannel  = "daily/channel"
	bktDailyHidden   = "daily/hidden"
	bktDailyAnswers  = "daily/answers"
	bktSettings      = "settings"
	bktChannels      = "channels"
	bktBoards        = "boards"
	bktPanels        = "panels"
)

func buckets() []string {
	return []string{
		bktMeta, bktCounters, bktInbox, bktSeen, bktOutbox, bktOutboxID, bktSent, bktSentTime, bktGradings,
		bktGradingsDue, bktInterviews, bktOpen, bktThread, bktUserInterview, bktAnswers, bktAnswerID, bktUserAnswer,
		bktTotals, bktTotalsPart, bktAsked, bktMembers, bktPersonal, bktSubscriptions, bktDaily, bktDailySlot,
		bktDailyThread, bktDailyChannel, bktDailyHidden, bktDailyAnswers, bktSettings,
		bktChannels, bktBoards, bktPanels,
	}
}

// bucketsOf are the buckets of a file of an earlier version.
func bucketsOf(version uint64) []string {
	names := buckets()
	if version < 2 {
		names = slices.DeleteFunc(names, func(name string) bool { return name == bktChannels || name == bktBoards || name == bktPanels })
	}
	if version < 4 {
		names = append(names, oldSeenTime)
	}
	return names
}

// oldSeenTime is an index that files had before version 4.
const oldSeenTime = "seen/time"

const keySchemaVersion = "schema_version"

// migration brings a file from the version before to its own. To change the file's shape: add one at the end, raise
// schemaVersion, and add its case to TestEveryMigrationHasItsTest. A migration works on raw buckets and carries its own
// copy of any type it reads or writes, since the package's types go on changing after it.
type migration struct {
	to    uint64
	what  string
	apply func(*bbolt.Tx) error
}

func migrations() []migration {
	return []migration{
		{to: 1, what: "create the buckets", apply: createBuckets},
		{to: 2, what: "add channels, boards and panels", apply: createBuckets}, // those that are there are left as they are
		{to: 3, what: "let a row keep its body apart", apply: nothing},         // older rows are read as they are
		{to: 4, what: "drop the index of keys by time", apply: dropSeenTime},
	}
}

func nothing(*bbolt.Tx) error { return nil }

func dropSeenTime(tx *bbolt.Tx) error {
	name := []byte(oldSeenTime)
	if tx.Bucket(name) == nil {
		return nil
	}
	return tx.DeleteBucket(name)
}

func createBuckets(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return fmt.Errorf("create bucket %s: %w", name, err)
		}
	}
	return nil
}

// prepare brings the file to the last of the migrations, all in one commit. A file that is newer, or is not ours, is
// left as it is.
func prepare(b *bbolt.DB, path string, steps []migration) error {
	latest := steps[len(steps)-1].to
	have, err := versionOf(b)
	if err != nil {
		return err
	}
	if have > latest {
		return fmt.Errorf("%w: its schema is %d, this version knows %d; install the newer mock-interviewer, or restore a backup from before",
			ErrNewer, have, latest)
	}
	if have < latest {
		if err := keepOld(b, path, have); err != nil {
			return fmt.Errorf("copy %s before its migration: %w", path, err)
		}
		if err := migrate(b, have, steps); err != nil {
			return fmt.Errorf("migrate %s: %w", path, err)
		}
	}
	return complete(b)
}

func versionOf(b *bbolt.DB) (version uint64, err error) {
	err = b.View(func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte(bktMeta))
		if meta == nil {
			if name, _ := tx.Cursor().First(); name != nil {
				return fmt.Errorf("%w: it is some other program's database", ErrInvalid)
			}
			return nil
		}
		value := meta.Get([]byte(keySchemaVersion))
		if len(value) != 8 {
			return fmt.Errorf("%w: no schema version", ErrCorrupt)
		}
		version = binary.BigEndian.Uint64(value)
		return nil
	})
	return version, err
}

// keepOld copies a file that is about to be migrated to "<path>.schema-<version>", so that there is a way back.
func keepOld(b *bbolt.DB, path string, version uint64) error {
	if version == 0 {
		return nil
	}
	temp, err := NewHalf(path)
	if err != nil {
		return err
	}
	defer temp.Discard()
	if err := errors.Join(copyBolt(b, temp), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return replace(temp.Name(), fmt.Sprintf("%s.schema-%d", path, version))
}

func migrate(b *bbolt.DB, have uint64, steps []migration) error {
	return b.Update(func(tx *bbolt.Tx) error {
		for _, m := range steps {
			if m.to <= have {
				continue
			}
			if err := m.apply(tx); err != nil {
				return fmt.Errorf("to version %d (%s): %w", m.to, m.what, err)
			}
			have = m.to
		}
		return tx.Bucket([]byte(bktMeta)).Put([]byte(keySchemaVersion), be(have))
	})
}

// complete checks that every bucket is there and that its first and last rows can be read.
func complete(b *bbolt.DB) error {
	return b.View(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			bucket := tx.Bucket([]byte(name))
			if bucket == nil {
				return fmt.Errorf("%w: bucket %s is missing", ErrCorrupt, name)
			}
			c := bucket.Cursor()
			c.First()
			c.Last()
		}
		return nil
	})
}
