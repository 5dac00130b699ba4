package models

import (
	"github.com/apiward/apiward/rules/model"
)

// validators say what is wrong with a value that someone sent, in words that
// are made for whoever sent it.
func validators() []model.Library {
	return []model.Library{
		{Path: "github.com/go-playground/validator/v10", Validates: []string{"Validate.Struct", "Validate.StructCtx"}, PublicErrors: []string{
			"ValidationErrors", "FieldError", "Validate.Struct", "Validate.StructCtx", "Validate.StructPartial", "Validate.StructExcept",
			"Validate.Var", "Validate.VarCtx", "Validate.VarWithValue", "ValidationErrors.Translate",
		}},
		{Path: "github.com/go-ozzo/ozzo-validation/v4", PublicErrors: []string{"*", "Errors", "Error"}},
		{Path: "github.com/asaskevich/govalidator", PublicErrors: []string{"*", "Error", "Errors"}},
	}
}

// wrappers make errors of what they are given.
func wrappers() []model.Library {
	return []model.Library{
		{Path: "github.com/pkg/errors", Pure: []string{"*"}, PublicErrors: []string{"*"}},
		{Path: "github.com/hashicorp/go-multierror", Pure: []string{"*"}, PublicErrors: []string{"*", "Error"}},
		{Path: "go.uber.org/multierr", Pure: []string{"*"}, PublicErrors: []string{"*"}},
	}
}

// verifiers say yes or no, and no more about it than that.
func verifiers() []model.Library {
	return []model.Library{
		{
			Path: "golang.org/x/crypto/bcrypt", PublicErrors: []string{"CompareHashAndPassword", "GenerateFromPassword", "Cost"},
			Sinks: []model.Sink{
				{Symbol: "CompareHashAndPassword", Kind: model.Credential, Arg: 1, Hashes: true},
				{Symbol: "GenerateFromPassword", Kind: model.Credential, Arg: 0, Hashes: true},
			},
			// A hash says nothing of what was hashed.
			Sanitizers: []model.Sanitizer{{Symbol: "GenerateFromPassword"}},
		},
		derives("crypto/pbkdf2", 1, "Key"),
		derives("golang.org/x/crypto/pbkdf2", 0, "Key"),
		derives("golang.org/x/crypto/scrypt", 0, "Key"),
		derives("golang.org/x/crypto/argon2", 0, "Key", "IDKey"),
		{Path: "github.com/golang-jwt/jwt/v5", PublicErrors: []string{"Parse", "ParseWithClaims", "Parser.Parse", "Parser.ParseWithClaims", "Parser.ParseUnverified", "Validator.Validate"}},
	}
}

// derives returns functions that make a key of a password, which says nothing of
// it.
func derives(path string, password int, symbols ...string) model.Library {
	l := model.Library{Path: path}
	for _, symbol := range symbols {
		l.Sinks = append(l.Sinks, model.Sink{Symbol: symbol, Kind: model.Credential, Arg: password, Hashes: true})
		l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: symbol})
	}
	return l
}
