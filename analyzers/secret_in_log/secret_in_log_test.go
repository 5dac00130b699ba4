package secret_in_log_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/secret_in_log"
)

func Test(t *testing.T) { checktest.Run(t, secret_in_log.Analyzer) }
