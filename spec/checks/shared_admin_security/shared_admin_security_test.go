package shared_admin_security_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/shared_admin_security"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, shared_admin_security.Check, nil) }
