package sql_injection

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, Analyzer) }
