package undefined_scheme_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/undefined_scheme"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, undefined_scheme.Check, nil) }
