package command_injection_test

import (
	"testing"

	"github.com/apiward/apiward/analyzers/command_injection"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

func TestAnalyzer(t *testing.T) { checktest.Run(t, command_injection.Analyzer) }
