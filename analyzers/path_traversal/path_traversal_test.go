package path_traversal_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/path_traversal"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, path_traversal.Analyzer) }
