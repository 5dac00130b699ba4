package insecure_oauth_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/insecure_oauth"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, insecure_oauth.Check, nil) }
