// Command apiward checks Go API services and the OpenAPI documents that
// describe them. It is also a tool for go vet -vettool.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/apiward/apiward/cmd/internal/cli"
	"github.com/apiward/apiward/cmd/internal/driver"
)

func main() {
	// First of all, because go vet starts one process for every package.
	if driver.IsVetCall(os.Args[1:]) {
		driver.VetMain(suite(), setPolicy)
	}
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { leave(stop) })
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintf(os.Stderr, "apiward: the current directory cannot be found: %v: go to one that exists\n", err)
		return cli.Incomplete
	}
	caches, _ := os.UserCacheDir() // without one nothing is kept
	return cli.Run(ctx, os.Args[1:], engine(version()), cli.Env{
		Stdin:            os.Stdin,
		Stdout:           os.Stdout,
		Stderr:           os.Stderr,
		Dir:              dir,
		Getenv:           os.Getenv,
		Now:              time.Now,
		CacheDir:         caches,
		StdoutIsTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		StderrIsTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	})
}

// patience is how long a run that is interrupted may take to end by itself.
const patience = 2 * time.Second

// leave ends a process that was interrupted and goes on: not every walk over what
// is large asks whether it should. A second signal ends it at once.
func leave(stop func()) {
	stop()
	time.Sleep(patience)
	fmt.Fprintln(os.Stderr, "apiward: interrupted: what was at work did not stop, and nothing more is reported")
	os.Exit(cli.Incomplete)
}

// version returns the version that the go command stamped on this build, ""
// where it was built from a directory.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") {
		return ""
	}
	return info.Main.Version
}
