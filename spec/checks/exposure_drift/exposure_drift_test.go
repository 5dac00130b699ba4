package exposure_drift_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/exposure_drift"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) {
	for _, name := range []string{"bad.go", "good.go"} {
		t.Run(name, func(t *testing.T) { linttest.Contract(t, exposure_drift.Check, name) })
	}
}
