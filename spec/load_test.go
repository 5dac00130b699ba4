package spec_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/apiward/apiward/spec"
)

// TestNoDocument holds inputs that are no document against what is said of
// them.
func TestNoDocument(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"empty", "", "api.yaml:1: the file is empty: expected an OpenAPI document in YAML or JSON"},
		{"comments only", "# nothing\n", "api.yaml:1: the file is empty: expected an OpenAPI document in YAML or JSON"},
		{"null", "null\n", "api.yaml:1: the file is empty: expected an OpenAPI document in YAML or JSON"},
		{"not YAML", "openapi: 3.0.3\npaths: {\n", "api.yaml:2: not YAML or JSON: "},
		{"tab as indentation", "openapi: 3.0.3\npaths:\n\t/a: {}\n", "api.yaml:3: not YAML or JSON: a tab indents the line: expected spaces"},
		{"unknown alias", "openapi: 3.0.3\npaths: *nowhere\n", "api.yaml:2:8: not YAML or JSON: the alias *nowhere has no anchor &nowhere before it"},
		{"UTF-16 without a mark", "\x00o\x00p", "api.yaml:1:1: the file is UTF-16: expected UTF-8"},
		{"UTF-16 the other way round", "o\x00p\x00", "api.yaml:1:1: the file is UTF-16: expected UTF-8"},
		{"a text", "just words\n", "api.yaml:1:1: not an OpenAPI document: the top level is a string; expected openapi: 3.0.x"},
		{"a list", "- openapi: 3.0.3\n", "api.yaml:1:1: not an OpenAPI document: the top level is a list; expected"},
		{"another document", "kind: Service\n", "api.yaml:1:1: not an OpenAPI document: the top level has no version; expected"},
		{"version is a mapping", "openapi: {}\n", "api.yaml:1:10: not an OpenAPI document: the version is a mapping; expected"},
		{"old version", "swagger: '1.2'\n", "api.yaml:1:10: version \"1.2\" cannot be read; expected openapi: 3.0.x, 3.1.x or 3.2.x, or swagger: \"2.0\""},
		{"NUL", "openapi: 3.0.3\na: b\x00\n", "api.yaml:2:5: the file holds the control character U+0000"},
		{"C1", "openapi: 3.0.3\na: b\u009Fc\n", "api.yaml:2:5: the file holds the control character U+009F: expected text; write it as an escape in double quotes"},
		{"no character", "openapi: 3.0.3\na: \uFFFF\n", "api.yaml:2:4: the file holds the control character U+FFFF"},
		{"invalid UTF-8", "openapi: 3.0.3\na: \xff\n", "api.yaml:2:4: the file is not UTF-8 at byte 0xFF"},
		{"UTF-16", "\xff\xfeo\x00", "api.yaml:1:1: the file is UTF-16: expected UTF-8"},
		{"100,000 nested lists", "openapi: 3.0.3\na: " + strings.Repeat("[", 100_000), "not YAML or JSON: "},
		{"100,000 nested mappings", "openapi: 3.0.3\na: " + strings.Repeat("{a: ", 100_000), "not YAML or JSON: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := spec.Load("api.yaml", []byte(test.data), spec.Options{})
			if typed := (*spec.Error)(nil); !errors.As(err, &typed) || typed.File != "api.yaml" {
				t.Fatalf("error %v, want a *spec.Error of api.yaml", err)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q in it", err, test.want)
			}
		})
	}
}

// TestNotJSON shows where a file that is called JSON ceases to be it; one that is not
// called so may be YAML that begins with a bracket.
func TestNotJSON(t *testing.T) {
	for data, want := range map[string]string{
		"{\"openapi\": \"3.0.3\", \"paths\": [}":       "api.json:1:32: not JSON: invalid character '}' looking for beginning of value",
		"{\"openapi\": \"3.0.3\",\n\"paths\": {\n\"/a": "api.json:3:3: not JSON: unexpected end of JSON input",
		"\ufeff{\"openapi\": \"3.0.3\" \"paths\"}":     "api.json:1:24: not JSON: invalid character '\"' after object key:value pair",
	} {
		if _, err := spec.Load("api.json", []byte(data), spec.Options{}); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", data, err, want)
		}
	}
	if _, err := spec.Load("api.yaml", []byte("{openapi: 3.0.3\n"), spec.Options{}); err == nil || !strings.Contains(err.Error(), "not YAML or JSON: ") {
		t.Errorf("YAML: error %v", err)
	}
}

// TestSizes shows the bounds, and that a large document inside them is read.
func TestSizes(t *testing.T) {
	small := "openapi: 3.0.3\npaths: {}\n"
	_, err := spec.Load("api.yaml", []byte(small), spec.Options{MaxBytes: 20})
	if err == nil || err.Error() != "api.yaml: the file has 25 bytes: expected at most 20; split the document or leave it out" {
		t.Errorf("error %v", err)
	}
	large := small + "info:\n  description: |\n" + strings.Repeat("    "+strings.Repeat("words ", 20)+"\n", 300_000)
	doc, err := spec.Load("api.yaml", []byte(large), spec.Options{})
	if err != nil || len(doc.Problems) != 0 {
		t.Errorf("a document of %d MB: %v", len(large)>>20, err)
	}
	prose := small + "info:\n  description: " + strings.Repeat("a-b-c:d?", 600_000) + "\n"
	if _, err := spec.Load("api.yaml", []byte(prose), spec.Options{}); err != nil {
		t.Errorf("marks in a text: %v", err)
	}
	references := `{"openapi": "3.0.3", "paths": {}, "x-a": [` + strings.Repeat(`{"$ref":"#/paths"},`+"\n", 700_000) + `{}]}`
	if _, err := spec.Load("api.json", []byte(references), spec.Options{}); err == nil || !strings.Contains(err.Error(), "may hold 2100009 values and 700000 references, each of which counts as 4 values more: expected at most 1500000") {
		t.Errorf("references: %v", err)
	}
	parts := project(t, map[string]string{
		"project/api.yaml": small + "x-a: [" + strings.Repeat("a,", 400_000) + "]\nx-b: " + strings.Repeat("a-b", 400_000) + "\ncomponents: {schemas: {A: {$ref: a.yaml}, B: {$ref: b.yaml}, C: {$ref: c.yaml}}}\n",
		"project/a.yaml":   "enum: [" + strings.Repeat("a,", 500_000) + "]\n",
		"project/b.yaml":   "enum: [" + strings.Repeat("a,", 700_000) + "]\n",
		"project/c.yaml":   "type: string\n",
	})
	doc, err = spec.LoadFile(parts, "api.yaml")
	if err != nil || len(doc.Unread) != 1 || !strings.Contains(doc.Unread[0].Message, "b.yaml: the file may hold 700003 values, and the files before it 900041") {
		t.Errorf("many values in parts: %v %+v", err, doc.Unread)
	}
	brackets := small + "x-a: [" + strings.Repeat("[],", 25<<20) + "]\n"
	if _, err = spec.Load("api.yaml", []byte(brackets), spec.Options{MaxBytes: 100 << 20}); err == nil || !strings.Contains(err.Error(), "values: expected at most") {
		t.Errorf("error %v", err)
	}
}

// TestTolerated holds broken documents that load against their problems.
func TestTolerated(t *testing.T) {
	const head = "openapi: 3.0.3\n"
	tests := []struct {
		name, data string
		want       []string
	}{
		{"carriage returns", "openapi: 3.0.3\r\npaths: []\r\n", []string{"2:8 /paths is a list where a mapping is expected, and is ignored"}},
		{"byte order mark", "\uFEFFopenapi: 3.9.0\n", []string{`1:13 version "3.9.0" is not known and read as 3.2`}},
		{"line separators", head + "x-a: \"a\u2028\u2029\u0085b\"\npaths: []\n", []string{"3:8 /paths is a list where a mapping is expected, and is ignored"}},
		{"runes before a column", head + "paths: {\"/größe\": [], /b: 1}\n", []string{"2:21 /paths/~1größe is a list where a mapping is expected, and is ignored", "2:29 /paths/~1b is a number where a mapping is expected, and is ignored"}},
		{"null in place of a mapping", head + "paths:\n  /a:\n", []string{"3:3 /paths/~1a is null where a mapping is expected, and is ignored"}},
		{"a collection as key", head + "? [a]\n: b\n", []string{"2:3 a key is no text but a collection, and is ignored"}},
		{"two documents", head + "---\nopenapi: 3.0.3\n", []string{"2:1 the file has a second document, which is not read"}},
		{"doubled key", head + "info: {}\ninfo: {}\n", []string{`3:1 key "info" stands twice, earlier in line 2, and the last one counts`}},
		{"doubled key among many", head + "x-a: 1\npaths:\n" + manyPaths(40) + "  /p7: {}\n", []string{`44:3 key "/p7" stands twice, earlier in line 11, and the last one counts`}},
		{"surrogates in JSON", `{"openapi": "3.0.3", "info": {"title": "\ud83d\ude00 \\ud83d \"\uD83D"}, "paths": []}`, []string{"1:83 /paths is a list where a mapping is expected, and is ignored"}},
		{"control characters in JSON", "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"\x7f\u0080\u009F\u0085\uFFFE\uFFFFé\"}, \"paths\": []}", []string{"1:69 /paths is a list where a mapping is expected, and is ignored"}},
		{"slashes in JSON", `{"openapi": "3.0.3", "paths": {"\/a": {"$ref": "#\/paths\/~1b"}}}`, []string{
			`1:48 reference "#/paths/~1b" leads nowhere: api.yaml#/paths has no "/b"; did you mean "/a"?`,
		}},
		{"alias of itself", head + "paths: &a\n  /a: *a\n", nil},
		{"alias in an example", head + "x-a: &a {$ref: '#/nowhere'}\npaths: {/a: {get: {responses: {'200': *a}}}}\n", []string{`2:16 reference "#/nowhere" leads nowhere: api.yaml has no "nowhere"`}},
		{"reference in an extension", head + "x-a: {$ref: '#/nowhere'}\n", nil},
		{"property named default", head + "components: {schemas: {A: {properties: {default: {$ref: '#/nowhere'}}}}}\n", []string{`2:57 reference "#/nowhere" leads nowhere: api.yaml has no "nowhere"`}},
		{"escapes in a reference", head + "paths:\n  /a/{b}~c: {}\n  /d: {$ref: '#/paths/~1a~1%7Bb%7D~0c'}\n", nil},
		{"broken escapes", head + "paths: {/d: {$ref: '#/paths/%7'}}\n", []string{`2:20 reference "#/paths/%7" leads nowhere: its %-escapes are broken`}},
		{"http", head + "paths: {/d: {$ref: 'http://acme.dev/a.yaml'}}\n", []string{`2:20 reference "http://acme.dev/a.yaml" leads nowhere: it is a URL, and URLs are never fetched; copy the file into the project and refer to it by a relative path`}},
		{"no project", head + "paths: {/d: {$ref: 'a.yaml'}}\n", []string{`2:20 reference "a.yaml" leads nowhere: it is in another file, and no project was given to read it from`}},
		{"itself", head + "paths: {/d: {$ref: '#/paths/~1d'}}\n", []string{`2:20 reference "#/paths/~1d" never arrives at a value: it only leads to further references`}},
		{"each other, and what leads there", head + "paths: {/d: {$ref: '#/paths/~1e'}, /e: {$ref: '#/paths/~1d'}, /f: {$ref: '#/paths/~1e'}, /g: {$ref: '#/paths/~1h'}, /h: {}}\n", []string{
			`2:20 reference "#/paths/~1e" never arrives at a value: it only leads to further references`,
			`2:47 reference "#/paths/~1d" never arrives at a value: it only leads to further references`,
			`2:74 reference "#/paths/~1e" never arrives at a value: it only leads to further references`,
		}},
		{"schema inside itself", head + "components: {schemas: {A: {items: {$ref: '#/components/schemas/A'}}}}\n", nil},
		{"anchor", head + "components: {schemas: {A: {$anchor: a}, B: {$ref: '#a'}, C: {$ref: '#c'}}}\n", []string{`2:68 reference "#c" leads nowhere: api.yaml has no $anchor "c"; a pointer begins with #/`}},
		{"identifier", head + "components: {schemas: {A: {$id: 'https://acme.dev/a'}, B: {$ref: 'https://acme.dev/a'}}}\n", nil},
		{"relative identifiers", "openapi: 3.1.0\ncomponents: {schemas: {A: {$id: 'https://acme.dev/s/a', properties: {b: {$ref: b}, c: {$ref: 'b#anchor'}, d: {$ref: '#/properties/b'}, e: {$ref: '/s/b#/$defs/x'}, n: {$ref: c}}}, B: {$id: 'https://acme.dev/s/b', $anchor: anchor, $defs: {x: {}}}}}\n", []string{`2:174 reference "c" leads nowhere: it is in another file, and no project was given to read it from`}},
		{"document's identifier", "openapi: 3.2.0\n$self: https://acme.dev/api/openapi.yaml\ncomponents: {schemas: {A: {$ref: 'https://acme.dev/api/openapi.yaml#/components/schemas/B'}, B: {$ref: 'openapi.yaml#/components/schemas/C'}, C: {}}}\n", nil},
		{"dynamic reference", "openapi: 3.1.0\ncomponents: {schemas: {A: {$dynamicAnchor: node, items: {$dynamicRef: '#node'}}, B: {$dynamicRef: '#gone'}}}\n", []string{`2:99 reference "#gone" leads nowhere: api.yaml has no $anchor "gone"; a pointer begins with #/`}},
		{"through a reference", head + "paths: {/a: {$ref: '#/paths/~1b'}, /b: {get: {}}, /c: {$ref: '#/paths/~1a/get'}, /d: {$ref: '#/paths/~1a/put'}}\n", []string{`2:93 reference "#/paths/~1a/put" leads nowhere: api.yaml#/paths/~1a has no "put"`}},
		{"names elsewhere", head + "components: {schemas: {A: {properties: {$ref: '#/components/schemas/B/properties'}}, B: {properties: {b: {}, $ref: {}}}, C: {$ref: '#/components/schemas/A/properties/b'}, D: {properties: {$ref: '#/gone'}}}}\n", []string{`2:195 reference "#/gone" leads nowhere: api.yaml has no "gone"`}},
		{"through itself", head + "paths: {/a: {$ref: '#/paths/~1a/x'}, /b: {$ref: '#/paths/~1c/x'}, /c: {$ref: '#/paths/~1b/x'}}\n", []string{
			`2:20 reference "#/paths/~1a/x" leads nowhere: api.yaml#/paths/~1a has no "x"`, `2:49 reference "#/paths/~1c/x" leads nowhere: api.yaml#/paths/~1c has no "x"`, `2:78 reference "#/paths/~1b/x" leads nowhere: api.yaml#/paths/~1b has no "x"`}},
		{"number as key", head + "paths: {/a: {get: {responses: {200: {$ref: '#/paths/~1a/get/responses/201'}, 201: {}}}}}\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := spec.Load("api.yaml", []byte(test.data), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range doc.Problems {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("problems\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

func manyPaths(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  /p%d: {}\n", i)
	}
	return b.String()
}

// TestManyProblems shows that the list of problems is bounded, and says so.
func TestManyProblems(t *testing.T) {
	doc, err := spec.Load("api.yaml", []byte("openapi: 3.0.3\n"+strings.Repeat("info: {}\n", 5000)), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := doc.Problems[len(doc.Problems)-1]
	if len(doc.Problems) != 1001 || !strings.Contains(last.Message, "more than 1000 broken places") {
		t.Errorf("%d problems, the last: %s", len(doc.Problems), last.Message)
	}
}

// TestAliasBomb shows that neither aliases nor merges are expanded: a walk that
// did would visit a billion values.
func TestAliasBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("openapi: 3.0.3\npaths: {}\nx-0: &a0 {k: v}\nx-m0: &m0 {k: v}\n")
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "x-%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
		fmt.Fprintf(&b, "x-m%d: &m%d {<<: [%s]}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*m%d,", i-1), 9), ","))
	}
	b.WriteString("servers: *a39\ninfo: *m39\ncomponents: {securitySchemes: *m39, schemas: *a39}\n")
	doc, err := spec.Load("api.yaml", []byte(b.String()), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Unread) != 1 || !strings.Contains(doc.Unread[0].Message, "stand for more than 1000000 values") {
		t.Errorf("the bomb is not told: %v", doc.Unread)
	}
	if got := doc.Root().Field("info").Field("k").Text(); got != "v" {
		t.Errorf("a value merged through 39 levels is %q, want v", got)
	}
	if !doc.Root().Field("info").Exists() || doc.Root().Field("info").Field("other").Exists() {
		t.Error("a field that is nowhere exists")
	}
}

// project writes files below a new root and opens it. A value that begins with
// "-> " is a symbolic link.
func project(t *testing.T, files map[string]string) *os.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			err = os.Symlink(target, path)
		} else {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "project"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// TestFiles shows which files a reference can read: those of the project, and
// no other, whichever way the reference takes.
func TestFiles(t *testing.T) {
	root := project(t, map[string]string{
		"secret.yaml":                "get: {summary: secret}\n",
		"project/api/openapi.yaml":   "openapi: 3.0.3\npaths:\n  /a: {$ref: REF}\n",
		"project/api/a.yaml":         "get: {summary: a}\n",
		"project/b.yaml":             "item: {get: {summary: b}}\n",
		"project/deep/c.yaml":        "item: {$ref: ../b.yaml#/item}\n",
		"project/broken.yaml":        "{\n",
		"project/out.yaml":           "-> ../secret.yaml",
		"project/outside":            "-> ..",
		"project/inside.yaml":        "-> api/a.yaml",
		"project/api/self":           "-> .",
		"project/api/circle.yaml":    "get: {summary: circle}\nother: {$ref: self/circle.yaml}\n",
		"project/api/with blank.yml": "get: {summary: blank}\n",
	})
	if err := syscall.Mkfifo(filepath.Join(root.Name(), "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ ref, summary, problem string }{
		{"a.yaml", "a", ""},
		{"./a.yaml", "a", ""},
		{"../b.yaml#/item", "b", ""},
		{"../deep/c.yaml#/item", "b", ""},
		{"../inside.yaml", "a", ""},
		{"circle.yaml", "circle", ""},
		{"with%20blank.yml", "blank", ""},
		{"../../secret.yaml", "", "it is outside the project"},
		{"../out.yaml", "", "out.yaml: the file cannot be opened inside the project's root"},
		{"../outside/secret.yaml", "", "outside/secret.yaml: the file cannot be opened inside the project's root"},
		{"%2e%2e/%2e%2e/secret.yaml", "", "it is outside the project"},
		{"/etc/passwd", "", "it is outside the project"},
		{"file:///etc/passwd", "", "it is a URL"},
		{"//acme.dev/a.yaml", "", "it is a URL"},
		{"nothing.yaml", "", "api/nothing.yaml: there is no such file"},
		{"../deep", "", "deep: this is a directory"},
		{"../pipe.yaml", "", "pipe.yaml: this is no regular file"},
		{"../broken.yaml", "", "broken.yaml:1: not YAML or JSON"},
		{"a.yaml#/post", "", "api/a.yaml has no \"post\""},
	}
	for _, test := range tests {
		t.Run(test.ref, func(t *testing.T) {
			text := "openapi: 3.0.3\npaths:\n  /a: {$ref: '" + test.ref + "'}\n"
			doc, err := spec.Load("api/openapi.yaml", []byte(text), spec.Options{Root: root})
			if err != nil {
				t.Fatal(err)
			}
			target, _ := doc.Root().Field("paths").Field("/a").Resolve()
			if got := target.Field("get").Field("summary").Text(); got != test.summary {
				t.Errorf("summary %q, want %q", got, test.summary)
			}
			var messages []string
			for _, p := range doc.Problems {
				messages = append(messages, p.Message)
				if strings.Contains(p.Message, os.TempDir()) {
					t.Errorf("the message shows the machine: %s", p.Message)
				}
			}
			if test.problem == "" && len(messages) > 0 {
				t.Errorf("problems %q, want none", messages)
			}
			if test.problem != "" && (len(messages) != 1 || !strings.Contains(messages[0], test.problem)) {
				t.Errorf("problems %q, want one with %q", messages, test.problem)
			}
		})
	}
}

// TestLoadFile shows what is said of an entry that cannot be read.
func TestSubtypesInFiles(t *testing.T) {
	root := project(t, map[string]string{
		"secret.yaml":           "title: secret\n",
		"project/api/cat.yaml":  "title: cat\n",
		"project/pets.yaml":     "Dog: {title: dog, discriminator: {mapping: {pup: more/pup.yaml}}}\n",
		"project/more/pup.yaml": "title: pup\n",
	})
	text := `openapi: 3.0.3
paths: {}
components:
  schemas:
    Pet:
      discriminator:
        propertyName: kind
        mapping: {cat: cat.yaml, dog: '../pets.yaml#/Dog', gone: none.yaml, out: ../../secret.yaml, far: 'https://acme.dev/a.yaml', name: Pet, list: [cat.yaml]}
`
	doc, err := spec.Load("api/openapi.yaml", []byte(text), spec.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Problems) > 0 || len(doc.Unread) > 0 {
		t.Errorf("problems %v, unread %v: want none", doc.Problems, doc.Unread)
	}
	mapping := doc.Root().Field("components").Field("schemas").Field("Pet").Field("discriminator").Field("mapping")
	titles := map[string]string{}
	for name, value := range mapping.Fields() {
		target, _ := value.Refer(value.Text())
		titles[name] = target.Field("title").Text()
	}
	want := map[string]string{"cat": "cat", "dog": "dog", "gone": "", "out": "", "far": "", "name": "", "list": ""}
	if !maps.Equal(titles, want) {
		t.Errorf("subtypes %v, want %v", titles, want)
	}
	dog, _ := mapping.Field("dog").Refer("../pets.yaml#/Dog")
	pup := dog.Field("discriminator").Field("mapping").Field("pup")
	if target, _ := pup.Refer(pup.Text()); target.Field("title").Text() != "pup" {
		t.Errorf("the subtype of a subtype is %v, want that of more/pup.yaml", target.Field("title").Text())
	}
}

func TestLoadFile(t *testing.T) {
	root := project(t, map[string]string{
		"secret.yaml":          "openapi: 3.0.3\n",
		"project/openapi.yaml": "openapi: 3.1.0\n",
		"project/dir/a.yaml":   "",
		"project/out.yaml":     "-> ../secret.yaml",
	})
	doc, err := spec.LoadFile(root, "./dir/../openapi.yaml")
	if err != nil || doc.Name != "openapi.yaml" || doc.Version != spec.V3_1 {
		t.Errorf("document %+v, error %v", doc, err)
	}
	for name, want := range map[string]string{
		"dir":            "dir: this is a directory: expected an OpenAPI document in YAML or JSON",
		"nothing.yaml":   "nothing.yaml: there is no such file: expected an OpenAPI document in YAML or JSON",
		"out.yaml":       "out.yaml: the file cannot be opened inside the project's root: ",
		"../secret.yaml": "../secret.yaml: the file cannot be opened inside the project's root: ",
		"dir/a.yaml":     "dir/a.yaml:1: the file is empty: expected an OpenAPI document in YAML or JSON",
	} {
		_, err := spec.LoadFile(root, name)
		if typed := (*spec.Error)(nil); !errors.As(err, &typed) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("LoadFile(%s): %v, want %s", name, err, want)
		}
	}
}

func TestIsDocument(t *testing.T) {
	for data, want := range map[string]bool{
		"openapi: 3.0.3\n":                             true,
		"\uFEFF\"openapi\": '3.1.0'\n":                 true,
		"# a comment\ninfo: {}\nswagger: \"2.0\"\n":    true,
		"info: {}\r\nopenapi : 3.0.3\r\n":              true,
		`{"info": {"swagger": "1"}, "swagger": "2.0"}`: true,
		" \n{\n\t\"openapi\" :\n \"3.2.0\"}":           true,
		`{"info": {"openapi": "3.0.3"}}`:               false,
		`{"a": "\"openapi\": \"3.0.3\""}`:              false,
		`{"openapi`:                                    false,
		"spec:\n  openapi: 3.0.3\n":                    false,
		"openapi: true\n":                              false,
		"swagger: enabled\n":                           false,
		"openapi-generator: 3\n":                       false,
		"kind: Service\n":                              false,
		"":                                             false,
	} {
		if got := spec.IsDocument([]byte(data)); got != want {
			t.Errorf("IsDocument(%q) = %t, want %t", data, got, want)
		}
	}
}

func TestClosest(t *testing.T) {
	for name, want := range map[string]string{
		"beerer": "bearer", "Bearer": "bearer", "bearerAuth": "", "key": "", "apiKei": "apiKey", strings.Repeat("b", 5000): "",
	} {
		if got := spec.Closest(name, []string{"apiKey", "bearer"}); got != want {
			t.Errorf("Closest(%.20q) = %q, want %q", name, got, want)
		}
	}
}

// TestColumnsOfLongLines shows that places in a line of any length are exact,
// beside a byte order mark and runes of several bytes.
func TestColumnsOfLongLines(t *testing.T) {
	for _, mark := range []string{"", "\uFEFF"} {
		for _, rune := range []string{"a", "ä", "字", "😀"} {
			for _, n := range []int{0, 1, 900, 1000, 1020, 1021, 1022, 1023, 1024, 1025, 2040, 2047, 2048, 2049, 5000} {
				head := mark + `{"openapi": "3.1.0", "x": "` + strings.Repeat(rune, n) + `", "info": {"title": `
				text := head + `"Orders"}, "paths": {}}`
				doc, err := spec.Load("openapi.json", []byte(text), spec.Options{})
				if err != nil {
					t.Fatal(err)
				}
				at := doc.Root().Field("info").Field("title").Range()
				if at.Line != 1 || at.Column != len(head)+1 || at.EndColumn != len(head)+9 {
					t.Errorf("%d times %q: the title is at %+v, want column %d", n, rune, at, len(head)+1)
				}
			}
		}
	}
}
