// Package auth knows who is calling, in every way that a service may want to.
package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

// ErrStranger says that nobody is known by the credential.
var ErrStranger = errors.New("stranger")

// User is who calls.
type User struct {
	ID    int64
	Name  string
	Admin bool
}

type contextKey int

const userKey contextKey = iota

// WithUser returns a context that knows the user, UserFrom asks it.
func WithUser(ctx context.Context, u *User) context.Context {
	return context.WithValue(ctx, userKey, u)
}

// UserFrom returns nil for strangers.
func UserFrom(ctx context.Context) *User {
	u, _ := ctx.Value(userKey).(*User)
	return u
}

// Config is how the service is set up.
type Config struct {
	Enabled  bool
	APIKey   string
	Secret   []byte
	Sessions Sessions
}

// Sessions finds users.
type Sessions interface {
	Find(ctx context.Context, id string) (*User, error)
	Valid(name, password string) bool
}

// RequireKey compares a key with the configured one.
func RequireKey(cfg Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			given := r.Header.Get("X-API-Key")
			if subtle.ConstantTimeCompare([]byte(given), []byte(cfg.APIKey)) == 0 {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// KeyUnlessOff does the same unless it is switched off.
func KeyUnlessOff(cfg *Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if !cfg.Enabled { // want "hint: what requires authentication of 1 of the routes .* GET /key/off, is switched off where !cfg.Enabled"
			return next
		}
		return RequireKey(*cfg)(next)
	}
}

// KeyAtTimes looks at the switch for every request.
func KeyAtTimes(cfg *Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if cfg.Enabled && r.Header.Get("X-API-Key") != cfg.APIKey { // want "hint: what requires authentication of 1 of the routes .* GET /key/times, is switched off where !cfg.Enabled"
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Tokens checks tokens that it has signed.
type Tokens struct{ secret []byte }

// NewTokens returns a checker.
func NewTokens(secret []byte) *Tokens { return &Tokens{secret: secret} }

// Claims is what a token says.
type Claims struct {
	jwt.RegisteredClaims
	Admin bool `json:"admin"`
}

func (t *Tokens) parse(raw string) (*Claims, error) {
	claims := &Claims{}
	token, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (any, error) { return t.secret, nil })
	if err != nil {
		return nil, err
	}
	if !token.Valid {
		return nil, ErrStranger
	}
	return claims, nil
}

func bearer(r *http.Request) string {
	header := r.Header.Get("Authorization")
	if !strings.HasPrefix(header, "Bearer ") {
		return ""
	}
	return strings.TrimPrefix(header, "Bearer ")
}

// Require lets who has a token by, and puts the user into the context.
func (t *Tokens) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims, err := t.parse(bearer(r))
		if err != nil {
			fail(w, http.StatusUnauthorized, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(WithUser(r.Context(), &User{Name: claims.Subject, Admin: claims.Admin})))
	})
}

// Recognise puts the user into the context if there is one.
func (t *Tokens) Recognise(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if claims, err := t.parse(bearer(r)); err == nil {
			r = r.WithContext(WithUser(r.Context(), &User{Name: claims.Subject, Admin: claims.Admin}))
		}
		next.ServeHTTP(w, r)
	})
}

// RejectWrong turns wrong tokens away, and lets those by who have none.
func (t *Tokens) RejectWrong(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw := bearer(r)
		if raw == "" {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := t.parse(raw); err != nil {
			fail(w, http.StatusUnauthorized, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func fail(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	io.WriteString(w, `{"error":"`+err.Error()+`"}`)
}

// Verify leaves in the context what it found by one of the functions, and what
// was wrong with it; it rejects nobody. Accepted does.
func Verify(t *Tokens, finders ...func(*http.Request) string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			claims, err := verify(t, r, finders...)
			ctx := context.WithValue(r.Context(), claimsKey{}, claims)
			ctx = context.WithValue(ctx, errorKey{}, err)
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

type (
	claimsKey struct{}
	errorKey  struct{}
)

func verify(t *Tokens, r *http.Request, finders ...func(*http.Request) string) (*Claims, error) {
	var raw string
	for _, find := range finders {
		if raw = find(r); raw != "" {
			break
		}
	}
	if raw == "" {
		return nil, ErrStranger
	}
	return t.parse(raw)
}

// ClaimsFrom returns what Verify left.
func ClaimsFrom(ctx context.Context) (*Claims, error) {
	claims, _ := ctx.Value(claimsKey{}).(*Claims)
	err, _ := ctx.Value(errorKey{}).(error)
	if claims == nil && err == nil {
		err = ErrStranger
	}
	return claims, err
}

// FromHeader and FromCookie find tokens.
func FromHeader(r *http.Request) string { return bearer(r) }

// FromCookie returns that of a browser.
func FromCookie(r *http.Request) string {
	c, err := r.Cookie("jwt")
	if err != nil {
		return ""
	}
	return c.Value
}

// Accepted rejects whom Verify has not found.
func Accepted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := judge(w, r); err != nil {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func judge(w http.ResponseWriter, r *http.Request) error {
	refuse := func(err error) { fail(w, http.StatusUnauthorized, err) }
	claims, err := ClaimsFrom(r.Context())
	if err != nil {
		refuse(err)
		return err
	}
	if claims.Subject == "" {
		refuse(ErrStranger)
		return ErrStranger
	}
	return nil
}

// Basic asks for a name and a password by way of an interface.
func Basic(s Sessions) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name, password, ok := r.BasicAuth()
			if !ok || !s.Valid(name, password) {
				w.Header().Set("WWW-Authenticate", "Basic")
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Session looks up a cookie in a store.
func Session(s Sessions) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, err := r.Cookie("sid")
			if err != nil {
				http.Redirect(w, r, "/login", http.StatusFound)
				return
			}
			u, err := s.Find(r.Context(), c.Value)
			if err != nil || u == nil {
				http.Redirect(w, r, "/login", http.StatusFound)
				return
			}
			next.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
		})
	}
}

// Rows looks it up in a database.
type Rows struct{ DB *sql.DB }

func (d *Rows) byCookie(r *http.Request) (*User, error) {
	c, err := r.Cookie("sid")
	if err != nil {
		return nil, err
	}
	u := &User{}
	row := d.DB.QueryRowContext(r.Context(), "SELECT id, name FROM users JOIN sessions USING (id) WHERE sid = $1 AND until > $2", c.Value, time.Now())
	if err := row.Scan(&u.ID, &u.Name); err != nil {
		return nil, err
	}
	return u, nil
}

// Require does so for every request.
func (d *Rows) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := d.byCookie(r)
		switch {
		case errors.Is(err, sql.ErrNoRows), errors.Is(err, http.ErrNoCookie):
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		case err != nil:
			http.Error(w, "try again", http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
	})
}

// Signed checks a webhook's signature of its body.
func Signed(secret []byte) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
			if err != nil {
				http.Error(w, "too long", http.StatusBadRequest)
				return
			}
			mac := hmac.New(sha256.New, secret)
			mac.Write(body)
			want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
			if !hmac.Equal([]byte(want), []byte(r.Header.Get("X-Hub-Signature-256"))) {
				http.Error(w, "bad signature", http.StatusForbidden)
				return
			}
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			next.ServeHTTP(w, r)
		})
	}
}

// Certified asks for a client's certificate.
func Certified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 || r.TLS.PeerCertificates[0].Subject.CommonName != "gateway" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Provider verifies tokens of another service.
type Provider struct{ verifier *oidc.IDTokenVerifier }

// Wrap does so.
func (p *Provider) Wrap(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := p.verifier.Verify(r.Context(), bearer(r))
		if err != nil {
			http.Error(w, "invalid token", http.StatusUnauthorized)
			return
		}
		var claims struct{ Email string }
		if err := token.Claims(&claims); err != nil {
			http.Error(w, "invalid token", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(WithUser(r.Context(), &User{Name: claims.Email})))
	}
}

// Cookies keeps sessions in cookies.
type Cookies struct{ store *sessions.CookieStore }

// Require asks for one that knows a user.
func (c *Cookies) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := c.store.Get(r, "session")
		if err != nil {
			http.Error(w, "no session", http.StatusInternalServerError)
			return
		}
		if ok, _ := s.Values["in"].(bool); !ok {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Load only loads it.
func (c *Cookies) Load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := c.store.Get(r, "session")
		s.Values["seen"] = time.Now().Unix()
		s.Save(r, w)
		next.ServeHTTP(w, r)
	})
}

// Admins wants a user who may do everything.
func Admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u := UserFrom(r.Context()); u == nil || !u.Admin {
			http.Error(w, "admins only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Options is how a guard finds out.
type Options struct {
	Extract func(*http.Request) string
	Check   func(token string) (*User, error)
	OnError func(w http.ResponseWriter, r *http.Request, err error)
}

// New returns a guard by the options.
func New(o Options) func(http.Handler) http.Handler {
	if o.OnError == nil {
		o.OnError = func(w http.ResponseWriter, _ *http.Request, err error) { fail(w, http.StatusUnauthorized, err) }
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			u, err := o.Check(o.Extract(r))
			if err != nil {
				o.OnError(w, r, err)
				return
			}
			next.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
		})
	}
}

// Guard is built step by step.
type Guard struct {
	tokens *Tokens
	roles  []string
}

// Build begins, Role goes on, Handler ends.
func Build(t *Tokens) *Guard { return &Guard{tokens: t} }

// Role wants one of the roles.
func (g *Guard) Role(role string) *Guard {
	g.roles = append(g.roles, role)
	return g
}

// Handler puts the guard around a handler.
func (g *Guard) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims, err := g.tokens.parse(bearer(r))
		if err != nil || len(g.roles) > 0 && !claims.Admin {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Listed lets some paths by.
func (t *Tokens) Listed(next http.Handler) http.Handler {
	open := map[string]bool{"/listed/open": true, "/listed/too": true}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open[r.URL.Path] || strings.HasPrefix(r.URL.Path, "/listed/static/") {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := t.parse(bearer(r)); err != nil {
			fail(w, http.StatusUnauthorized, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}
