package models

import "github.com/apiward/apiward/rules/model"

// goChiCORS and rsCORS answer preflights and let everything else by, whatever
// its origin: browsers keep scripts from reading the answer, nobody else.
func goChiCORS() model.Library {
	return model.Library{
		Path: "github.com/go-chi/cors",
		Middleware: []model.Middleware{
			{Symbol: "Handler", Role: model.CORS, Handler: -1, Strip: -1},
			{Symbol: "Cors.Handler", Role: model.CORS, Handler: 0, Strip: -1},
		},
	}
}

func rsCORS() model.Library {
	return model.Library{
		Path:       "github.com/rs/cors",
		Middleware: []model.Middleware{{Symbol: "Cors.Handler", Role: model.CORS, Handler: 0, Strip: -1}},
	}
}
