package property_access_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/property_access"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, property_access.Check, nil) }
