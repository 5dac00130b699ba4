// Package gin_sources reads every part of a request that gin hands out, and
// what gin hands out that is none.
package gin_sources

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
)

type server struct{ db *sql.DB }

type filter struct {
	Name  string `form:"name" json:"name"`
	Limit int    `form:"limit" json:"limit"`
}

// routes is how a service of gin begins.
func (s *server) routes() *gin.Engine {
	r := gin.Default()
	r.Use(s.authenticate)
	r.GET("/query", s.query)
	r.POST("/form", s.form)
	r.GET("/path/:id", s.path)
	r.GET("/header", s.header)
	r.POST("/json", s.json)
	r.POST("/bind", s.bind)
	r.POST("/raw", s.raw)
	r.GET("/uri/:name", s.uri)
	r.GET("/set", s.set)
	r.GET("/numbers", s.numbers)
	r.GET("/chosen", s.chosen)
	r.GET("/request", s.request)
	return r
}

// query reads the query in every form.
func (s *server) query(c *gin.Context) {
	s.db.Query("SELECT * FROM users ORDER BY " + c.Query("sort"))               // want `proven: query parameter "sort" of the request`
	s.db.Query("SELECT * FROM users ORDER BY " + c.DefaultQuery("order", "id")) // want `proven: query parameter "order"`
	if by, ok := c.GetQuery("by"); ok {
		s.db.Query("SELECT * FROM users ORDER BY " + by) // want `proven: query parameter "by"`
	}
	for _, col := range c.QueryArray("col") {
		s.db.Query("SELECT " + col + " FROM users") // want `proven: query parameter "col"`
	}
	for k, v := range c.QueryMap("where") {
		s.db.Query("SELECT * FROM users WHERE "+k+" = ?", v) // want `proven: query parameter "where"`
	}
}

// form reads forms and the names of files.
func (s *server) form(c *gin.Context) {
	s.db.Exec("DELETE FROM " + c.PostForm("table"))               // want `proven: form value "table"`
	s.db.Exec("DELETE FROM " + c.DefaultPostForm("table", "tmp")) // want `proven: form value`
	if fh, err := c.FormFile("upload"); err == nil {
		s.db.Exec("INSERT INTO files VALUES ('" + fh.Filename + "')") // want `proven: form value "upload"`
	}
	if form, err := c.MultipartForm(); err == nil {
		s.db.Exec("DELETE FROM " + form.Value["table"][0]) // want `proven`
	}
}

// path reads path parameters.
func (s *server) path(c *gin.Context) {
	id := c.Param("id")
	s.db.Query("SELECT * FROM users WHERE id = '" + id + "'")         // want `proven: path parameter "id"`
	s.db.Query("SELECT * FROM users WHERE id = " + c.Params[0].Value) // want `proven: .*path`
	s.db.Query("SELECT * FROM users WHERE id = ?", id)
}

// header reads headers and cookies, and the address that a proxy's header says.
func (s *server) header(c *gin.Context) {
	s.db.Query("SELECT * FROM users WHERE tenant = '" + c.GetHeader("X-Tenant") + "'") // want `proven: header "X-Tenant"`
	s.db.Query("SELECT * FROM log WHERE ip = '" + c.ClientIP() + "'")                  // want `proven: .*header`
	if lang, err := c.Cookie("lang"); err == nil {
		s.db.Query("SELECT * FROM texts_" + lang) // want `proven: cookie "lang"`
	}
}

// json decodes a body and uses a field of it.
func (s *server) json(c *gin.Context) {
	var f filter
	if err := c.ShouldBindJSON(&f); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT * FROM users WHERE name = '" + f.Name + "'") // want `proven: .*body`
	s.db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(f.Limit))
	s.db.Query("SELECT * FROM users WHERE name = ?", f.Name)
}

// bind decodes in the other ways.
func (s *server) bind(c *gin.Context) {
	var a, b, d, q filter
	if c.Bind(&a) != nil || c.ShouldBindWith(&b, binding.Form) != nil || c.ShouldBindBodyWith(&d, binding.JSON) != nil {
		return
	}
	s.db.Query("SELECT * FROM users WHERE name = '" + a.Name + "'") // want `proven`
	s.db.Query("SELECT * FROM users WHERE name = '" + b.Name + "'") // want `proven`
	s.db.Query("SELECT * FROM users WHERE name = '" + d.Name + "'") // want `proven`
	if c.ShouldBindQuery(&q) == nil {
		s.db.Query("SELECT * FROM users WHERE name = '" + q.Name + "'") // want `proven: .*query`
	}
	var m map[string]string
	if c.BindJSON(&m) == nil {
		s.db.Query("SELECT * FROM users ORDER BY " + m["sort"]) // want `proven`
	}
}

// raw decodes by hand.
func (s *server) raw(c *gin.Context) {
	data, err := c.GetRawData()
	if err != nil {
		return
	}
	s.db.Exec(string(data)) // want `proven: .*body`
	var f filter
	if json.Unmarshal(data, &f) == nil {
		s.db.Query("SELECT * FROM users WHERE name = '" + f.Name + "'") // want `proven`
	}
}

// uri binds the path.
func (s *server) uri(c *gin.Context) {
	var in struct {
		Name string `uri:"name"`
		ID   int64  `uri:"id"`
	}
	if c.ShouldBindUri(&in) != nil {
		return
	}
	s.db.Query("SELECT * FROM " + in.Name) // want `proven`
	s.db.Query("SELECT * FROM users WHERE id = " + strconv.FormatInt(in.ID, 10))
}

// request reads what lies under gin.
func (s *server) request(c *gin.Context) {
	s.db.Query("SELECT * FROM users ORDER BY " + c.Request.URL.Query().Get("sort")) // want `proven: query parameter "sort"`
	s.db.Query("SELECT * FROM users ORDER BY " + c.Request.Header.Get("X-Sort"))    // want `proven: header "X-Sort"`
	s.db.Query("SELECT * FROM users ORDER BY " + c.Request.FormValue("sort"))       // want `proven: form value "sort"`
	data, err := io.ReadAll(c.Request.Body)
	if err == nil {
		s.db.Exec(string(data)) // want `proven`
	}
	var f filter
	if json.NewDecoder(c.Request.Body).Decode(&f) == nil {
		s.db.Query("SELECT * FROM users ORDER BY " + f.Name) // want `proven`
	}
}

type keyType string

const userKey keyType = "user"

// authenticate says who is calling. What it found is the service's own.
func (s *server) authenticate(c *gin.Context) {
	id, schema := lookup(c.GetHeader("Authorization"))
	if id == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", id)
	c.Set("schema", schema)
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), userKey, id))
	c.Next()
}

func lookup(token string) (id, schema string) {
	sessions := map[string]string{"a": "1"}
	return sessions[token], "public"
}

// set uses what the middleware has set.
func (s *server) set(c *gin.Context) {
	s.db.Query("SELECT * FROM users WHERE id = " + c.GetString("user"))
	s.db.Query("SELECT * FROM " + c.MustGet("schema").(string) + ".users")
	if user, ok := c.Get("user"); ok {
		s.db.Query("SELECT * FROM users WHERE id = " + user.(string))
	}
	s.db.Query("SELECT * FROM users WHERE path = '" + c.FullPath() + "'")
}

// numbers parses what it is given.
func (s *server) numbers(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT * FROM users WHERE id = " + strconv.Itoa(id))
	s.db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(c.GetInt("limit")))
}

// chosen takes one of its own texts.
func (s *server) chosen(c *gin.Context) {
	columns := map[string]string{"name": "lower(name)", "age": "birthday"}
	col, ok := columns[c.Query("sort")]
	if !ok {
		col = "id"
	}
	s.db.Query("SELECT * FROM users ORDER BY " + col)
	switch dir := c.DefaultQuery("dir", "asc"); dir {
	case "asc", "desc":
		s.db.Query("SELECT * FROM users ORDER BY id " + dir)
	}
	if c.Query("all") == "" {
		s.db.Query("SELECT * FROM users LIMIT 10")
	}
}
