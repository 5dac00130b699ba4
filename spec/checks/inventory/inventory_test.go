package inventory_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/inventory"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, inventory.Check, nil) }
