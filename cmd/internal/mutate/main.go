// Mutate measures what an analysis would miss: it breaks a service in one place
// at a time, as a slip of the hand would, and looks whether apiward tells.
//
//	go run ./cmd/internal/mutate [-max n] [-kind kind,...] DIR
//
// The kinds are
//
//	drop_middleware  a guard is left out of one place where it is used
//	move_route       a route is registered above the guard of its router
//	sprintf          a parameter of a statement becomes part of its text
//	drop_body_limit  a bound of a request's body is removed
//	leak_error       an error from outside the project becomes an answer's text
//	drop_security    an operation of a document loses its security
//
// What is mutated is found by types and by what the analysis knows of
// libraries. A mutant counts if it compiles; it is found if the finding that it
// deserves is there, and was not there before. The service's files are never
// written: mutants are texts in memory.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	most := flag.Int("max", 30, "count at most `n` mutants of a kind, spread evenly; 0 for all")
	only := flag.String("kind", "", "try these `kinds` only, comma-separated")
	flag.Parse()
	if err := run(flag.Args(), *most, *only); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

func run(args []string, most int, only string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(args) != 1 {
		return errors.New("name the directory of one service")
	}
	kinds := allKinds
	if only != "" {
		kinds = nil
		for name := range strings.SplitSeq(only, ",") {
			if !slices.Contains(allKinds, kind(name)) {
				return fmt.Errorf("there is no kind %q: expected one of %v", name, allKinds)
			}
			kinds = append(kinds, kind(name))
		}
	}
	tell := newProgress(os.Stderr)
	// 1. The service as it is.
	s, err := open(ctx, args[0], tell)
	if err != nil {
		return err
	}
	// 2. Where it can be broken.
	mutants, err := s.mutants()
	if err != nil {
		return err
	}
	// 3. What is said of each mutant.
	var results []result
	for _, k := range kinds {
		r, err := s.tryKind(ctx, mutants, k, most, tell)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	tell.done()
	write(os.Stdout, results)
	return nil
}
