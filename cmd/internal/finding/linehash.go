package finding

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// GitHub's code scanning tells alerts of one file apart by a hash of where they
// stand: of the 100 UTF-16 units from the start of the line on that are neither
// blanks nor tabs, beyond the line's end too, each line break one line feed. The
// units are the digits of a number to the base of 37, modulo 2^64, the first
// the highest; the end of the file is one unit more, and zeros follow it. The
// hash is written in hexadecimal with how often it has stood in the file up to
// there.
const (
	hashUnits = 100
	hashBase  = 37
	hashEnd   = 0xffff

	// maxHashed is the largest file that is hashed, since each of its lines must
	// be, whichever is asked for.
	maxHashed = 8 << 20
)

// lineHash is the hash of one line.
type lineHash struct {
	hash  uint64
	count int // of the lines up to this one with the same hash, this one among them
	start int // offset of the first byte that it takes in
}

// LineHash returns the fingerprint by which GitHub's code scanning knows the
// 1-based line n of file, "c129715d7a2bc9a3:1". It reports false where there is
// no such line, where the file is too large, and where the hash takes in what
// is hidden: a weak password could be found by trying. The action that uploads
// SARIF computes what is missing.
func (s *Source) LineHash(file string, n int) (string, bool) {
	if s == nil || n < 1 {
		return "", false
	}
	t := s.text(file)
	if len(t.data) > maxHashed {
		return "", false
	}
	if t.hashes == nil {
		t.hashes = lineHashes(t.data)
	}
	if t.absent || n > len(t.hashes) || s.hides(file, t, t.hashes[n-1].start) {
		return "", false
	}
	h := t.hashes[n-1]
	return strconv.FormatUint(h.hash, 16) + ":" + strconv.Itoa(h.count), true
}

// hides reports whether the hash that starts at the offset takes in anything
// that is hidden in the file.
func (s *Source) hides(file string, t *text, start int) bool {
	if len(s.hidden[file]) == 0 {
		return false
	}
	end := start
	for units := 0; units < hashUnits && end < len(t.data); {
		r, size := decodeRune(t.data[end:])
		if r != ' ' && r != '\t' {
			units += utf16.RuneLen(r)
		}
		end += size
	}
	for _, at := range s.hidden[file] {
		from, to := t.offsets(at)
		if from < end && start < to {
			return true
		}
	}
	return false
}

// offsets returns where a range starts and ends in the text, to the end of its
// line where no end is known.
func (t *text) offsets(at Range) (from, to int) {
	offset := func(line, column int) int {
		if line < 1 || line > len(t.starts) {
			return len(t.data)
		}
		return min(t.starts[line-1]+max(0, column-1), len(t.data))
	}
	from = offset(at.Line, at.Column)
	if at.EndLine == 0 {
		return from, offset(at.Line+1, 1)
	}
	return from, offset(at.EndLine, at.EndColumn)
}

// lineHashes returns the hash of each line of data. A carriage return alone ends
// a line here, as nowhere else in this package.
func lineHashes(data []byte) []lineHash {
	units, hashes, first := hashedUnits(data)
	top := uint64(1) // the weight of the unit that leaves the window
	for range hashUnits {
		top *= hashBase
	}
	at := func(i int) uint64 {
		if i < len(units) {
			return uint64(units[i])
		}
		return 0
	}
	var hash uint64 // of the units from i on
	for i := range hashUnits {
		hash = hash*hashBase + at(i)
	}
	counts := make(map[uint64]int)
	for line, i := 0, 0; line < len(hashes); i++ {
		if i == first[line] {
			counts[hash]++
			hashes[line].hash, hashes[line].count = hash, counts[hash]
			line++
		}
		hash = hash*hashBase + at(i+hashUnits) - top*at(i)
	}
	return hashes
}

// hashedUnits returns the units of data that hashes take in, its lines with
// where they start in data, and the index of each line's first unit.
func hashedUnits(data []byte) (units []uint16, lines []lineHash, first []int) {
	units = make([]uint16, 0, len(data)+1)
	starting, afterCR := true, false
	add := func(offset int, u uint16) {
		if starting {
			lines = append(lines, lineHash{start: offset})
			first = append(first, len(units))
		}
		starting = u == '\n'
		units = append(units, u)
	}
	for i := 0; i < len(data); {
		r, size := decodeRune(data[i:])
		switch {
		case r == ' ', r == '\t', r == '\n' && afterCR:
		case r == '\r':
			add(i, '\n')
		case utf16.RuneLen(r) == 2:
			high, low := utf16.EncodeRune(r)
			add(i, uint16(high))
			add(i, uint16(low))
		default:
			add(i, uint16(r))
		}
		afterCR = r == '\r'
		i += size
	}
	add(len(data), hashEnd)
	return units, lines, first
}

// decodeRune returns the first character of data, which is not empty, and its
// size. The longest start of a character that breaks off is one U+FFFD, as
// browsers and Node.js have it; Go counts each of its bytes.
func decodeRune(data []byte) (rune, int) {
	r, size := utf8.DecodeRune(data)
	if r != utf8.RuneError || size != 1 {
		return r, size
	}
	for n := min(len(data), utf8.UTFMax-1); n > 1; n-- {
		if !utf8.FullRune(data[:n]) {
			return r, n
		}
	}
	return r, 1
}
