package lint

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{
		"getHTTPStatus_v2": {"get", "http", "status", "v2"},
		"sign-up":          {"signup"},
		"signUpUser":       {"signup", "user"},
		".well-known":      {"wellknown"},
		"SSNLast4":         {"ssn", "last4"},
		"größe":            {"größe"},
		"--":               nil,
		"":                 nil,
	} {
		if got := Words(name); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestPathPurpose(t *testing.T) {
	tests := map[Purpose][]string{
		Entry: {
			"POST /login", "POST /v1/users/login", "GET /sign-in", "POST /account/forgotPassword", "POST /plugins/login",
			"POST /oauth2/token", "POST /auth/oidc/external/token", "GET /auth/{provider}/callback", "POST /auth/refresh",
			"POST /register", "POST /users/register", "POST /auth/logout", "POST /users/log-out", "GET /signOut",
			"POST /user/confirm", "POST /accounts/verify-email", "GET /auth/verify", "POST /oauth2/revoke", "POST /auth", "POST /api/v1/auth", "POST /api/sso",
		},
		Probe: {
			"GET /healthz", "HEAD /health/db", "GET /api/v1/ping", "GET /readyz", "GET /metrics", "GET /version", "GET /info", "GET /api/v1/about",
		},
		Manual: {
			"GET /openapi.json", "GET /swagger/{file...}", "GET /.well-known/jwks.json", "GET /docs", "GET /api/docs",
			"GET /api-docs/openapi.yaml", "GET /robots.txt",
		},
		Preflight: {"OPTIONS /orders"},
		Business: {
			"GET /login-attempts", "POST /tokens", "POST /users/{id}/token", "POST /auth/users/{id}/token", "POST /devices/register",
			"POST /indexes/refresh", "GET /docs/{id}", "POST /docs", "GET /orders/status", "POST /health", "DELETE /login",
			"PUT /oauth/token", "GET /orders/{id}", "GET /{id}", "GET /healthcare", "GET /lively", "GET /shipping", "PATCH /openapi",
			"POST /login/{id}", "GET /metrics/{id}", "GET /versions", "GET /", "GET /auth", "POST /auth/users",
			"POST /auth/{id}", "POST /", "POST /api/users", "POST /keys/{id}/revoke", "POST /auth/validate", "POST /validate", "POST /verify", "POST /users/{id}/confirm", "POST /orders/confirm", "GET /orders/info", "GET /info/{id}",
		},
	}
	for want, routes := range tests {
		for _, r := range routes {
			i := slices.Index([]byte(r), ' ')
			if got := PathPurpose(r[:i], r[i+1:]); got != want {
				t.Errorf("PathPurpose(%s) = %d, want %d", r, got, want)
			}
		}
	}
}

func TestOperationPurpose(t *testing.T) {
	for id, want := range map[string]Purpose{
		"loginUser": Entry, "userLogin": Entry, "registerUser": Entry, "signUp": Entry,
		"createToken": Business, "registerDevice": Business, "listLoginAttempts": Business, "getTokenUsage": Business, "createUser": Business, "": Business,
	} {
		op := &Operation{Method: "POST", Path: "/things", ID: id}
		if got := op.Purpose(); got != want {
			t.Errorf("POST with operationId %q: %d, want %d", id, got, want)
		}
		op.Method = "DELETE"
		if got := op.Purpose(); got != Business {
			t.Errorf("DELETE with operationId %q: %d, want %d", id, got, Business)
		}
	}
}
