package scorer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is one word of a text, with its place in the text as it was written.
type token struct {
	text       string // NFKC, lower-case, without invisible characters
	stem       string
	start, end int // bytes in the original
	stop       bool
	sentence   int
	clause     int
	polarity   polarity
	rejected   bool // inside an outright rejection
	omitted    bool // supposed to be left out by somebody
}

// span is a run of tokens and the bytes of the original that they cover.
type span struct {
	first, last int // tokens, last excluded
	start, end  int // bytes
}

// text is an analysed text. It keeps the original, because quotes are shown as they were written.
type text struct {
	raw       string
	tokens    []token
	sentences []span
	clauses   []span
}

// quote returns the original words of a span.
func (t *text) quote(s span) string { return strings.TrimSpace(t.raw[s.start:s.end]) }

// content counts the words that carry meaning.
func (t *text) content() int {
	n := 0
	for i := range t.tokens {
		if !t.tokens[i].stop {
			n++
		}
	}
	return n
}

// stemmer finds the stem of a word. Offline's remembers the words of its corpus.
type stemmer func(word string) string

// analyse splits a text into words, clauses and sentences, and marks what is negated.
func analyse(raw string, stem stemmer) *text {
	t := &text{raw: raw}
	sc := scanner{t: t, stem: stem}
	sc.run()
	markPolarity(t)
	return t
}

// scanner walks the original rune by rune, so that every word keeps its byte offsets whatever NFKC makes of it.
type scanner struct {
	t                *text
	stem             stemmer
	word             strings.Builder
	wordStart        int
	wordEnd          int
	sentenceFirst    int
	clauseFirst      int
	sentence, clause int
}

func (s *scanner) run() {
	raw := s.t.raw
	s.t.tokens = make([]token, 0, len(raw)/5+1)
	for i, w := 0, 0; i < len(raw); i += w {
		var r rune
		r, w = utf8.DecodeRuneInString(raw[i:])
		s.rune(r, i, w)
	}
	s.flush()
	s.endSentence()
}

func (s *scanner) rune(r rune, at, width int) {
	if invisible(r) {
		return
	}
	next := s.peek(at + width)
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.No, r):
		s.add(r, at, width)
	case s.word.Len() > 0 && joins(r, s.lastRune(), next):
		s.add(r, at, width)
	default:
		s.flush()
		s.boundary(r, next)
	}
}

func (s *scanner) add(r rune, at, width int) {
	if s.word.Len() == 0 {
		s.wordStart = at
	}
	s.wordEnd = at + width
	switch {
	case r < utf8.RuneSelf:
		s.word.WriteRune(unicode.ToLower(r))
	case isApostrophe(r):
		s.word.WriteByte('\'')
	default:
		s.word.WriteString(strings.ToLower(norm.NFKC.String(string(r))))
	}
}

func (s *scanner) lastRune() rune {
	r, _ := utf8.DecodeLastRuneInString(s.word.String())
	return r
}

func (s *scanner) peek(at int) rune {
	for at < len(s.t.raw) {
		r, w := utf8.DecodeRuneInString(s.t.raw[at:])
		if !invisible(r) {
			return r
		}
		at += w
	}
	return 0
}

func (s *scanner) flush() {
	if s.word.Len() == 0 {
		return
	}
	word := s.word.String()
	s.word.Reset()
	if !isASCII(word) {
		word = norm.NFKC.String(word)
	}
	word = strings.Trim(word, "'.")
	word = strings.TrimSuffix(word, "'s")
	if word == "" {
		return
	}
	tok := token{text: word, start: s.wordStart, end: s.wordEnd, sentence: s.sentence, clause: s.clause, stop: isStopword(word)}
	tok.stem = word
	if !tok.stop {
		tok.stem = s.stem(word)
	}
	s.t.tokens = append(s.t.tokens, tok)
	if opensClause(word) && s.clauseFirst < len(s.t.tokens)-1 {
		s.splitBeforeLast()
	}
}

// splitBeforeLast starts a new clause at the word just read ("but", "however").
func (s *scanner) splitBeforeLast() {
	last := len(s.t.tokens) - 1
	s.closeClause(last)
	s.t.tokens[last].clause = s.clause
}

func (s *scanner) boundary(r, next rune) {
	switch {
	case r == '\n' || r == '!' || r == '?' || r == ';' || r == '…' || r == '。':
		s.endSentence()
	case r == '.' && (next == 0 || unicode.IsSpace(next) || next == '"' || next == ')' || unicode.IsUpper(next)):
		s.endSentence()
	case r == ',' || r == ':' || r == '(' || r == ')' || r == '–' || r == '—':
		s.closeClause(len(s.t.tokens))
	}
}

func (s *scanner) closeClause(upTo int) {
	if upTo <= s.clauseFirst {
		return
	}
	s.t.clauses = append(s.t.clauses, s.spanOf(s.clauseFirst, upTo))
	s.clauseFirst = upTo
	s.clause++
}

func (s *scanner) endSentence() {
	n := len(s.t.tokens)
	if n <= s.sentenceFirst {
		return
	}
	s.closeClause(n)
	s.t.sentences = append(s.t.sentences, s.spanOf(s.sentenceFirst, n))
	s.sentenceFirst = n
	s.sentence++
}

func (s *scanner) spanOf(first, last int) span {
	return span{first: first, last: last, start: s.t.tokens[first].start, end: s.t.tokens[last-1].end}
}

// joins says whether a mark between two letters or digits belongs to the word: don't, 99.9, c++.
func joins(r, before, after rune) bool {
	switch {
	case isApostrophe(r):
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	case r == '.' || r == ',':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	case r == '+' || r == '#':
		return before == 'c' || before == '+'
	case r == '%':
		return unicode.IsDigit(before)
	}
	return false
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '＇' || r == '´' || r == '`'
}

// invisible reports characters that a reader does not see and that would split or hide words.
func invisible(r rune) bool {
	if r < 0x80 {
		return false
	}
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x061C, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFFA0:
		return true
	case r >= 0x180B && r <= 0x180F, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF, r >= 0xFFF0 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
