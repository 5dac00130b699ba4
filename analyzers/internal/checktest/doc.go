// Package checktest tests rules against corpora of small packages.
//
// A rule's corpus lies in testdata/src: each folder is one scenario, of one
// package or several, named corpus/FOLDER/…. What must be found stands beside
// the code, in comments:
//
//	db.Query("… " + name) // want "proven: query parameter"
//
// Each quoted text, in double quotes or backquotes, is a regular expression
// that must match one finding on that line, written as "STRENGTH: MESSAGE" with
// the strengths proven, unproven and hint; and every finding must be matched.
// The findings are those of the whole scenario,
// linked as the command line links a program.
//
// Where a comment of the scenario says want:vet "…", alone or after a want, the diagnostics of the
// single packages, which are all that go vet, golangci-lint and nogo can show,
// are held against those comments in the same way; they have no strength.
package checktest
