package flow_test

import (
	"slices"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/analyzers/sql_injection"
)

// spent returns the functions of a folder of the corpus that are given up.
func spent(t *testing.T, folder string) []string {
	t.Helper()
	corpus := checktest.Load(t, folder)
	return link.Link(link.Whole, corpus.Packages(corpus.Analyze(t, link.Collect), folder)).Spent
}

// Loops over iterators are followed to the end, however many stand in each other.
func TestSpentOnLoops(t *testing.T) {
	if list := spent(t, "spent_loops"); len(list) > 0 {
		t.Errorf("%v are given up", list)
	}
	checktest.Run(t, sql_injection.Analyzer, "spent_loops")
}

// What comes through functions that are given up is shown with a doubt, and what does
// not is shown as before.
func TestSpentOnStructs(t *testing.T) {
	checktest.Run(t, sql_injection.Analyzer, "spent_doubt")
}

// A function in which calls are given more and more is given up, and what was found
// until then is told.
func TestSpentOnWork(t *testing.T) {
	if list, want := spent(t, "spent_work"), []string{"corpus/spent_work.shuffle"}; !slices.Equal(list, want) {
		t.Errorf("%v are given up, want %v", list, want)
	}
	checktest.Run(t, sql_injection.Analyzer, "spent_work")
}
