package models

import "github.com/apiward/apiward/rules/model"

// goJet is github.com/go-jet/jet, the same for three dialects. Its typed
// expressions carry no text of a program's; raw statements do.
func goJet() []model.Library {
	var all []model.Library
	for _, dialect := range []string{"mysql", "postgres", "sqlite"} {
		all = append(all, model.Library{
			Path:   "github.com/go-jet/jet/v2/" + dialect,
			Sinks:  texts(0, "-", "RawStatement"),
			Opaque: []string{"*"},
		})
	}
	return all
}
