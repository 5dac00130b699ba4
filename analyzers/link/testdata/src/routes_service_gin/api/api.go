// Package api has the routes.
package api

import (
	"net/http"
	"os"

	"github.com/gin-contrib/size"
	"github.com/gin-gonic/gin"

	"corpus/routes_service_gin/auth"
)

// Server is filled by main.
type Server struct{ Keys *auth.Keys }

// Register adds all of them.
func (s *Server) Register(r *gin.Engine) {
	v1 := r.Group("/v1")
	s.orders(v1.Group("/orders"))
	s.admin(v1)
	s.pages(r)
	lookalikes(r)
	for prefix, guards := range map[string][]gin.HandlerFunc{"/open": nil, "/closed": {s.Keys.Token()}} {
		Items(r.Group(prefix, guards...))
	}
	if os.Getenv("LEGACY") != "" {
		r.Any("/legacy/*rest", s.Keys.Header, List) // route ANY /legacy/{rest...} required cors=present recover=present
	}
}

// orders: one path, several methods, and a Use in the middle.
func (s *Server) orders(g *gin.RouterGroup) {
	g.GET("", List)                   // route GET /v1/orders none cors=present recover=present
	g.GET("/:id", s.Keys.Maybe, List) // route GET /v1/orders/{id} optional cors=present recover=present
	g.Use(s.Keys.Token())
	g.POST("", limits.RequestSizeLimiter(1<<20), save) // route POST /v1/orders required body_limit=present cors=present recover=present
	g.DELETE("/:id", auth.Admin, List)                 // route DELETE /v1/orders/{id} required authz=present cors=present recover=present
	g.Handle("LINK", "/:id", List)                     // route LINK /v1/orders/{id} required cors=present recover=present
	g.Match([]string{"PUT", "PATCH"}, "/:id", List)    // route PUT /v1/orders/{id} required cors=present recover=present route PATCH /v1/orders/{id} required cors=present recover=present
}

// admin: a group that is guarded from the start, and one that shares its prefix
// and is not.
func (s *Server) admin(parent *gin.RouterGroup) {
	accounts := gin.Accounts{"ops": os.Getenv("PASSWORD") + "x"}
	admin := parent.Group("/admin", gin.BasicAuth(accounts))
	{
		admin.GET("/users", List)            // route GET /v1/admin/users required cors=present recover=present
		admin.Group("/deep").PUT("/x", List) // route PUT /v1/admin/deep/x required cors=present recover=present
	}
	parent.Group("/admin").GET("/open", List)                     // route GET /v1/admin/open none cors=present recover=present
	parent.Group("/answered", s.Keys.Answered).GET("/list", List) // route GET /v1/answered/list none cors=present recover=present
}

// pages are for browsers, which have sessions.
func (s *Server) pages(r gin.IRouter) {
	page := r.Group("/page").Use(auth.Browser)
	page.GET("/home", List)       // route GET /page/home required cors=present recover=present
	page.Static("/files", "/srv") // route GET /page/files/{path...} required cors=present recover=present
	var guards gin.HandlersChain
	if os.Getenv("CLOSED") == "1" {
		guards = append(guards, auth.Browser)
	}
	r.Group("/maybe", guards...).GET("/home", List) // route GET /maybe/home optional cors=present recover=present
}

func lookalikes(r *gin.Engine) {
	r.GET("/jwt", auth.JWTAuth, List)                                         // route GET /jwt none cors=present recover=present
	r.GET("/logged", auth.AuthLogger(), List)                                 // route GET /logged none cors=present recover=present
	r.GET("/allowed", auth.Allowed(map[string]bool{"127.0.0.1": true}), List) // route GET /allowed none cors=present recover=present
	r.GET("/wrapped", gin.WrapH(http.HandlerFunc(plain)))                     // route GET /wrapped none cors=present recover=present
}

// Items stand at two places.
func Items(g *gin.RouterGroup) {
	g.GET("/items", List)      // route GET /open/items none cors=present recover=present route GET /closed/items required cors=present recover=present
	g.HEAD("/items/:id", List) // route HEAD /open/items/{id} none cors=present recover=present route HEAD /closed/items/{id} required cors=present recover=present
}

// List answers with data.
func List(c *gin.Context) {
	data, _ := os.ReadFile("/srv/data.json")
	c.Data(http.StatusOK, "application/json", data)
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(c *gin.Context) {
	var v struct{ Name string }
	if err := c.ShouldBindJSON(&v); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	List(c)
}
