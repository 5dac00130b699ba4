// Command routes_switched makes one middleware with a switch that says whether
// strangers are turned away: what stands before a route is one of two.
package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiberswagger "github.com/gofiber/swagger"
	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	echoswagger "github.com/swaggo/echo-swagger"
	httpswagger "github.com/swaggo/http-swagger"
)

func data(c *gin.Context) {
	b, _ := os.ReadFile("/srv/data")
	c.Data(http.StatusOK, "text/plain", b)
}

func list(w http.ResponseWriter, _ *http.Request) {
	b, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(b)
}

// tokens finds out who is calling, and turns strangers away if it is told to.
func tokens(strict bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		token, err := request.ParseFromRequest(c.Request, request.AuthorizationHeaderExtractor, func(*jwt.Token) (any, error) {
			return []byte(os.Getenv("KEY")), nil
		})
		if err != nil {
			if strict {
				_ = c.AbortWithError(http.StatusUnauthorized, err)
			}
			return
		}
		c.Set("user", token.Claims)
	}
}

// carries leaves the token that a caller brings, and asks nobody whether it holds.
func carries(c *gin.Context) {
	token, err := request.AuthorizationHeaderExtractor.ExtractToken(c.Request)
	if err != nil {
		return
	}
	c.Set("token", token)
}

// counts turns nobody away for want of a credential, however it is made.
func counts(strict bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.ContentLength > 100 {
			if strict {
				c.AbortWithStatus(http.StatusForbidden)
			}
			return
		}
	}
}

// lenient lets strangers by if it is told to.
func lenient(next http.Handler, guests bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !guests && r.Header.Get("Authorization") != os.Getenv("KEY") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// relaxed is lenient as it is configured.
func relaxed(next http.Handler) http.Handler { return lenient(next, os.Getenv("GUESTS") != "") }

func main() {
	r := gin.New()
	r.GET("/strict", tokens(true), data)  // route GET /strict required
	r.GET("/known", tokens(false), data)  // route GET /known optional
	r.GET("/carried", carries, data)      // route GET /carried none
	r.GET("/counted", counts(true), data) // route GET /counted none
	go func() { _ = r.Run(":81") }()

	mux := http.NewServeMux()
	mux.Handle("GET /closed", lenient(http.HandlerFunc(list), false))                                          // route GET /closed required
	mux.Handle("GET /guests", lenient(http.HandlerFunc(list), true))                                           // route GET /guests none
	mux.Handle("GET /relaxed", relaxed(http.HandlerFunc(list)))                                                // route GET /relaxed required configured
	mux.Handle("GET /docs/", httpswagger.WrapHandler)                                                          // route GET /docs/{path...} none
	mux.Handle("GET /numbers", promhttp.HandlerFor(nil, promhttp.HandlerOpts{}))                               // route GET /numbers none
	mux.Handle("GET /measured", promhttp.InstrumentMetricHandler(nil, lenient(http.HandlerFunc(list), false))) // route GET /measured required
	go func() { _ = http.ListenAndServe(":82", mux) }()

	e := echo.New()
	e.GET("/docs/*", echoswagger.WrapHandler) // route GET /docs/{path...} none
	go func() { _ = e.Start(":83") }()

	app := fiber.New()
	app.Get("/docs/*", fiberswagger.HandlerDefault) // route GET /docs/{path...} none
	_ = app.Listen(":84")
}
