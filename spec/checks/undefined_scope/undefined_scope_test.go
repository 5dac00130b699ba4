package undefined_scope_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/undefined_scope"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, undefined_scope.Check, nil) }
