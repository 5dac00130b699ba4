package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func httprouter() model.Library {
	return model.Library{
		Path:     "github.com/julienschmidt/httprouter",
		Requests: []string{"Params"},
		Sources: slices.Concat(
			whole(model.Path, "", "ParamsFromContext"),
			named(model.Path, "Params", 0, "ByName"),
			whole(model.Path, "Param", "Value"),
		),
	}
}
