// Package gin is about handlers of gin.
package gin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
)

type User struct {
	ID    uint   `json:"id"`
	Name  string `json:"name" binding:"required"`
	Admin bool   `json:"-"`
}

// < query limit integer
// < query sort string
// < query tags [string]
// > 200 json {items:[{id:integer, name!:string}], total:integer}
func list(c *gin.Context) {
	_, _ = strconv.Atoi(c.DefaultQuery("limit", "10"))
	_ = c.Query("sort")
	_ = c.QueryArray("tags")
	c.JSON(http.StatusOK, gin.H{"items": []User{}, "total": 1})
}

// < path id integer !
// > 200 json {id:integer, name!:string}
// > 404 json {error:string}
func get(c *gin.Context) {
	if _, err := strconv.ParseUint(c.Param("id"), 10, 64); err != nil {
		c.AbortWithStatusJSON(404, gin.H{"error": err.Error()})
		return
	}
	c.JSON(200, &User{})
}

// < body json {id:integer, name!:string}
// > 201 json {id:integer, name!:string}
// > 400 json {error:string}
func create(c *gin.Context) {
	var u User
	if err := c.ShouldBindJSON(&u); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusCreated, u)
}

// < body json {id:integer, name!:string}
// > 200 none
// > 400 unknown
func bound(c *gin.Context) {
	var u User
	if c.BindJSON(&u) != nil {
		return
	}
	c.Status(200)
}

type search struct {
	Query string `form:"q" binding:"required"`
	Page  int    `form:"page"`
}

// < query q string !
// < query page integer
// > 200 none
func query(c *gin.Context) {
	var s search
	if err := c.ShouldBindQuery(&s); err != nil {
		return
	}
}

// < query q string !
// < query page integer
// < body json {name:string, pass:string}
// > 200 none
// > 400 unknown
func told(c *gin.Context) {
	var s search
	if c.MustBindWith(&s, binding.Query) != nil {
		return
	}
	var l login
	_ = c.ShouldBindBodyWith(&l, binding.JSON)
	c.Status(200)
}

type byID struct {
	ID string `uri:"id" binding:"required"`
}

type tenant struct {
	Tenant string `header:"X-Tenant"`
}

// < path id string !
// < header X-Tenant string
// < cookie session string
// > 204 none
func parts(c *gin.Context) {
	var id byID
	_ = c.ShouldBindUri(&id)
	var t tenant
	_ = c.ShouldBindHeader(&t)
	_, _ = c.Cookie("session")
	c.AbortWithStatus(http.StatusNoContent)
}

type login struct {
	Name string `json:"name" form:"name"`
	Pass string `json:"pass" form:"pass"`
}

// < body json {name:string, pass:string} or other
// < form name string or query
// < form pass string or query
// > 401 none
func anyForm(c *gin.Context) {
	var l login
	_ = c.ShouldBind(&l)
	c.AbortWithStatus(401)
}

// < form file string upload
// < form note string
// > 200 text
func upload(c *gin.Context) {
	_, _ = c.FormFile("file")
	c.String(200, "got %s", c.PostForm("note"))
}

// > 200 html
// > 302 none
// > 500 xml
func others(c *gin.Context) {
	switch c.ContentType() {
	case "a":
		c.HTML(200, "x", nil)
	case "b":
		c.Redirect(302, "/")
	default:
		c.XML(500, User{})
	}
}

type Envelope struct {
	Code int `json:"code"`
	Data any `json:"data"`
}

func ok(c *gin.Context, data any) { c.JSON(200, Envelope{0, data}) }

func fail(c *gin.Context, status int, msg string) { c.JSON(status, gin.H{"message": msg}) }

// > 200 json {code:integer, data:[{id:integer, name!:string}]}
// > 403 json {message:string}
func envelope(c *gin.Context) {
	if c.Request.Method == "" {
		fail(c, http.StatusForbidden, "no")
		return
	}
	ok(c, []User{})
}

type app struct{}

// < path id integer !
// > 200 json {id:integer, name!:string}
// > 400 none
func (a *app) withID(c *gin.Context) {
	onID(c, "id", func(id uint) { c.JSON(200, User{ID: id}) })
}

func onID(c *gin.Context, name string, f func(uint)) {
	id, err := strconv.ParseUint(c.Param(name), 10, 64)
	if err != nil {
		c.AbortWithStatus(400)
		return
	}
	f(uint(id))
}

// < body json {name:string}
// > 200 json {id:integer, name!:string}
func raw(c *gin.Context) {
	data, _ := c.GetRawData()
	var in struct {
		Name string `json:"name"`
	}
	_ = json.Unmarshal(data, &in)
	c.JSON(200, User{Name: in.Name})
}

type api struct{ *gin.Context }

func (a *api) send(v any) { a.JSON(200, v) }

// > 200 json {id:integer, name!:string}
func embedded(c *gin.Context) { (&api{c}).send(User{}) }

// A service that is given the context as one has nothing to answer with.
//
// nothing
func service(c *gin.Context) { _ = load(c) }

func load(ctx context.Context) error { return ctx.Err() }

// of $1
// > 200 json {id:integer, name!:string}
// > 404 json {error:string}
func factory(s *app) gin.HandlerFunc {
	return func(c *gin.Context) {
		u, err := s.find()
		if errors.Is(err, context.Canceled) {
			c.JSON(404, gin.H{"error": "x"})
			return
		}
		c.JSON(200, u)
	}
}

func (a *app) find() (*User, error) { return nil, nil }

// > 200 json any
func anyValue(c *gin.Context) { c.JSON(200, c.MustGet("user")) }

// > 0 json {error:string}
// > 200 json {id:integer, name!:string}
// open response
func statusByError(c *gin.Context) {
	u, err := (&app{}).find()
	if err != nil {
		c.JSON(codeOf(err), gin.H{"error": "x"})
		return
	}
	c.JSON(200, u)
}

func codeOf(err error) int { return codes[err.Error()] }

var codes = map[string]int{}

// nothing
func put(c *gin.Context) {
	c.Set("JSON", 200)
	c.Next()
	_ = c.GetString("user")
}
