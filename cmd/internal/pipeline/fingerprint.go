package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// addFingerprints names every finding in a way that survives edits elsewhere:
// by its route, or by its function or JSON pointer with the text of its line.
// What a parameter of a path is called is no part of the name.
// Several of one name are numbered in their order. No line number, no absolute
// path and no message enters: lines move and wording changes.
func addFingerprints(r *run) {
	seen := make(map[sum]int32, len(r.findings))
	for i := range r.findings {
		f := &r.findings[i]
		id := identity(*f, r.Line)
		of := digest(id)
		number := digest(append(id, strconv.Itoa(int(seen[of]))))
		f.Fingerprint = hex.EncodeToString(number[:])
		seen[of]++
	}
}

// sum is half of SHA-256, which tells the findings of a project apart.
type sum [sha256.Size / 2]byte

// maxLine is the longest line, in bytes, that says which finding is meant. A longer one
// is a file without line breaks, as JSON that was made small: it changes with
// every edit, and holds all that is found in it.
const maxLine = 4096

// identity returns the parts that make a finding what it is.
func identity(f finding.Finding, line func(string, int) (string, bool)) []string {
	if f.Route != nil {
		return []string{f.Rule, "route", f.Route.Service, f.Route.Method, finding.Unnamed(f.Route.Path)}
	}
	text, _ := line(f.At.File, f.At.Line)
	if len(text) > maxLine {
		text = ""
	}
	text = strings.Join(strings.Fields(text), " ") // formatting is no change
	switch {
	case f.Symbol != "":
		return []string{f.Rule, "symbol", f.Symbol, text}
	case f.Pointer != "":
		if strings.HasPrefix(strings.TrimLeft(text, `"'`), "/") { // the path itself
			text = finding.Unnamed(text)
		}
		return []string{f.Rule, "pointer", f.At.File, finding.Unnamed(f.Pointer), text}
	default:
		return []string{f.Rule, "file", f.At.File, text}
	}
}

// digest hashes parts, each with its length, so that no two lists run
// together.
func digest(parts []string) sum {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return sum(h.Sum(nil))
}
