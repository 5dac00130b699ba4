package open_redirect_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/open_redirect"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, open_redirect.Analyzer) }
