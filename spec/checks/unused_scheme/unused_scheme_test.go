package unused_scheme_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/unused_scheme"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, unused_scheme.Check, nil) }
