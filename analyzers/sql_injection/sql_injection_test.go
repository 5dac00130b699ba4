package sql_injection

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/flow"
)

func Test(t *testing.T) { checktest.Run(t, Analyzer) }

func TestFacts(t *testing.T) { checktest.Facts(t, flow.Analyzer) }
