package main

import (
	"strings"
	"testing"

	// The binary under test is built from them by another process, which the
	// test cache does not see.
	_ "github.com/apiward/apiward/analyzers"
)

// TestTargets holds the figures that the project sets itself.
func TestTargets(t *testing.T) {
	r, err := run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, short := range r.check() {
		t.Error(short)
	}
	if t.Failed() {
		var table strings.Builder
		r.print(&table)
		t.Log("\n" + table.String())
	}
}

// TestLabels holds that the labels were made for these samples.
func TestLabels(t *testing.T) {
	for _, s := range stale() {
		t.Error(s)
	}
}
