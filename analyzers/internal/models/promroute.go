package models

import "github.com/apiward/apiward/rules/model"

// prometheusRoute is httprouter behind prefixes. What is put around the handlers of
// a router counts for those that are made of it.
func prometheusRoute() model.Library {
	verb := func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1}
	}
	return model.Library{
		Path: "github.com/prometheus/common/route",
		Routers: []model.Router{{
			Types: []string{"Router"},
			New:   []string{"New"},
			Register: []model.Register{
				verb("Get", "GET"), verb("Post", "POST"), verb("Put", "PUT"), verb("Del", "DELETE"), verb("Head", "HEAD"), verb("Options", "OPTIONS"),
			},
			Mount: []model.Mount{
				{Name: "WithPrefix", Kind: model.Chain, Prefix: 0, Arg: -1},
				{Name: "WithInstrumentation", Kind: model.Chain, Prefix: -1, Arg: 0, Handed: 1},
			},
			Syntax: model.Dashed,
		}},
		Sources: []model.Source{{Symbol: "Param", Kind: model.Path, Key: 1}},
	}
}
