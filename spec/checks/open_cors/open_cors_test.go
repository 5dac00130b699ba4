package open_cors_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/open_cors"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, open_cors.Check, nil) }
