package models

import "github.com/apiward/apiward/rules/model"

// jwtauth has two halves: the verifier leaves in the context what it found,
// also if that is nothing or wrong, and rejects nobody. The authenticator, or
// a middleware of the user's that asks FromContext, does.
func jwtauth() model.Library {
	const token = "github.com/go-chi/jwtauth/v5.TokenCtxKey"
	return model.Library{
		Path: "github.com/go-chi/jwtauth/v5",
		Middleware: []model.Middleware{
			{Symbol: "Verifier", Role: model.Other, Handler: -1, Strip: -1, Sets: token, Takes: []model.Taken{{In: model.Header, Name: "Authorization"}, {In: model.Cookie, Name: "jwt"}}},
			{Symbol: "Verify", Role: model.Other, Handler: -1, Strip: -1, Sets: token, Looking: 2},
			{Symbol: "Authenticator", Role: model.Auth, Handler: -1, Strip: -1, Knows: token},
		},
		Extractors: []model.Extractor{
			{Symbol: "TokenFromHeader", In: model.Header, Name: "Authorization"},
			{Symbol: "TokenFromCookie", In: model.Cookie, Name: "jwt"},
			{Symbol: "TokenFromQuery", In: model.Query, Name: "jwt"},
		},
		Sources: []model.Source{
			{Symbol: "FromContext", Kind: model.Context, Key: -1, Name: token},
			{Symbol: "TokenFromHeader", Kind: model.Header, Key: -1, Name: "Authorization"},
			{Symbol: "TokenFromCookie", Kind: model.Cookie, Key: -1, Name: "jwt"},
			{Symbol: "TokenFromQuery", Kind: model.Query, Key: -1, Name: "jwt"},
			{Symbol: "VerifyRequest", Kind: model.Header, Key: -1, Name: "Authorization"},
		},
	}
}
