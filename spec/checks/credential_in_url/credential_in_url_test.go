package credential_in_url_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/credential_in_url"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, credential_in_url.Check, nil) }
