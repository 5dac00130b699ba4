// Package gosec runs chosen rules of gosec as one pass. It is an adapter: gosec,
// version 2.27.1, runs the rules and heeds its comments; what is chosen, how loud
// each rule is and what it says to a reader is decided here. The rules on SSA are
// gosec's own. Those on syntax are written here, under gosec's names and against
// types, since the package in which gosec has them takes a tenth of a second and
// 18 MB to start in every process that links it. Their findings are
// those of every rule, with IDs as gosec/G404: levels, directives, exemptions and
// fingerprints hold for them, and a #nosec of gosec's marks them, with its reason.
//
// It is linked into the command alone. The drivers of others do not run it:
// golangci-lint has gosec of its own, and go vet would pay for it in each of its
// processes. All rules are off until the policy turns them on:
//
//	gosec {
//	  rules = ["G402", "G404"]
//	}
//
// # Which rules
//
// Those that judge a call or a setting where it stands, of which apiward has no
// rule of its own:
//
//   - randomness: G404
//   - TLS and certificates: G402, G123; SSH: G106, G408
//   - ciphers, hashes and keys: G401, G403, G405, G406, G407
//   - files: modes G301, G302, G306; names and links G303, G305, G122, G111
//   - HTTP: G108, G112, G113, G114, G119, G121, G124
//   - numbers: G115
//   - the source itself: G116, G203
//
// # Which not
//
// What the flow of a request's values decides, which apiward follows through
// functions, packages and interfaces, and gosec within a function or through
// calls without what makes a value safe: SQL (G201, G202, G701), commands (G204,
// G702), file names (G304, G703), calls out (G107, G704), redirects (G710), and the
// flows whose sinks apiward does not have yet (G705 to G709), which cost a call
// graph of each package and are wrong too often to stop a build. Secrets in the
// source (G101) and in what is encoded (G117), which names decide there. Bodies and
// forms without a bound (G110, G120): unbounded_body judges the chain. Imports of weak
// hashes and ciphers (G501 to G507), which the rules above report where they are
// used. G109, which G115 covers. What is no weakness: errors that nobody looks at
// (G104), unsafe (G103), listening on all interfaces (G102), contexts (G118), slices
// (G602, which panic and do not read on), and loop variables (G601, gone with Go 1.22).
//
// # Levels and strengths
//
// A rule that is turned on has the level of its severity here. gosec's confidence
// is the strength of a finding: high is proven, medium a step lower, low two; and
// so many steps lower is a finding that gosec itself takes for less severe than
// others of its rule.
//
// # Cost
//
// The rules look at syntax, or at the SSA form that apiward has built already. In
// a run of apiward check they cost a twentieth to a tenth of the time, and no
// memory that shows. Linked in, the pass adds half a millisecond to the start.
package gosec
