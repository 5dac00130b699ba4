package cleartext_server_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/cleartext_server"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, cleartext_server.Check, nil) }
