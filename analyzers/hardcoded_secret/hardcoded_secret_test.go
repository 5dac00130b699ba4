package hardcoded_secret_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/hardcoded_secret"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, hardcoded_secret.Analyzer) }

func TestFixes(t *testing.T) { checktest.Fixes(t, hardcoded_secret.Analyzer, "bad", "places", "fixes") }
