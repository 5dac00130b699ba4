package ssrf_parameter_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/ssrf_parameter"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, ssrf_parameter.Check, nil) }
