package weak_scheme_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/weak_scheme"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, weak_scheme.Check, nil) }
