package house

import (
	"go/types"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// short returns a symbol without the directories of its package.
func short(symbol string) string { return symbol[strings.LastIndexByte(symbol, '/')+1:] }

// shortOf returns an object as a message names it: "sql.DB.Query".
func shortOf(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		if _, symbol := models.Symbol(fn); symbol != "" {
			return short(symbol)
		}
	}
	if name, ok := obj.(*types.TypeName); ok {
		return shortName(name)
	}
	return obj.Name()
}

// shortName returns a type as a message names it: "sql.DB".
func shortName(name *types.TypeName) string {
	if name.Pkg() == nil {
		return name.Name()
	}
	return short(name.Pkg().Path()) + "." + name.Name()
}
