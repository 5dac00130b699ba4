package error_leak_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/error_leak"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, error_leak.Analyzer) }
