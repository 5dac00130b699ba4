package nosql_injection_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/nosql_injection"
)

func Test(t *testing.T) { checktest.Run(t, nosql_injection.Analyzer) }
