package permissive_cors_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/permissive_cors"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, permissive_cors.Check, nil) }
