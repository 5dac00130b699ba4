package conform

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// judge returns what is wrong with an object of which the judge sees the parts.
// Most objects of a document look like another one, which was judged before.
func (c *checker) judge(o *object, kind string, n spec.Node, parts []part) []fault {
	data := assemble(parts)
	if n.Kind() == spec.Bool {
		data = appendValue(nil, n, new(1))
	}
	key := kind + " " + string(data)
	faults, known := c.verdicts[key]
	if !known {
		faults = c.verdict(o, kind, data, parts, n.Field("$ref").Exists())
		c.verdicts[key] = faults
	}
	return faults
}

// verdict asks kin again and again, each time without what was wrong before.
func (c *checker) verdict(o *object, kind string, data []byte, parts []part, partial bool) (faults []fault) {
	var dropped []string
	parts, faults = c.unknown(o, parts)
	if len(faults) > 0 {
		data = assemble(parts)
	}
	for range maxRounds {
		found := c.ask(o, data, parts)
		if len(found) == 0 {
			break
		}
		progress := false
		for _, f := range found {
			if slices.ContainsFunc(f.fields, func(name string) bool { return slices.Contains(dropped, name) }) {
				continue // the echo of what was left out
			}
			if partial && !present(parts, f.fields) && len(f.fields) > 0 {
				continue // what is missing beside a reference is behind it
			}
			if !mistakenCode(c.version, kind, f.code) {
				faults = append(faults, f)
			}
			for _, name := range f.fields {
				if i := slices.IndexFunc(parts, func(p part) bool { return p.name == name }); i >= 0 {
					parts = slices.Delete(slices.Clone(parts), i, i+1)
					progress = true
				}
				dropped = append(dropped, name)
			}
		}
		if !progress {
			break
		}
		data = assemble(parts)
	}
	return faults
}

// unknown takes away the parts that the specification does not know in any
// version, and names what it asks for. kin does not look for all of them, and not
// as long as something else is wrong.
func (c *checker) unknown(o *object, parts []part) (known []part, faults []fault) {
	if o.judge == nil || o.each != "" {
		return parts, nil
	}
	var names []string
	for _, p := range parts {
		if _, ok := o.fields[p.name]; ok {
			known = append(known, p)
		} else {
			names = append(names, p.name)
		}
	}
	faults = extraFields(o, c.version, names)
	for _, name := range o.must { // what kin lets by
		if !present(parts, []string{name}) {
			faults = append(faults, missing(o, name))
		}
	}
	return known, faults
}

func present(parts []part, names []string) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return slices.Contains(names, p.name) })
}

// ask returns what kin says of the object.
func (c *checker) ask(o *object, data []byte, parts []part) []fault {
	if o.judge == nil {
		return byTable(o, c.version, parts)
	}
	if o.decode(data) != nil {
		var faults []fault
		for _, p := range parts {
			if err := o.decode(assemble([]part{p})); err != nil {
				faults = append(faults, unreadable(p.name, err))
			}
		}
		return faults // none: kin cannot read it and does not say why
	}
	err := guarded(func() error { return o.judge(c.ctx, data) })
	if err == nil {
		return nil
	}
	return explain(o, c.version, err)
}

// guarded calls a judge that was not written for what it gets here: a panic of
// it is no verdict.
func guarded(judge func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	return judge()
}

// unreadable says that an entry has the wrong type.
func unreadable(name string, err error) fault {
	f := fault{fields: []string{name}, message: quote(name) + " has the wrong type", help: "write it as the specification has it, or remove it"}
	text := err.Error()
	got := between(text, "cannot unmarshal ", " ")
	_, expected, ok := strings.Cut(text, " of type ")
	if !ok || got == "" {
		return f
	}
	names := map[string]string{"object": "a mapping", "array": "a list", "bool": "a boolean", "string": "a string", "number": "a number"}
	if strings.HasPrefix(got, "number") {
		got = "number"
	}
	want := ""
	switch {
	case strings.HasPrefix(expected, "[]"), strings.HasPrefix(expected, "openapi3.Servers"), strings.HasPrefix(expected, "openapi3.Parameters"):
		want = "a list"
	case strings.HasPrefix(expected, "map"), strings.HasPrefix(expected, "openapi3."):
		want = "a mapping"
	case strings.HasPrefix(expected, "string"):
		want = "a string"
	case strings.HasPrefix(expected, "bool"):
		want = "a boolean"
	case strings.HasPrefix(expected, "uint"):
		want = "a whole number that is not negative"
	case strings.HasPrefix(expected, "int"), strings.HasPrefix(expected, "float"):
		want = "a number"
	}
	if names[got] == "" || want == "" {
		return f
	}
	f.message = quote(name) + " is or holds " + names[got] + " where " + want + " is expected"
	return f
}

func between(s, before, after string) string {
	_, rest, ok := strings.Cut(s, before)
	if !ok {
		return ""
	}
	out, _, _ := strings.Cut(rest, after)
	return out
}
