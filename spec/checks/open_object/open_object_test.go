package open_object_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/open_object"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, open_object.Check, nil) }
