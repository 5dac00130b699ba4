package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/apiward/apiward/rules"
)

// Version is the version of the protocol that is spoken here.
const Version = 1

// Request is what an engine is asked.
type Request struct {
	Version   int        `json:"version"`
	Deadline  int64      `json:"deadline_ms"` // milliseconds from now, after which the engine is killed; Run sets it
	Documents []Document `json:"documents"`
	RuleSets  []File     `json:"rule_sets,omitempty"`
}

// Document is an OpenAPI document in all its files, the entry first.
type Document struct {
	Name  string `json:"name"`
	Files []File `json:"files"`
}

// File is a file by its slash path relative to the project's root.
type File struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Response is what an engine answers.
type Response struct {
	Version  int       `json:"version"`
	Engine   About     `json:"engine"`
	Rules    []Rule    `json:"rules"`
	Findings []Finding `json:"findings"`
	Errors   []Remark  `json:"errors"`
	Notices  []Remark  `json:"notices"`
}

// About names an engine.
type About struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Rule is a rule of an engine.
type Rule struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"` // one line: what is wrong, or what the rule asks for
	Level    rules.Level `json:"level"`
	Security bool        `json:"security"` // it is about a weakness, not about style
	About    string      `json:"about"`    // what it reports and why, paragraphs
	Help     string      `json:"help"`     // what to do
	URL      string      `json:"url"`
}

// Finding is what an engine found.
type Finding struct {
	Rule      string `json:"rule"`
	Document  string `json:"document"`
	File      string `json:"file"` // "": the document's own
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Pointer   string `json:"pointer"`
	Message   string `json:"message"`
	Help      string `json:"help"`
}

// Remark is an error or a notice.
type Remark struct {
	Input   string `json:"input"` // a document or a rule set; "": the engine as a whole
	Message string `json:"message"`
}

// maxExcerpt bounds what is shown of an output that is none of the protocol.
const maxExcerpt = 120

// read reads an engine's answer to a request. Whoever wrote it, what comes out
// is whole: it speaks of no file, rule or position that is not there.
func read(out []byte, req *Request) (*Response, error) {
	var head struct {
		Version *int `json:"version"`
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	switch err := dec.Decode(&head); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("it ended without an answer")
	case err != nil, head.Version == nil:
		return nil, fmt.Errorf("its answer is not of the protocol: %s", excerpt(out))
	case *head.Version != Version:
		return nil, fmt.Errorf("it speaks version %d of the protocol, and this apiward version %d", *head.Version, Version)
	}
	if rest, _ := io.ReadAll(dec.Buffered()); len(bytes.TrimSpace(rest)) > 0 || dec.More() {
		return nil, fmt.Errorf("its answer goes on behind its end: %s", excerpt(bytes.TrimSpace(out[dec.InputOffset():])))
	}
	r := new(Response)
	if err := json.Unmarshal(out, r); err != nil {
		return nil, fmt.Errorf("its answer is not of the protocol: %w", err)
	}
	return r, r.check(req)
}

// excerpt returns the start of an output as it may be shown.
func excerpt(out []byte) string {
	if len(out) > maxExcerpt {
		return fmt.Sprintf("%q…", out[:maxExcerpt])
	}
	return fmt.Sprintf("%q", out)
}

// check fails where the answer speaks of what is not there.
func (r *Response) check(req *Request) error {
	known := map[string]bool{}
	for _, rule := range r.Rules {
		if rule.ID == "" || known[rule.ID] {
			return fmt.Errorf("its rules are not told apart: %q", rule.ID)
		}
		known[rule.ID] = true
	}
	files := map[string][]string{}
	for _, d := range req.Documents {
		for _, f := range d.Files {
			files[d.Name] = append(files[d.Name], f.Name)
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.File == "" {
			f.File = f.Document
		}
		switch {
		case !known[f.Rule]:
			return fmt.Errorf("it found something by the rule %q, which is none of its own", f.Rule)
		case !slices.Contains(files[f.Document], f.File):
			return fmt.Errorf("it found something in %q, which it was not given as a file of %q", f.File, f.Document)
		case f.Message == "":
			return fmt.Errorf("it found something by the rule %s and does not say what", f.Rule)
		}
		f.placed()
	}
	return nil
}

// placed drops what is no place: a finding without one is about its file.
func (f *Finding) placed() {
	if f.Line < 1 {
		f.Line, f.Column, f.EndLine, f.EndColumn = 0, 0, 0, 0
		return
	}
	f.Column = max(f.Column, 1)
	if f.EndLine < f.Line || f.EndLine == f.Line && f.EndColumn <= f.Column {
		f.EndLine, f.EndColumn = 0, 0
	}
}
