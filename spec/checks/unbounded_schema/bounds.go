package unbounded_schema

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// bound is what a schema says of the size of its values, as a set.
type bound uint16

const (
	length     bound = 1 << iota // of a string
	characters                   // of a string
	size                         // of a file
	count                        // of items
	low                          // of a number
	high                         // of a number
	width                        // of a number: so many bits
	tall                         // of a width: numbers of it are as large as they come
	floored                      // of a width: numbers of it are not negative
	stated                       // of a number: a format says how it is kept

	ofNumbers  = low | high | width | tall | floored | stated
	everything = length | characters | size | count | ofNumbers
)

// settle returns the bounds with what a format of fixed width adds: both ends of a
// number that has none. Who writes one end shows that the range matters, and the width
// is no substitute for the other: two billion is a number of items to a page, and so is
// minus one. But 64 bits are for identifiers, times and sums, which have no most, and
// what has no sign has a least.
func (b bound) settle() bound {
	switch ends := b & (low | high); {
	case ends == 0 && b&width != 0:
		return b | low | high
	case ends == low && b&tall != 0:
		return b | high
	case ends == high && b&floored != 0:
		return b | low
	}
	return b
}

// needs returns the bounds that values of the types need.
func needs(types []string, s *lint.Schema) (b bound) {
	for _, t := range types {
		switch t {
		case "string":
			if isUpload(s) {
				b |= size
			} else {
				b |= length | characters
			}
		case "file":
			b |= size
		case "array":
			b |= count
		case "integer", "number":
			b |= ofNumbers
		}
	}
	return b
}

// isUpload reports whether a string is a file.
func isUpload(s *lint.Schema) bool {
	switch s.Keyword("format").Text() {
	case "binary", "byte":
		return true
	}
	switch s.Keyword("contentEncoding").Text() {
	case "base64", "base64url", "base32", "base16":
		return true
	}
	return s.Keyword("contentMediaType").Exists()
}

// bounds returns what a schema and its parts say together.
func (c *checker) bounds(s *lint.Schema) (b bound) {
	if len(s.Parts()) == 0 {
		return c.own(s.Node)
	}
	for _, part := range s.All() {
		b |= c.own(part.Node)
	}
	return b
}

// own returns the bounds that a schema object itself says.
func (c *checker) own(node spec.Node) (b bound) {
	for name := range node.Names() {
		if !c.step() {
			return everything
		}
		switch name {
		case "enum":
			if node.Field(name).Kind() == spec.List {
				return everything
			}
		case "const":
			return everything
		case "maxLength":
			b |= amount(node.Field(name), length|size)
		case "pattern":
			if pattern := node.Field(name).Text(); pattern != "" {
				if !isBroad(pattern) {
					b |= characters
				}
				if isBounded(pattern) {
					b |= length | size
				}
			}
		case "format":
			if format := node.Field(name).Text(); format != "" {
				b |= formatBounds(format) | stated
			}
		case "maxItems":
			b |= amount(node.Field(name), count)
		case "uniqueItems":
			if items, ok := node.Field("items").Resolve(); ok && node.Field(name).True() && (items.Field("enum").Exists() || items.Field("type").Text() == "boolean") {
				b |= count
			}
		case "items":
			if endsArray(node) {
				b |= count
			}
		case "unevaluatedItems":
			if isFalse(node.Field(name)) {
				b |= count
			}
		case "minimum":
			b |= number(node.Field(name), low)
		case "maximum":
			b |= number(node.Field(name), high)
		case "exclusiveMinimum":
			if c.API.Doc.Version >= spec.V3_1 { // before, it only says how minimum is meant
				b |= number(node.Field(name), low)
			}
		case "exclusiveMaximum":
			if c.API.Doc.Version >= spec.V3_1 {
				b |= number(node.Field(name), high)
			}
		}
	}
	return b
}

// endsArray reports whether items ends the array: false does so behind
// prefixItems, and a list in which additionalItems are forbidden.
func endsArray(node spec.Node) bool {
	switch items := node.Field("items"); items.Kind() {
	case spec.Bool:
		return isFalse(items)
	case spec.List:
		return isFalse(node.Field("additionalItems"))
	}
	return false
}

func isFalse(n spec.Node) bool { return n.Kind() == spec.Bool && !n.True() }

func number(n spec.Node, b bound) bound {
	if n.Kind() == spec.Number {
		return b
	}
	return 0
}

// amount is number for what is counted: fewer than none is no bound.
func amount(n spec.Node, b bound) bound {
	if strings.HasPrefix(n.Scalar(), "-") {
		return 0
	}
	return number(n, b)
}

// formatBounds returns what a format says. One that is not known says which
// characters are meant, and not how many.
func formatBounds(format string) bound {
	f := strings.ToLower(format)
	switch {
	case f == "":
		return 0
	case slices.Contains(fixedWidth, f):
		return length | characters | width
	case slices.Contains(tallWidth, f):
		return length | characters | width | tall
	case slices.Contains(noSign, f):
		return length | characters | width | floored
	case f == "uint64":
		return length | characters | width | tall | floored
	case slices.Contains(fixedLength, f):
		return length | characters
	case f == "binary", f == "byte":
		return 0
	}
	return characters // those of a password are any
}

var (
	// fixedLength are formats whose texts have a length, or nearly so.
	fixedLength = []string{
		"date", "date-time", "datetime", "time", "full-date", "partial-time", "http-date", "uuid", "guid", "ulid", "ipv4", "ipv6", "ip", "cidr", "mac", "mac-address", "hostname", "idn-hostname",
		"objectid", "char", "currency", "iso4217", "country-code", "iso-3166", "language-code", "bic", "iban", "color", "hexcolor", "phone", "e164", "semver",
	}
	// fixedWidth, tallWidth and noSign are numbers of so many bits, also where they
	// are written as text.
	fixedWidth = []string{"int8", "int16", "int32"}
	tallWidth  = []string{"int64", "sf-integer", "double-int", "float", "double", "half-float", "single-float", "decimal128", "unixtime", "unix-time", "timestamp"}
	noSign     = []string{"uint8", "uint16", "uint32"}
)

// isBroad reports whether a regular expression lets every character through, however
// many: what stands between its ends is one that means all, repeated.
func isBroad(pattern string) bool {
	rest := strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$")
	for strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && strings.Count(rest, "(") == 1 {
		rest = strings.TrimPrefix(rest[1:len(rest)-1], "?:")
	}
	if rest == "" {
		return true
	}
	for _, all := range []string{".", `[\s\S]`, `[\S\s]`, `[\w\W]`, `[\d\D]`, "[^]"} {
		if times, ok := strings.CutPrefix(rest, all); ok {
			bounds, isBounds := strings.CutPrefix(times, "{")
			isBounds = isBounds && strings.IndexByte(bounds, '}') == len(bounds)-1
			return isBounds || times == "*" || times == "+" || times == "*?" || times == "+?"
		}
	}
	return false
}

// isBounded reports whether no text longer than some length matches a regular
// expression: it holds from the first to the last character, and repeats
// nothing without end.
func isBounded(pattern string) bool {
	if strings.HasPrefix(pattern, "^(?=.{") {
		if ahead, _, ok := strings.Cut(pattern[len("^(?="):], ")"); ok && strings.HasSuffix(ahead, "}$") && !strings.Contains(ahead, ",}") {
			return true // looks at the length first
		}
	}
	const longest = 4096 // of what people write
	if len(pattern) > longest || !strings.HasPrefix(pattern, "^") || !endsWhole(pattern) {
		return false
	}
	depth, ahead := 0, -1 // ahead is the depth at which a group that takes nothing began
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '\\':
			i++
		case '[':
			i = classEnd(pattern, i)
		case '(':
			depth++
			if rest := pattern[i+1:]; ahead < 0 && (strings.HasPrefix(rest, "?=") || strings.HasPrefix(rest, "?!") || strings.HasPrefix(rest, "?<=") || strings.HasPrefix(rest, "?<!")) {
				ahead = depth
			}
		case ')':
			if ahead == depth {
				ahead = -1
			}
			depth--
		case '|':
			if depth == 0 {
				return false // each side has an end of its own
			}
		case '*', '+':
			if ahead < 0 && !(c == '+' && i > 0 && pattern[i-1] == '(') {
				return false
			}
		case '{':
			if end := strings.IndexByte(pattern[i:], '}'); ahead < 0 && end > 1 && pattern[i+end-1] == ',' {
				return false
			}
		}
	}
	return true
}

// endsWhole reports whether a pattern ends with an anchor.
func endsWhole(pattern string) bool {
	if strings.HasSuffix(pattern, `\z`) || strings.HasSuffix(pattern, `\Z`) {
		return true
	}
	rest, ok := strings.CutSuffix(pattern, "$")
	escapes := len(rest) - len(strings.TrimRight(rest, `\`))
	return ok && escapes%2 == 0
}

// classEnd returns the index of the bracket that ends the class which begins at
// i.
func classEnd(pattern string, i int) int {
	j := i + 1
	if j < len(pattern) && pattern[j] == '^' {
		j++
	}
	if j < len(pattern) && pattern[j] == ']' {
		j++
	}
	for ; j < len(pattern) && pattern[j] != ']'; j++ {
		if pattern[j] == '\\' {
			j++
		}
	}
	return j
}
