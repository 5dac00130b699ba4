// Command routes_nobody asks helpers that see no request whether somebody may pass.
// Some let by whom they are told nothing of.
package main

import (
	"net/http"
	"os"
	"strings"

	"corpus/routes_nobody/store"

	"github.com/gin-gonic/gin"
)

type user struct{ id string }

var users = map[string]*user{}

var roles = strings.Split(os.Getenv("ROLES"), ",")

// knows says who is calling, and lets all by.
func knows(c *gin.Context) {
	if u, ok := users[c.GetHeader("Authorization")]; ok {
		c.Set("user", u)
	}
}

func who(c *gin.Context) string {
	v, ok := c.Get("user")
	if !ok {
		return ""
	}
	return v.(*user).id
}

type shelf struct{ store *store.Store }

func (s *shelf) visible(c *gin.Context) {
	p, err := s.store.Visible(c, who(c), c.Param("id"))
	if err != nil {
		c.JSON(http.StatusUnauthorized, err.Error())
		return
	}
	c.JSON(http.StatusOK, p)
}

func (s *shelf) sees(c *gin.Context) {
	if !s.store.Sees(c, who(c), c.Param("id")) {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, os.Args)
}

func (s *shelf) owned(c *gin.Context) {
	p := s.store.Owned(c, who(c), c.Param("id"))
	if p == nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, p)
}

func (s *shelf) owns(c *gin.Context) {
	if !s.store.Owns(c, who(c), c.Param("id")) {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, os.Args)
}

func (s *shelf) allowed(c *gin.Context) {
	if !store.Allowed("writer", roles, who(c)) {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, os.Args)
}

func token(c *gin.Context) string {
	return strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
}

func lenient(c *gin.Context) {
	if err := store.Lenient(token(c)); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func strict(c *gin.Context) {
	if err := store.Strict(token(c)); err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func marked(c *gin.Context) {
	if !store.Marked(token(c)) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// own is as lenient, in this package.
func own(key string) bool { return key == "" || key == os.Getenv("KEY") }

func owned(c *gin.Context) {
	if !own(c.GetHeader("X-Api-Key")) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// exact is not.
func exact(key string) bool { return key != "" && key == os.Getenv("KEY") }

func exactly(c *gin.Context) {
	if !exact(c.GetHeader("X-Api-Key")) {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func data(c *gin.Context) { c.JSON(http.StatusOK, os.Args) }

func main() {
	s := &shelf{&store.Store{}}
	r := gin.New()
	posts := r.Group("/posts", knows)
	posts.GET("/visible/:id", s.visible) // route GET /posts/visible/{id} optional
	posts.GET("/sees/:id", s.sees)       // route GET /posts/sees/{id} optional
	posts.GET("/owned/:id", s.owned)     // route GET /posts/owned/{id} required
	posts.GET("/owns/:id", s.owns)       // route GET /posts/owns/{id} required
	posts.GET("/allowed", s.allowed)     // route GET /posts/allowed required
	r.GET("/lenient", lenient, data)     // route GET /lenient optional
	r.GET("/strict", strict, data)       // route GET /strict required
	r.GET("/marked", marked, data)       // route GET /marked optional
	r.GET("/own", owned, data)           // route GET /own optional
	r.GET("/exact", exactly, data)       // route GET /exact required
	go parts()
	_ = r.Run(":8080")
}
