package sql_injection

import (
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/rules"
)

func TestFixes(t *testing.T) {
	checktest.Fixes(t, Analyzer, "fixes_pgx", "fixes_marks", "fixes_gorm", "fixes_libraries")
}

func TestFixesOfDialect(t *testing.T) {
	options.Set(&rules.Policy{Rules: []rules.Setting{
		{ID: Rule.ID, Level: rules.Error, Options: map[string]any{"dialect": "postgres"}},
	}})
	defer options.Set(nil)
	checktest.Fixes(t, Analyzer, "fixes_dialect")
}
