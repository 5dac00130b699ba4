package models

import "github.com/apiward/apiward/rules/model"

// unrolledSecure sets headers, and turns away hosts and plain HTTP.
func unrolledSecure() model.Library {
	return model.Library{
		Path: "github.com/unrolled/secure",
		Middleware: []model.Middleware{
			{Symbol: "Secure.Handler", Role: model.Other, Handler: 0, Strip: -1},
			{Symbol: "Secure.HandlerForRequestOnly", Role: model.Other, Handler: 0, Strip: -1},
		},
	}
}
