package privileged_property_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/privileged_property"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, privileged_property.Check, nil) }
