package conform

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/spec"
)

// part is one entry of an object as its judge gets it.
type part struct {
	name string
	json string
}

// assemble returns the JSON of the parts.
func assemble(parts []part) []byte {
	out := []byte{'{'}
	for i, p := range parts {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendString(out, p.name)
		out = append(out, ':')
		out = append(out, p.json...)
	}
	return append(out, '}')
}

// parts returns what the judge of the object at n gets to see, and what is
// wrong with it at first sight; and it puts what stands below into the queue.
func (c *checker) parts(n spec.Node, o *object, kind string) (parts []part, own []fault) {
	for name, child := range n.Fields() {
		if strings.HasPrefix(name, "x-") && (o.each != "" || o.fields != nil) || name == "$ref" || len(name) > spec.MaxName {
			continue
		}
		f, known := o.fields[name]
		switch {
		case known:
		case o.each != "":
			if kind == "responses" && !isStatus(name, c.version) {
				own = append(own, fault{
					fields: []string{name}, key: true, help: "write three digits, as in \"404\", or default",
					message: quote(name) + " is no status of HTTP, and readers pass over it",
				})
			}
			c.enqueue(child, o.each)
			if len(parts) < maxNames {
				parts = append(parts, part{name, c.stub(o.each)})
			}
			continue
		case kind == "schema" && c.version >= spec.V3_1:
			continue
		default:
			parts = append(parts, part{name, "null"})
			continue
		}
		text, fault := c.field(child, name, f)
		if fault != nil {
			own = append(own, *fault)
			continue
		}
		if p, ok := shown(c.version, kind, part{name, text}); ok && text != "" {
			parts = append(parts, p)
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, own
}

// isStatus reports whether a key of a Responses Object names a status, or a
// range of them as OpenAPI 3 has it.
func isStatus(name string, version spec.Version) bool {
	if name == "default" {
		return true
	}
	if len(name) != 3 || name[0] < '1' || name[0] > '5' {
		return false
	}
	return version != spec.V2_0 && name[1:] == "XX" || strings.Trim(name[1:], "0123456789") == ""
}

// field returns the JSON of one entry, "" where the judge need not see it.
func (c *checker) field(n spec.Node, name string, f field) (string, *fault) {
	if f.holds != one && f.holds != data {
		// The specification has references in the place of few objects, and
		// documents of several files have them in the place of any value.
		target, ok := n.Resolve()
		if !ok {
			return "", nil // told by the loader
		}
		n = target
	}
	k := n.Kind()
	wrong := func(expected spec.Kind) (string, *fault) {
		if k == spec.Null {
			return "", nil // an empty entry is as good as none
		}
		return "", &fault{
			fields:  []string{name},
			message: strconv.Quote(clip(name)) + " is " + k.String() + " where " + expected.String() + " is expected",
			help:    "write " + expected.String() + " here, or remove it",
		}
	}
	switch f.holds {
	case text, blank:
		switch {
		case k != spec.String:
			return wrong(spec.String)
		case n.Text() == "" || f.holds == blank:
			return `""`, nil
		}
		return `"a"`, nil
	case data:
		return "[]", nil // null is a value too
	case one:
		if k == spec.Bool && f.object == "schema" && (name == "additionalProperties" || strings.HasPrefix(name, "unevaluated")) {
			return strconv.FormatBool(n.True()), nil
		}
		c.enqueue(n, f.object)
		return c.stub(f.object), nil
	case list:
		if k != spec.List {
			return wrong(spec.List)
		}
		if c.first(n, "list of "+f.object) {
			for _, item := range n.Items() {
				c.enqueue(item, f.object)
			}
		}
		return "[]", nil
	case named, some, names:
		if k != spec.Mapping {
			return wrong(spec.Mapping)
		}
		return c.mapping(n, f), nil
	}
	if n.Kind() == spec.Null && f.holds == keep {
		return "", nil
	}
	return written(n, name)
}

// stub returns the JSON of a valid object of the kind.
func (c *checker) stub(kind string) string { return cmp.Or(c.objects[kind].stub, "{}") }

// mapping returns the JSON of a mapping of objects by name. What is in it is
// put into the queue once, however many aliases lead there.
func (c *checker) mapping(n spec.Node, f field) string {
	var parts []part
	first := f.holds != names && c.first(n, "mapping of "+f.object)
	for name, child := range n.Fields() {
		if first {
			c.enqueue(child, f.object)
		}
		if f.holds == named && len(parts) < maxNames && len(name) <= spec.MaxName {
			parts = append(parts, part{name, c.stub(f.object)})
		} else if !first {
			break
		}
	}
	return string(assemble(parts))
}

// written returns a value as JSON, "" where it is too much to be judged.
func written(n spec.Node, name string) (string, *fault) {
	if name == "default" && n.Kind() == spec.Mapping {
		return "", nil // what it is held against is judged elsewhere
	}
	left := maxValues
	out := appendValue(nil, n, &left)
	if left < 0 || len(out) > maxText {
		return "", nil
	}
	return string(out), nil
}

// appendValue appends a value as JSON. It gives up where left is used up, which
// bounds what aliases stand for.
func appendValue(out []byte, n spec.Node, left *int) []byte {
	if *left--; *left < 0 {
		return append(out, "null"...)
	}
	switch n.Kind() {
	case spec.Mapping:
		out = append(out, '{')
		first := true
		for name, child := range n.Fields() {
			if !first {
				out = append(out, ',')
			}
			first = false
			out = append(appendString(out, name), ':')
			if out = appendValue(out, child, left); *left < 0 {
				break
			}
		}
		return append(out, '}')
	case spec.List:
		out = append(out, '[')
		for i, child := range n.Items() {
			if i > 0 {
				out = append(out, ',')
			}
			if out = appendValue(out, child, left); *left < 0 {
				break
			}
		}
		return append(out, ']')
	case spec.String:
		return appendString(out, n.Text())
	case spec.Bool:
		return strconv.AppendBool(out, n.True())
	case spec.Number:
		return appendNumber(out, n.Scalar())
	}
	return append(out, "null"...)
}

// appendNumber appends a number of YAML as one of JSON. 10.0 is an integer to
// the specification, and to Go only as 10.
func appendNumber(out []byte, text string) []byte {
	plain := strings.ReplaceAll(text, "_", "")
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return strconv.AppendInt(out, i, 10)
	}
	f, err := strconv.ParseFloat(plain, 64)
	switch {
	case err != nil || math.IsInf(f, 0) || math.IsNaN(f):
		return append(out, '0')
	case f == math.Trunc(f) && math.Abs(f) < 1<<53:
		return strconv.AppendInt(out, int64(f), 10)
	}
	return strconv.AppendFloat(out, f, 'g', -1, 64)
}

func appendString(out []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		return append(out, `""`...) // no string fails
	}
	return append(out, quoted...)
}
