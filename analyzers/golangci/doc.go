// Package golangci is apiward as a plugin of golangci-lint, version 2.15 or
// later, which registers two linters:
//
//   - apiward runs all code rules, and those that the policy writes of its own. It
//     needs types, as most linters do.
//   - apiwardfast tells what a file shows by itself: credentials whose shape
//     says whose they are. It is for editors, which run golangci-lint with
//     --fast-only and so leave out every linter that needs types.
//
// A directory beside this file, testdata/editors at the root of the
// repository, has the files to copy: what to build golangci-lint from, its
// settings, and those of editors.
//
// # Settings
//
// There is one setting, and none is needed: policy, the project's policy as
// JSON, on one line, as `apiward config export` prints it. It is a string
// because golangci-lint writes keys in lower case, and it is not the name of a
// file because golangci-lint replays results as long as its settings and the
// Go files are the same, whatever other files say by then.
//
// # What it shows
//
// A message begins with the rule's ID. Fixes are single and stay in their file.
// A trace is not shown: golangci-lint would make an issue of every step. `apiward
// why FILE:LINE` shows it. Findings are those of `apiward check`, with these
// differences:
//
//   - A route without a guard, or a body without a bound, of another package is
//     shown where the program serves the router, or at the call that leads there,
//     and names the registration. Until then something above could still be put
//     around it.
//   - A flow through an interface into another package is shown where a value
//     becomes the interface, and one into a function of another package at the
//     call. The message names the end.
//   - What another package puts behind an interface that it returns, as a
//     constructor does, is not followed to where methods of the interface are
//     called; nor is what another package sets a field to.
//   - Documents, and what they say of the code, are not looked at: golangci-lint
//     drops what is not about Go files.
//   - A package that does not compile, and one that imports it, is not analysed.
//   - What tests do is left out, whether or not golangci-lint is told to run on
//     them: what a test serves, or passes on, no client reaches.
//   - There are no levels: notes are left out. `severity` of golangci-lint can
//     tell the others apart by the ID in the message.
//   - What is excused is not shown, and nobody notices an excuse that matches
//     nothing.
//   - Rules and engines of other linters are not run; golangci-lint has gosec.
//   - golangci-lint shows one issue a line (issues.uniq-by-line), three of the
//     same text (max-same-issues) and 50 of a linter (max-issues-per-linter)
//     unless it is told otherwise.
//
// What apiwardfast shows, apiward shows at the same place in the same words,
// and less than it: a constant that stands alone or is put together from
// literals, and neither names nor uses.
package golangci
