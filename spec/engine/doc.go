// Package engine starts document linters that are programs of their own, and
// reads what they found. An engine is too heavy, or too hard to stop, to be
// linked into apiward; as a process it costs nobody who does not use it, and it
// can be killed.
//
// # The protocol, version 1
//
// An engine is a program called apiward-NAME. It is started in the project's
// root without arguments, reads one JSON object from its standard input, the
// [Request], writes one JSON object to its standard output, the [Response], and
// ends with 0. Nothing else goes to the standard output; what it writes to the
// standard error is shown only where it fails.
//
//	→ {"version": 1, "deadline_ms": 60000,
//	   "documents": [{"name": "api/openapi.yaml",
//	                  "files": [{"name": "api/openapi.yaml", "text": "openapi: …"},
//	                            {"name": "api/schemas.yaml", "text": "Pet: …"}]}],
//	   "rule_sets": [{"name": "policy/spectral.yaml", "text": "extends: …"}]}
//
//	← {"version": 1,
//	   "engine":   {"name": "vacuum", "version": "v0.26.4"},
//	   "rules":    [{"id": "operation-tags", "title": "an operation has no tag", "level": "warning",
//	                 "security": false, "about": "…", "help": "…", "url": "https://…"}],
//	   "findings": [{"rule": "operation-tags", "document": "api/openapi.yaml", "file": "api/openapi.yaml",
//	                 "line": 12, "column": 5, "end_line": 12, "end_column": 8,
//	                 "pointer": "/paths/~1pets/get", "message": "…", "help": "…"}],
//	   "errors":   [{"input": "api/openapi.yaml", "message": "the rule no-eval did not end in 30s"}],
//	   "notices":  [{"input": "policy/spectral.yaml", "message": "overrides are not heeded"}]}
//
// A request holds the text of every file that a document consists of, the one
// that it begins with first, so that an engine need read none and judges what
// apiward judges. Names are slash paths relative to the project's root. Without
// rule sets an engine uses the rules that it has.
//
// An engine that has no answer at the deadline is killed with its process group,
// and nothing of it is used: one that has more to do than time answers with what
// it has, and with errors.
//
// Lines and columns are 1-based, columns count UTF-8 bytes, ends are exclusive
// and left out where they are not known; a line of 0 stands for the file as a
// whole. A level is error, warning, note or off, where nobody says otherwise.
// The rules are all that were in force, not only those that found something.
// An error is something that was not looked at, which makes the run partial; a
// notice is something that a reader should know.
//
// An engine that does not speak the version of the request answers with the
// highest that it does, and nothing else. Fields are added within a version,
// never changed: both sides pass over those that they do not know.
package engine
