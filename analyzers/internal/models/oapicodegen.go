package models

import "github.com/apiward/apiward/rules/model"

// oapiValidators hold requests against a document. What its operations ask of
// callers they leave to a function of the options; without it, nobody is asked.
// Which operations these are, the generated wrappers say by the scopes that they
// keep.
func oapiValidators() []model.Library {
	trusts := &model.Trusts{Arg: 1, Field: []string{"Options", "AuthenticationFunc"}}
	validators := func(path string, skips ...string) model.Library {
		return model.Library{Path: path, Middleware: []model.Middleware{
			{Symbol: "OapiRequestValidator", Role: model.Other, Handler: -1, Strip: -1},
			{Symbol: "OapiRequestValidatorWithOptions", Role: model.Auth, Handler: -1, Strip: -1, Trusts: trusts, Skips: skips},
		}}
	}
	return []model.Library{
		validators("github.com/oapi-codegen/nethttp-middleware", "Options.Skipper"),
		validators("github.com/oapi-codegen/echo-middleware", "Options.Skipper"),
		validators("github.com/oapi-codegen/gin-middleware"),
		validators("github.com/oapi-codegen/fiber-middleware"),
		validators("github.com/deepmap/oapi-codegen/pkg/chi-middleware"),
		validators("github.com/deepmap/oapi-codegen/pkg/middleware", "Options.Skipper"),
		validators("github.com/deepmap/oapi-codegen/pkg/gin-middleware"),
		validators("github.com/deepmap/oapi-codegen/pkg/fiber-middleware"),
	}
}

// oapiRuntime binds the parameters of requests, and says which of them it could not.
func oapiRuntime() model.Library {
	return model.Library{Path: "github.com/oapi-codegen/runtime", PublicErrors: []string{
		"BindQueryParameter", "BindQueryParameterWithOptions", "BindRawQueryParameter", "BindStyledParameter",
		"BindStyledParameterWithLocation", "BindStyledParameterWithOptions", "BindStringToObject", "BindForm",
	}}
}

// openAPIFilter is what the validators are made of.
func openAPIFilter() model.Library {
	return model.Library{
		Path:     "github.com/getkin/kin-openapi/openapi3filter",
		Doubts:   []string{"AuthenticationInput"},
		Welcomes: []string{"NoopAuthenticationFunc"},
	}
}
