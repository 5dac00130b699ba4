package missing_auth_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/missing_auth"
)

func Test(t *testing.T) { checktest.Run(t, missing_auth.Analyzer) }
