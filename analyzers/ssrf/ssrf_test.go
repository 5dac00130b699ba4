package ssrf_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/ssrf"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, ssrf.Analyzer) }
