package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// pages reads the frame of a file, page by page, without bbolt, which believes what stands there: one flipped bit in how
// far a page goes on makes it count to millions, or free its neighbours at the next write. bbolt leaves no gap within a
// page and no page without a use, so nearly every flip of a bit in a frame shows, rows that it would hide among it.
type pages struct {
	file io.ReaderAt
	meta meta
	// taken are the pages whose use is known.
	taken []bool
	// shallow leaves out what lies under a bucket's first page.
	shallow bool
	todo    []link
}

// link is what leads to a page. Those at the top hold the buckets.
type link struct {
	id  uint64
	top bool
}

// mostInspected is the size up to which every page of a file is looked at when it is opened: some milliseconds.
const mostInspected = 64 << 20

// inspect looks at the frame of a file before bbolt may write to it: all of a small one, the first pages of a large one.
func inspect(path string, o Options) error {
	b, err := openBolt(path, bbolt.Options{Timeout: o.Timeout, ReadOnly: true}) // without its free pages
	if err != nil {
		return err
	}
	err = guard(func() error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return b.View(func(tx *bbolt.Tx) error { return checkPages(tx, b.file, info.Size() > mostInspected && !o.Thorough) })
	})
	if err = errors.Join(err, b.release(err)); err != nil {
		return explain(path, err)
	}
	return nil
}

// checkPages looks at the frame of the file as tx sees it. Nobody may write meanwhile.
func checkPages(tx *bbolt.Tx, file io.ReaderAt, shallow bool) error {
	m, err := metaOf(tx, file)
	if err != nil {
		return err
	}
	p := pages{file: file, meta: m, taken: make([]bool, m.mark), shallow: shallow, todo: []link{{m.root, true}}}
	p.taken[0], p.taken[1] = true, true
	if err := p.freelist(); err != nil {
		return err
	}
	for len(p.todo) > 0 {
		last := len(p.todo) - 1
		l := p.todo[last]
		p.todo = p.todo[:last]
		if err := p.node(l); err != nil {
			return err
		}
	}
	for id, taken := range p.taken {
		if !taken && !shallow {
			return fmt.Errorf("%w: nothing leads to page %d", ErrCorrupt, id)
		}
	}
	return nil
}

// meta is what a file says of itself in one of its first two pages.
type meta struct {
	size           uint64 // of a page
	root, freelist uint64
	mark           uint64 // the first page after those that are in use
}

const (
	headSize    = 16
	elementSize = 16 // of a branch's and of a leaf's
	metaSize    = 64
	metaSummed  = 56 // how much of it the checksum covers
	bucketSize  = 16 // of a bucket's row, without the page that may follow in it

	flagBranch, flagLeaf, flagFreelist = 1, 2, 16

	rowBucket = 1 // the kind of a row that holds a bucket; others are 0

	manyFree = 0xffff // the count of a freelist whose length stands before its first id
)

// metaOf finds the meta page that bbolt chose: the one of the transaction.
func metaOf(tx *bbolt.Tx, file io.ReaderAt) (meta, error) {
	size := tx.DB().Info().PageSize
	for i := range int64(2) {
		b := make([]byte, metaSize)
		if _, err := file.ReadAt(b, i*int64(size)+headSize); err != nil {
			return meta{}, err
		}
		sum := fnv.New64a()
		_, _ = sum.Write(b[:metaSummed])
		if number(b[metaSummed:]) != sum.Sum64() || number(b[48:]) != uint64(tx.ID()) {
			continue
		}
		m := meta{size: uint64(size), root: number(b[16:]), freelist: number(b[32:]), mark: number(b[40:])}
		if m.mark*m.size != uint64(tx.Size()) || m.mark < 4 {
			break
		}
		return m, nil
	}
	return meta{}, fmt.Errorf("%w: its first pages contradict each other", ErrCorrupt)
}

// bbolt writes numbers as the machine has them.
func number(b []byte) uint64 { return binary.NativeEndian.Uint64(b) }

func short(b []byte) uint64 { return uint64(binary.NativeEndian.Uint32(b)) }

// head is how a page begins.
type head struct {
	id, flags, count, overflow uint64
}

func headOf(b []byte) head {
	return head{
		id: number(b), flags: uint64(binary.NativeEndian.Uint16(b[8:])), count: uint64(binary.NativeEndian.Uint16(b[10:])),
		overflow: short(b[12:]),
	}
}

// claim reads the head of a page and takes it with all pages that it goes on over.
func (p *pages) claim(id uint64) (head, error) {
	if id < 2 || id >= p.meta.mark {
		return head{}, fmt.Errorf("%w: something leads to page %d of %d", ErrCorrupt, id, p.meta.mark)
	}
	b := make([]byte, headSize)
	if _, err := p.file.ReadAt(b, int64(id*p.meta.size)); err != nil {
		return head{}, err
	}
	h := headOf(b)
	if h.id != id || h.overflow >= p.meta.mark-id {
		return head{}, fmt.Errorf("%w: page %d calls itself %d and goes on over %d more", ErrCorrupt, id, h.id, h.overflow)
	}
	for at := id; at <= id+h.overflow; at++ {
		if err := p.take(at); err != nil {
			return head{}, err
		}
	}
	return h, nil
}

func (p *pages) take(id uint64) error {
	if id < 2 || id >= p.meta.mark || p.taken[id] {
		return fmt.Errorf("%w: page %d of %d has two uses", ErrCorrupt, id, p.meta.mark)
	}
	p.taken[id] = true
	return nil
}

// bytes reads part of a page.
func (p *pages) bytes(id, from, n uint64) ([]byte, error) {
	b := make([]byte, n)
	_, err := p.file.ReadAt(b, int64(id*p.meta.size+from))
	return b, err
}

// freelist takes the pages that are free.
func (p *pages) freelist() error {
	h, err := p.claim(p.meta.freelist)
	if err != nil {
		return err
	}
	room := (h.overflow+1)*p.meta.size - headSize
	from, n := uint64(headSize), h.count
	if n == manyFree {
		b, err := p.bytes(h.id, headSize, 8)
		if err != nil {
			return err
		}
		n, from, room = number(b), from+8, room-8
	}
	if h.flags != flagFreelist || n > room/8 {
		return fmt.Errorf("%w: page %d is no list of free pages, or one of %d", ErrCorrupt, h.id, n)
	}
	ids, err := p.bytes(h.id, from, n*8)
	if err != nil {
		return err
	}
	for ; len(ids) > 0; ids = ids[8:] {
		if err := p.take(number(ids)); err != nil {
			return err
		}
	}
	return nil
}

// node looks at a branch or a leaf, and notes what it leads to.
func (p *pages) node(l link) error {
	h, err := p.claim(l.id)
	if err != nil {
		return err
	}
	size := (h.overflow + 1) * p.meta.size
	// A bucket without rows has no page of its own.
	if headSize+h.count*elementSize > size || h.count == 0 && h.id != p.meta.root {
		return fmt.Errorf("%w: page %d of %d bytes cannot hold %d rows", ErrCorrupt, h.id, size, h.count)
	}
	elements, err := p.bytes(h.id, headSize, h.count*elementSize)
	if err != nil {
		return err
	}
	end, err := contiguous(h, elements)
	if err != nil {
		return err
	}
	if end > size || end < h.overflow*p.meta.size {
		return fmt.Errorf("%w: page %d holds %d bytes and has %d", ErrCorrupt, h.id, end, size)
	}
	return p.below(h, elements, l.top)
}

// contiguous says where the last row of a page ends, if each begins where the one before ends, as bbolt writes them.
func contiguous(h head, elements []byte) (end uint64, err error) {
	if h.flags != flagLeaf && h.flags != flagBranch {
		return 0, fmt.Errorf("%w: page %d is of kind %d", ErrCorrupt, h.id, h.flags)
	}
	end = headSize + uint64(len(elements))
	for at := uint64(0); at < uint64(len(elements)); at += elementSize {
		pos, key, value := place(h, elements[at:])
		if headSize+at+pos != end || key == 0 || key > bbolt.MaxKeySize {
			return 0, fmt.Errorf("%w: row %d of page %d is not where it belongs", ErrCorrupt, at/elementSize, h.id)
		}
		end += key + value
	}
	return end, nil
}

// place is where a row lies, counted from its element, and how long its parts are.
func place(h head, element []byte) (pos, key, value uint64) {
	if h.flags == flagBranch {
		return short(element), short(element[4:]), 0
	}
	return short(element[4:]), short(element[8:]), short(element[12:])
}

// below notes the pages that a branch leads to, or the buckets in a leaf.
func (p *pages) below(h head, elements []byte, top bool) error {
	for at := 0; at < len(elements); at += elementSize {
		element := elements[at:]
		if h.flags == flagBranch {
			if top || !p.shallow {
				p.todo = append(p.todo, link{number(element[8:]), top})
			}
			continue
		}
		kind := short(element)
		if kind > rowBucket || top && kind != rowBucket {
			return fmt.Errorf("%w: a row of page %d is of kind %d", ErrCorrupt, h.id, kind)
		}
		if kind == rowBucket {
			pos, key, value := place(h, element)
			if err := p.bucket(h.id, headSize+uint64(at)+pos+key, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket notes the first page of a bucket, or looks at the page that lies in a small one's row.
func (p *pages) bucket(id, from, n uint64) error {
	if n < bucketSize {
		return fmt.Errorf("%w: a bucket in page %d of %d bytes", ErrCorrupt, id, n)
	}
	b, err := p.bytes(id, from, min(n, p.meta.size))
	if err != nil {
		return err
	}
	root, inner := number(b), b[bucketSize:]
	if root != 0 {
		p.todo = append(p.todo, link{id: root})
		return nil
	}
	bad := fmt.Errorf("%w: a small bucket in page %d", ErrCorrupt, id)
	if len(inner) < headSize || n > p.meta.size {
		return bad
	}
	h := headOf(inner)
	if h.flags != flagLeaf || h.count*elementSize > uint64(len(inner)-headSize) {
		return bad
	}
	end, err := contiguous(h, inner[headSize:headSize+h.count*elementSize])
	if err != nil || end != uint64(len(inner)) {
		return errors.Join(bad, err)
	}
	return nil
}
