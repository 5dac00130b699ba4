package error_leak_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/error_leak"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, error_leak.Analyzer) }

func TestFixes(t *testing.T) { checktest.Fixes(t, error_leak.Analyzer, "fixes") }
