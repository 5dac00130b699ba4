package guessable_id_test

import (
	"testing"

	"github.com/apiward/apiward/spec/checks/guessable_id"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) { linttest.Run(t, guessable_id.Check, nil) }
