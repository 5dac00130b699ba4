// Command routes_service_gin is a service of gin in three packages. Middleware
// counts for what is registered behind it, and a middleware that answers without
// aborting has kept nobody out.
package main

import (
	"net/http"
	"os"

	"github.com/gin-contrib/cors"
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"

	"corpus/routes_service_gin/api"
	"corpus/routes_service_gin/auth"
)

func main() {
	keys := &auth.Keys{Secret: []byte(os.Getenv("SECRET")), Key: os.Getenv("API_KEY")}
	r := gin.New()
	r.GET("/above", api.List) // route GET /above none
	r.Use(gin.Recovery())
	r.Use(sessions.Sessions("sid", cookie.NewStore(keys.Secret)))
	r.GET("/health", api.List) // route GET /health none recover=present
	r.Use(cors.Default())
	(&api.Server{Keys: keys}).Register(r)
	r.NoRoute(keys.Header, api.List) // route ANY /{path...} required cors=present recover=present
	go operations(keys)
	_ = http.ListenAndServe(":8080", r)
}

// operations is an engine of its own.
func operations(keys *auth.Keys) {
	e := gin.Default()
	e.GET("/metrics", api.List)             // route GET /metrics none recover=present
	e.POST("/drain", keys.Header, api.List) // route POST /drain required recover=present
	_ = e.Run("127.0.0.1:9090")
}
