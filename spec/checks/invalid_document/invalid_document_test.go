package invalid_document_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/invalid_document"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, invalid_document.Check, nil) }
