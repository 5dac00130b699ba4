// Command routes_gin_proofs has what stands before handlers of gin: which of it
// proves that a caller has shown a credential.
package main

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	jwt "github.com/appleboy/gin-jwt/v2"
	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/gin-contrib/cors"
	"github.com/gin-contrib/gzip"
	"github.com/gin-contrib/requestid"
	"github.com/gin-contrib/secure"
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
	"github.com/ulule/limiter/v3"
	mgin "github.com/ulule/limiter/v3/drivers/middleware/gin"

	"corpus/routes_gin_proofs/auth"
)

func list(c *gin.Context) { c.JSON(http.StatusOK, os.Args) }

func valid(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(os.Getenv("TOKEN"))) == 1
}

// after looks at the credential once the handler has answered.
func after(c *gin.Context) {
	c.Next()
	if !valid(c.GetHeader("Authorization")) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// silent answers and does not abort: the handler answers as well.
func silent(c *gin.Context) {
	if !valid(c.GetHeader("Authorization")) {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
		return
	}
}

// open aborts and goes on to what is left of the function.
func open(c *gin.Context) {
	if !valid(c.GetHeader("Authorization")) {
		c.Abort()
	}
	c.Header("X-Seen", "1")
}

// checked aborts in a helper, which says whether it did.
func checked(c *gin.Context) {
	if !check(c) {
		return
	}
	c.Set("when", time.Now())
	c.Next()
}

func check(c *gin.Context) bool {
	if !valid(c.Query("token")) {
		c.AbortWithStatus(http.StatusForbidden)
		return false
	}
	return true
}

// failed aborts by what a helper returns.
func failed(c *gin.Context) {
	if err := verify(c.Request); err != nil {
		_ = c.AbortWithError(http.StatusUnauthorized, err)
		return
	}
	c.Next()
}

func verify(r *http.Request) error {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !ok || !valid(token) {
		return errors.New("no")
	}
	return nil
}

// dropped does not look at what the helper returns.
func dropped(c *gin.Context) {
	_ = verify(c.Request)
	c.Next()
}

// answered leaves the answer to a helper.
func answered(c *gin.Context) {
	if !valid(c.GetHeader("X-Api-Key")) {
		deny(c, "no key")
		return
	}
	c.Next()
}

func deny(c *gin.Context, why string) {
	c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": why})
}

// some asks only those who show a token.
func some(c *gin.Context) {
	if token := c.GetHeader("Authorization"); token != "" && !valid(token) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// reading asks those who write.
func reading(c *gin.Context) {
	if c.Request.Method == http.MethodGet {
		c.Next()
		return
	}
	checked(c)
}

// panics is stopped by a recovery further out.
func panics(c *gin.Context) {
	if !valid(c.GetHeader("Authorization")) {
		panic("who are you")
	}
}

// loops tries several headers, by names that are not read.
func loops(c *gin.Context) {
	for _, name := range []string{"Authorization", "X-Api-Key"} {
		if valid(c.GetHeader(name)) {
			c.Next()
			return
		}
	}
	c.AbortWithStatus(http.StatusUnauthorized)
}

// AuthLogger, by its name, could be anything.
func AuthLogger(c *gin.Context) {
	fmt.Println(c.GetHeader("Authorization"))
	c.Next()
}

// throttled rejects by a header, for another reason.
func throttled(c *gin.Context) {
	if len(c.GetHeader("X-Forwarded-For")) > 100 {
		c.AbortWithStatus(http.StatusTooManyRequests)
	}
}

// local lets by who is near.
func local(c *gin.Context) {
	if c.ClientIP() != "127.0.0.1" {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

// sized rejects what is too long.
func sized(c *gin.Context) {
	if c.Request.ContentLength > 1<<20 {
		c.AbortWithStatus(http.StatusRequestEntityTooLarge)
		return
	}
	c.Next()
}

// encrypted asks for a connection that is, certified for a client's certificate.
func encrypted(c *gin.Context) {
	if c.Request.TLS == nil {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

func certified(c *gin.Context) {
	if c.Request.TLS == nil || len(c.Request.TLS.PeerCertificates) == 0 {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

// session asks for what the server keeps of a browser.
func session(c *gin.Context) {
	if sessions.Default(c).Get("user") == nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// either takes a session or a token.
func either(c *gin.Context) {
	name := sessions.Default(c).Get("name")
	if name == nil {
		token := c.GetHeader("Authorization")
		if token == "" {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
			c.Abort()
			return
		}
		if !valid(token) {
			c.JSON(http.StatusOK, gin.H{"error": "not a token"})
			c.Abort()
			return
		}
		name = token
	}
	c.Set("name", name)
	c.Next()
}

// back comes from a provider of identities: the state tells whose browser it is,
// and nobody's name.
func back(c *gin.Context) {
	state := c.Query("state")
	if state == "" || state != sessions.Default(c).Get("oauth_state") {
		c.JSON(http.StatusForbidden, gin.H{"error": "not the same"})
		return
	}
	list(c)
}

// internal compares a header of the program's own with a secret.
func internal(c *gin.Context) {
	if subtle.ConstantTimeCompare([]byte(c.GetHeader("X-Proofs-Internal")), []byte(os.Getenv("INTERNAL"))) != 1 {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// ours shows what is somebody's own, and what is everybody's to strangers.
func ours(c *gin.Context) {
	if u := auth.Current(c); u != nil {
		shown(c, func() string { return u.Name })
		return
	}
	shown(c, func() string { return "everybody" })
}

func shown(c *gin.Context, name func() string) { c.String(http.StatusOK, name()) }

// roles makes a middleware for one role.
func roles(name string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if u := auth.Current(c); u == nil || u.Name != name {
			deny(c, "not for you")
			return
		}
		c.Next()
	}
}

// tokens is a guard of a provider of identities.
func tokens(v *oidc.IDTokenVerifier) gin.HandlerFunc {
	return func(c *gin.Context) {
		raw := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
		token, err := v.Verify(c.Request.Context(), raw)
		if err != nil {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Set("subject", token.Subject)
	}
}

// guardian builds a middleware in steps.
type guardian struct{ scopes []string }

func (g *guardian) scope(name string) *guardian { g.scopes = append(g.scopes, name); return g }

func (g *guardian) handler() gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, s := range g.scopes {
			if !valid(c.GetHeader("Authorization") + s) {
				c.AbortWithStatus(http.StatusForbidden)
				return
			}
		}
		checked(c)
	}
}

func main() {
	r := gin.New()
	handedOn(r)
	bodies(r)
	helpers(r)
	reasons(r)
	across(r, &auth.Auth{})
	permitted(r)
	throughStruct(r)
	libraries(r, nil)
	if err := r.Run(); err != nil {
		panic(err)
	}
}

func bodies(r *gin.Engine) {
	r.GET("/after", after, list)            // route GET /after none
	r.GET("/silent", silent, list)          // route GET /silent none
	r.GET("/open", open, list)              // route GET /open required
	r.GET("/some", some, list)              // route GET /some optional
	r.GET("/reading", reading, list)        // route GET /reading none
	r.GET("/panics", panics, list)          // route GET /panics required
	r.GET("/loops", loops, list)            // route GET /loops unknown
	r.GET("/inside", func(c *gin.Context) { // route GET /inside required
		if !valid(c.GetHeader("Authorization")) {
			c.JSON(http.StatusUnauthorized, gin.H{})
			return
		}
		list(c)
	})
	r.GET("/beside", func(c *gin.Context) { // route GET /beside none
		if !valid(c.GetHeader("Authorization")) {
			c.Header("X-Stranger", "1")
		}
		list(c)
	})
}

func helpers(r *gin.Engine) {
	r.GET("/checked", checked, list)                                     // route GET /checked required
	r.GET("/failed", failed, list)                                       // route GET /failed required
	r.GET("/dropped", dropped, list)                                     // route GET /dropped none
	r.GET("/answered", answered, list)                                   // route GET /answered required
	r.GET("/built", new(guardian).scope("a").scope("b").handler(), list) // route GET /built required
	r.GET("/asked", func(c *gin.Context) {                               // route GET /asked required
		if !check(c) {
			return
		}
		list(c)
	})
}

func reasons(r *gin.Engine) {
	r.GET("/logger", AuthLogger, list)   // route GET /logger none
	r.GET("/throttled", throttled, list) // route GET /throttled none rate_limit=present
	r.GET("/local", local, list)         // route GET /local none
	r.GET("/sized", sized, list)         // route GET /sized none
	r.GET("/encrypted", encrypted, list) // route GET /encrypted none
	r.GET("/certified", certified, list) // route GET /certified required
	r.GET("/internal", internal, list)   // route GET /internal required
	r.GET("/jwt", list)                  // route GET /jwt none
}

// across: what one middleware leaves, another asks for.
func across(r *gin.Engine, a *auth.Auth) {
	g := r.Group("/across")
	g.GET("/alone", a.Require, list) // route GET /across/alone unknown
	g.Use(a.Identify)
	g.GET("/known", list)                 // route GET /across/known optional
	g.GET("/required", a.Require, list)   // route GET /across/required required
	g.GET("/ours", ours)                  // route GET /across/ours optional
	g.GET("/role", roles("a"), list)      // route GET /across/role required
	g.GET("/must", func(c *gin.Context) { // route GET /across/must required
		if !auth.Must(c) {
			return
		}
		list(c)
	})
	g.GET("/mine", func(c *gin.Context) { // route GET /across/mine required
		u := auth.Current(c)
		if u == nil {
			c.Status(http.StatusUnauthorized)
			return
		}
		c.JSON(http.StatusOK, u)
	})
	r.DELETE("/across/admin", a.Admin(), list) // route DELETE /across/admin required authz=present
}

func libraries(r *gin.Engine, v *oidc.IDTokenVerifier) {
	r.Use(cors.Default(), gzip.Gzip(1), requestid.New(), secure.New(secure.DefaultConfig()))
	r.Use(sessions.Sessions("s", cookie.NewStore([]byte(os.Getenv("KEY")))), mgin.NewMiddleware(&limiter.Limiter{}))
	r.GET("/sessions", list)                  // route GET /sessions none cors=present rate_limit=present
	r.GET("/session", session, list)          // route GET /session required cors=present rate_limit=present
	r.GET("/either", either, list)            // route GET /either required cors=present rate_limit=present
	r.GET("/back", back)                      // route GET /back none cors=present rate_limit=present
	r.GET("/oidc", tokens(v), list)           // route GET /oidc required cors=present rate_limit=present
	r.GET("/basic", gin.BasicAuth(nil), list) // route GET /basic required cors=present rate_limit=present
	m, err := jwt.New(&jwt.GinJWTMiddleware{Realm: "a", Key: []byte(os.Getenv("KEY"))})
	if err != nil {
		return
	}
	r.POST("/login", m.LoginHandler) // route POST /login none cors=present rate_limit=present
	g := r.Group("/jwt", m.MiddlewareFunc())
	g.GET("/x", list)                        // route GET /jwt/x required cors=present rate_limit=present
	r.POST("/jwt/refresh", m.RefreshHandler) // route POST /jwt/refresh required cors=present rate_limit=present
}
