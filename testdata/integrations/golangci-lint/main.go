// Command golangci-lint is golangci-lint with the plugin of apiward linked in,
// as `golangci-lint custom` builds it from .custom-gcl.yml, without a clone of
// its repository: one build lints this module and proves the plugin.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/apiward/apiward/analyzers/golangci"
)

func main() {
	// No version: what golangci-lint keeps is then told apart by the digest of
	// this file, and a changed plugin never meets results of the one before.
	if err := commands.Execute(commands.BuildInfo{}); err != nil {
		fmt.Fprintln(os.Stderr, "golangci-lint:", err)
		os.Exit(exitcodes.Failure)
	}
}
