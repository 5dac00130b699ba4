package undeclared_credential_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/undeclared_credential"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, undeclared_credential.Check, nil) }
