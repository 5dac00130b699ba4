package unbounded_body_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/unbounded_body"
)

func Test(t *testing.T) { checktest.Run(t, unbounded_body.Analyzer) }

func TestFixes(t *testing.T) { checktest.Fixes(t, unbounded_body.Analyzer, "bad", "fixes") }
