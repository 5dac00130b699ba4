package models

import "github.com/apiward/apiward/rules/model"

// guardUnless returns guards of which fields of a configuration, or options, can
// let requests by.
func guardUnless(lets []string, symbols ...string) []model.Middleware {
	list := wrapping(model.Auth, -1, symbols...)
	for i := range list {
		list[i].Skips = lets
	}
	return list
}

// auth0JWT lets requests without a token by where it is told to.
func auth0JWT() model.Library {
	return model.Library{
		Path: "github.com/auth0/go-jwt-middleware/v2",
		Middleware: bearing("WithTokenExtractor", nil, []model.Middleware{
			{Symbol: "JWTMiddleware.CheckJWT", Role: model.Auth, Handler: 0, Strip: -1, Skips: []string{"WithCredentialsOptional", "WithExclusionUrls"}},
		}),
		Extractors: []model.Extractor{
			{Symbol: "AuthHeaderTokenExtractor", In: model.Header, Name: "Authorization"},
			{Symbol: "CookieTokenExtractor", In: model.Cookie, Arg: 1},
			{Symbol: "ParameterTokenExtractor", In: model.Query, Arg: 1},
			{Symbol: "MultiTokenExtractor", All: true},
		},
	}
}

// authboss asks for a user in one middleware, and only loads what it knows of
// one in another.
func authboss() model.Library {
	return model.Library{
		Path: "github.com/volatiletech/authboss/v3",
		Middleware: append(wrapping(model.Auth, -1, "Middleware", "Middleware2", "MountedMiddleware", "MountedMiddleware2"),
			model.Middleware{Symbol: "Authboss.LoadClientStateMiddleware", Role: model.Other, Handler: 0, Strip: -1},
			model.Middleware{Symbol: "ModuleListMiddleware", Role: model.Other, Handler: -1, Strip: -1}),
		Sources: []model.Source{
			{Symbol: "Authboss.CurrentUserID", Kind: model.Identity, Key: -1},
			{Symbol: "Authboss.CurrentUser", Kind: model.Identity, Key: -1},
			{Symbol: "Authboss.LoadCurrentUser", Kind: model.Identity, Key: -1},
			{Symbol: "Authboss.LoadCurrentUserID", Kind: model.Identity, Key: -1},
		},
	}
}

// tokens is the part of golang-jwt that takes a token from where its extractors
// find it in a request, and verifies it.
func tokens() []model.Library {
	var list []model.Library
	for _, path := range []string{"github.com/golang-jwt/jwt/v4/request", "github.com/golang-jwt/jwt/v5/request"} {
		lib := model.Library{
			Path: path,
			Sources: []model.Source{
				{Symbol: "ParseFromRequest", Kind: model.Identity, Key: -1, Look: 2},
				{Symbol: "ParseFromRequestWithClaims", Kind: model.Identity, Key: -1, Look: 2},
			},
			Extractors: []model.Extractor{
				{Symbol: "AuthorizationHeaderExtractor", In: model.Header, Name: "Authorization"},
				{Symbol: "OAuth2Extractor", In: model.Header, Name: "Authorization", Or: []model.Taken{{In: model.Form, Name: "access_token"}}},
				{Symbol: "HeaderExtractor", In: model.Header, Each: true},
				{Symbol: "ArgumentExtractor", In: model.Form, Each: true},
				{Symbol: "MultiExtractor", All: true},
				{Symbol: "PostExtractionFilter", All: true},
				{Symbol: "Extractor", Method: "ExtractToken"},
				{Symbol: "BearerExtractor", In: model.Header, Name: "Authorization"},
			},
		}
		list = append(list, lib)
	}
	return list
}

func fosite() model.Library { return authorizationServer("github.com/ory/fosite", "OAuth2Provider") }

// authorizationServer is a library that the endpoints of an authorization server
// ask, by an interface of the name too: what it reads of a request for tokens,
// about them or against them it reads once the client that sends it is
// authenticated, and fails where that is not.
func authorizationServer(path, provider string) model.Library {
	lib := model.Library{Path: path, Sources: []model.Source{{Symbol: "Fosite.AuthenticateClient", Kind: model.Identity, Key: -1}}}
	for _, owner := range []string{"Fosite.", provider + "."} {
		for _, of := range []string{"NewAccessRequest", "NewIntrospectionRequest", "NewRevocationRequest", "NewPushedAuthorizeRequest", "IntrospectToken"} {
			lib.Sources = append(lib.Sources, model.Source{Symbol: owner + of, Kind: model.Identity, Key: -1})
		}
		// Which of its refusals it is, the error says; that of a client is the first.
		for _, of := range []string{"WriteAccessError", "WriteIntrospectionError", "WritePushedAuthorizeError"} {
			lib.Codes = append(lib.Codes, model.Code{Symbol: owner + of, Status: 401})
		}
	}
	return lib
}

// clerk has a guard, and a middleware that rejects only what claims to be
// someone and is not.
func clerk() []model.Library {
	const claims = "github.com/clerk/clerk-sdk-go/v2.SessionClaims"
	with := wrapping(model.Other, -1, "WithHeaderAuthorization")
	with[0].Sets = claims
	bearing("AuthorizationJWTExtractor", nil, with)
	return []model.Library{
		{Path: "github.com/clerk/clerk-sdk-go/v2/http", Middleware: append(bearing("AuthorizationJWTExtractor", nil, wrapping(model.Auth, -1, "RequireHeaderAuthorization")), with...)},
		{
			Path:    "github.com/clerk/clerk-sdk-go/v2",
			Sources: []model.Source{{Symbol: "SessionClaimsFromContext", Kind: model.Context, Key: -1, Name: claims}},
		},
	}
}

// limiters are the rate limits of one library for several routers.
func limiters() []model.Library {
	const path = "github.com/ulule/limiter/v3/drivers/middleware/"
	return []model.Library{
		{Path: path + "gin", Middleware: wrapping(model.RateLimit, -1, "NewMiddleware")},
		{Path: path + "stdlib", Middleware: []model.Middleware{{Symbol: "Middleware.Handler", Role: model.RateLimit, Handler: 0, Strip: -1}}},
		{Path: path + "fasthttp", Middleware: []model.Middleware{{Symbol: "Middleware.Handle", Role: model.RateLimit, Handler: 0, Strip: -1}}},
	}
}

// autocert answers the challenges of certificate authorities and hands the rest on.
func autocert() model.Library {
	return model.Library{
		Path:       "golang.org/x/crypto/acme/autocert",
		Middleware: []model.Middleware{{Symbol: "Manager.HTTPHandler", Role: model.Other, Handler: 0, Strip: -1}},
	}
}

// zitadelOIDC are the handlers to which a provider of identities sends callers
// before they are anyone.
func zitadelOIDC() model.Library {
	return model.Library{
		Path:       "github.com/zitadel/oidc/v3/pkg/client/rp",
		Middleware: wrapping(model.Other, -1, "AuthURLHandler", "CodeExchangeHandler"),
	}
}
