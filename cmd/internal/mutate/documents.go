package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
)

// findDocuments returns the OpenAPI documents below dir, as slash paths.
func findDocuments(dir string) ([]string, error) {
	var docs []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != dir && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"vendor", "node_modules", "testdata"}, d.Name())):
			return fs.SkipDir
		case !d.Type().IsRegular() || !slices.Contains([]string{".yaml", ".yml", ".json"}, path.Ext(d.Name())):
			return nil
		}
		const most = 8 << 20 // a document of a service is smaller
		if info, err := d.Info(); err != nil || info.Size() > most {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil || !spec.IsDocument(text) {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		docs = append(docs, filepath.ToSlash(rel))
		return err
	})
	return docs, err
}

// methods are the keys of a path that hold operations.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// documentPoints returns the security of operations, and of whole documents.
func (s *service) documentPoints() ([]*mutant, error) {
	var list []*mutant
	for _, name := range s.documents {
		file := filepath.Join(s.dir, filepath.FromSlash(name))
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		doc, err := spec.Load(name, text, spec.Options{})
		if err != nil {
			continue // the analysis says so
		}
		add := func(owner spec.Node, what string) {
			if e, ok := securityEdit(owner, text); ok {
				at := owner.Field("security").KeyRange()
				list = append(list, &mutant{kind: dropSecurity, file: name, path: file, line: at.Line, column: at.Column, what: what, edits: []edit{e}})
			}
		}
		root := doc.Root()
		add(root, "the document without its security")
		if asks(root) {
			continue // what an operation does not say, the document does
		}
		for route, item := range root.Field("paths").Fields() {
			for _, method := range methods {
				if operation := item.Field(method); operation.Exists() {
					add(operation, strings.ToUpper(method)+" "+route+" without its security")
				}
			}
		}
	}
	return list, nil
}

// asks reports whether the security of an operation or a document asks for
// something in each of its alternatives.
func asks(owner spec.Node) bool {
	security := owner.Field("security")
	n := 0
	for _, requirement := range security.Items() {
		schemes := 0
		for range requirement.Fields() {
			schemes++
		}
		if schemes == 0 {
			return false
		}
		n++
	}
	return n > 0
}

// securityEdit returns the edit that deletes the security of its owner.
func securityEdit(owner spec.Node, text []byte) (edit, bool) {
	if !asks(owner) {
		return edit{}, false
	}
	key, value := owner.Field("security").KeyRange(), owner.Field("security").Range()
	if bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{")) {
		return jsonEdit(text, offsetOf(text, key.Line, key.Column), offsetOf(text, value.Line, value.Column))
	}
	return yamlEdit(text, offsetOf(text, key.Line, 1), key.Column-1)
}

// jsonEdit deletes a key and its value, with a comma.
func jsonEdit(text []byte, key, value int) (edit, bool) {
	d := json.NewDecoder(bytes.NewReader(text[value:]))
	var skipped json.RawMessage
	if err := d.Decode(&skipped); err != nil {
		return edit{}, false
	}
	end := value + int(d.InputOffset())
	if rest := bytes.TrimLeft(text[end:], " \t\r\n"); len(rest) > 0 && rest[0] == ',' {
		return edit{start: key, end: len(text) - len(rest) + 1}, true
	}
	before := bytes.TrimRight(text[:key], " \t\r\n")
	if len(before) > 0 && before[len(before)-1] == ',' {
		key = len(before) - 1
	}
	return edit{start: key, end: end}, true
}

// yamlEdit deletes the lines of a key from the offset of its line on. Its value
// is what is indented deeper, or a list at the same depth.
func yamlEdit(text []byte, start, depth int) (edit, bool) {
	if len(bytes.TrimLeft(text[start:start+depth], " ")) > 0 {
		return edit{}, false // it stands in braces, or behind the dash of a list
	}
	end := start
	for first := true; end < len(text); first = false {
		line, _, _ := bytes.Cut(text[end:], []byte("\n"))
		trimmed := bytes.TrimLeft(line, " ")
		indent := len(line) - len(trimmed)
		if !first && len(bytes.TrimSpace(trimmed)) > 0 && (indent < depth || indent == depth && trimmed[0] != '-') {
			break
		}
		end = min(end+len(line)+1, len(text))
	}
	return edit{start: start, end: end}, true
}

// offsetOf returns the offset of a place, both 1-based.
func offsetOf(text []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at + column - 1
}
