// Command apiward-vacuum runs the rules of vacuum for apiward. It is started by
// apiward where the policy turns the engine on:
//
//	engine "vacuum" {
//	  rules = ["policy/spectral.yaml"]
//	}
//
// Vacuum is heavy, and a rule of it that does not end cannot be stopped: so it
// has a program of its own, and this program a module of its own, which imports
// nothing of apiward. The two speak the protocol that package
// github.com/apiward/apiward/spec/engine describes: a request on the standard
// input, a response on the standard output.
//
// Without rule sets the rules are those that vacuum calls its default. A rule
// set is a file that vacuum understands, which most are that were written for
// Spectral. It may extend others beside it, but none from the network, and what
// vacuum does not heed in it is said.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

func main() {
	answer := os.Stdout
	os.Stdout = os.Stderr // vacuum prints what it thinks
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "apiward-vacuum is started by apiward, where the policy has a block: engine \"vacuum\" {}")
		os.Exit(2)
	}
	if err := serve(os.Stdin, answer); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers one request.
func serve(in io.Reader, out io.Writer) error {
	var req request
	if err := json.NewDecoder(in).Decode(&req); err != nil {
		return fmt.Errorf("the request cannot be read: %w", err)
	}
	if req.Version != version {
		return json.NewEncoder(out).Encode(struct {
			Version int `json:"version"`
		}{version})
	}
	res, err := answer(&req)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(res)
}

// vacuumVersion returns the version of vacuum that is linked in, "" where the
// build does not say.
func vacuumVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/daveshanley/vacuum" {
			return m.Version
		}
	}
	return ""
}
