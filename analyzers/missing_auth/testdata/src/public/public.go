// Command public has routes that are open by nature, and routes whose paths
// hold the same words and mean something else.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	r := chi.NewRouter()
	r.With(guard).Get("/orders", answer)

	// What a caller needs before it has a credential.
	r.Post("/login", answer)
	r.Post("/api/v1/auth/login", answer)
	r.Post("/users/login", answer)
	r.Post("/log-in", answer)
	r.Post("/api/signup", answer)
	r.Post("/user/sign/up", answer)
	r.Post("/user/sign/in", answer)
	r.Post("/docs/{id}/sign", answer) // want "proven: POST /docs/{id}/sign is registered"
	r.Post("/stocks/out", answer)     // want "proven: POST /stocks/out is registered"
	r.Post("/sign-up/confirm", answer)
	r.Post("/register", answer)
	r.Post("/users/register", answer)
	r.Post("/oauth/token", answer)
	r.Post("/oauth2/authorize", answer)
	r.Get("/auth/{provider}/callback", answer)
	r.Get("/auth/oidc/{provider}/redirect", answer)
	r.Get("/auth/oidc/{provider}/redirect/*", answer)
	r.Get("/auth/{provider}", answer)
	r.Get("/captcha/status", answer)
	r.Post("/captcha/verify", answer)
	r.Post("/auth/refresh", answer)
	r.Post("/token/refresh", answer)
	r.Post("/password/reset", answer)
	r.Post("/password/reset/{token}", answer)
	r.Post("/forgot-password", answer)
	r.Post("/logout", answer)
	r.Get("/oauth-login", answer)

	// What holds nothing that one would protect.
	r.Get("/health", answer)
	r.Get("/healthz", answer)
	r.Get("/health/live", answer)
	r.Get("/api/v1/health", answer)
	r.Get("/ready", answer)
	r.Get("/ping", answer)
	r.Get("/version", answer)
	r.Get("/.well-known/openid-configuration", answer)
	r.Get("/jwks.json", answer)
	r.Get("/robots.txt", answer)
	r.Get("/favicon.ico", answer)
	r.Get("/main.wasm", answer)
	r.Get("/custom/theme.v"+os.Getenv("THEME")+".css", answer)
	r.Get("/forgotpw", answer)
	r.Get("/openapi.yaml", answer)
	r.Get("/swagger/*", answer)
	r.Get("/static/*", answer)
	r.Get("/public/*", answer)
	r.Get("/assets/{name}", answer)
	r.Options("/orders", answer)
	r.Handle("/files/*", http.FileServer(http.Dir("files")))
	r.Handle("/old", http.RedirectHandler("/new", http.StatusMovedPermanently))
	r.Handle("/gone", http.NotFoundHandler())

	// The same words, as a part of something else.
	r.Get("/tokens-report", answer)                           // want "proven: GET /tokens-report "
	r.Get("/tokens", answer)                                  // want "proven: GET /tokens "
	r.Delete("/users/{id}/token/{n}", answer)                 // want "proven: DELETE /users/{id}/token/{n} "
	r.Get("/health-records", answer)                          // want "proven: GET /health-records "
	r.Get("/health/records/{id}", answer)                     // want "proven: GET /health/records/{id} "
	r.Get("/custom/"+os.Getenv("THEME")+"{name}.css", answer) // want "GET /custom/"
	r.Get("/wasm", answer)                                    // want "proven: GET /wasm "
	r.Get("/login-history", answer)                           // want "proven: GET /login-history "
	r.Get("/login/history", answer)                           // want "proven: GET /login/history "
	r.Put("/users/{id}/password", answer)                     // want "proven: PUT /users/{id}/password "
	r.Get("/documents", answer)                               // want "proven: GET /documents "
	r.Delete("/docs/{id}", answer)                            // want "proven: DELETE /docs/{id} "
	r.Post("/public/{name}", answer)                          // want "proven: POST /public/{name} "
	r.Put("/static/{name}", answer)                           // want "proven: PUT /static/{name} "
	r.Get("/versions/{id}", answer)                           // want "proven: GET /versions/{id} "
	r.Put("/version", answer)                                 // want "proven: PUT /version "
	r.Get("/register/entries", answer)                        // want "proven: GET /register/entries "
	r.Get("/live/streams", answer)                            // want "proven: GET /live/streams "
	r.Get("/ready-orders", answer)                            // want "proven: GET /ready-orders "
	r.Get("/assets/{id}/owners", answer)                      // want "proven: GET /assets/{id}/owners "
	r.Get("/links/{name}/redirect", answer)                   // want "proven: GET /links/{name}/redirect "
	r.Post("/callbacks", answer)                              // want "proven: POST /callbacks "
	r.Get("/sso/users", answer)                               // want "proven: GET /sso/users "
	r.Delete("/login/{id}", answer)                           // want "proven: DELETE /login/{id} "
	r.Get("/token-report", answer)                            // want "proven: GET /token-report "

	r.Get("/redirect/*", answer)                      // want "proven: GET /redirect/{path...} is"
	r.Put("/auth/oidc/{provider}/redirect/*", answer) // want "proven: PUT /auth/oidc/{provider}/redirect/{path...} is"
	r.Get("/auth/{id}", answer)                       // want "proven: GET /auth/{id} is"
	r.Get("/clouds/{provider}", answer)               // want "proven: GET /clouds/{provider} is"
	r.Delete("/captcha/keys", answer)                 // want "proven: DELETE /captcha/keys is"
	r.Get("/captcha/{id}", answer)                    // want "proven: GET /captcha/{id} is"

	// Links that let in whoever has them.
	r.Get("/share/{token}", answer)                  // want "hint: GET /share/{token} asks for nothing but what its path holds"
	r.Get("/calendars/{secretToken}/events", answer) // want "hint: GET /calendars/{secretToken}/events asks for nothing but what its path holds"
	r.Post("/unsubscribe/{share_token}", answer)     // want "hint: POST /unsubscribe/{share_token} asks for nothing but"
	r.Get("/keys/{tokenId}", answer)                 // want "proven: GET /keys/{tokenId} is registered"
	r.Delete("/share/{token}", answer)               // want "proven: DELETE /share/{token} is registered"
	r.Get("/share/{token}/files/{name}", answer)     // want "proven: GET /share/{token}/files/{name} is registered"
	log.Fatal(http.ListenAndServe(":8080", r))
}
