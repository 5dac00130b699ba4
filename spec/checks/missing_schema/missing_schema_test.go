package missing_schema_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/missing_schema"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, missing_schema.Check, nil) }
