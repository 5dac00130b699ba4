package analyzers

import (
	"go/types"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// Libraries returns what is known of libraries, sorted by path. It is for tools
// that look at code in the suite's words; the rules ask an index of it.
func Libraries() []model.Library { return models.Known() }

// Symbol returns the name that [Libraries] know fn by, "path.Func" or
// "path.Type.Method", and the path alone.
func Symbol(fn *types.Func) (pkg, symbol string) { return models.Symbol(fn) }
