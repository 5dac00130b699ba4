package undocumented_errors_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/undocumented_errors"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, undocumented_errors.Check, nil) }
