package undocumented_rate_limit_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/undocumented_rate_limit"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, undocumented_rate_limit.Check, nil) }
