// Package v4 reads every part of a request that echo hands out, and what it
// hands out that is none.
package v4

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

type handler struct{ db *sql.DB }

type search struct {
	Name string `query:"name" json:"name" param:"name"`
	Tags []string
	Page int `query:"page"`
}

// Routes is how a service of echo begins.
func Routes(db *sql.DB) *echo.Echo {
	h := &handler{db}
	e := echo.New()
	e.GET("/query", h.query)
	e.POST("/form", h.form)
	e.GET("/path/:id", h.path)
	e.GET("/cookies", h.cookies)
	e.POST("/bind", h.bind)
	e.GET("/binder", h.binder)
	e.GET("/typed/:id", h.typed)
	e.GET("/set", h.set, h.authenticate)
	e.GET("/request", h.request)
	e.GET("/own", func(c echo.Context) error {
		return c.JSON(http.StatusOK, h.db.QueryRow("SELECT "+c.QueryParam("col"))) // want `proven: query parameter "col"`
	})
	return e
}

func (h *handler) query(c echo.Context) error {
	rows, err := h.db.QueryContext(c.Request().Context(), "SELECT * FROM users ORDER BY "+c.QueryParam("sort")) // want `proven: query parameter "sort" of the request`
	if err != nil {
		return err
	}
	defer rows.Close()
	h.db.Query("SELECT * FROM users WHERE " + c.QueryString())                         // want `proven: the request's query parameter`
	h.db.Query("SELECT * FROM users ORDER BY " + c.QueryParams().Get("sort"))          // want `proven: query parameter "sort"`
	h.db.Query("SELECT " + strings.Join(c.QueryParams()["col"], ", ") + " FROM users") // want `proven`
	h.db.Query("SELECT * FROM users WHERE name = ?", c.QueryParam("name"))
	return c.JSON(http.StatusOK, rows)
}

func (h *handler) form(c echo.Context) error {
	h.db.Exec("DELETE FROM " + c.FormValue("table")) // want `proven: form value "table"`
	if form, err := c.FormParams(); err == nil {
		h.db.Exec("DELETE FROM " + form.Get("table")) // want `proven: form value "table"`
	}
	if fh, err := c.FormFile("upload"); err == nil {
		h.db.Exec("INSERT INTO files VALUES ('" + fh.Filename + "')") // want `proven: form value "upload"`
	}
	if form, err := c.MultipartForm(); err == nil {
		for name := range form.File {
			h.db.Exec("DELETE FROM " + name) // want `proven`
		}
	}
	return c.NoContent(http.StatusNoContent)
}

func (h *handler) path(c echo.Context) error {
	h.db.Query("SELECT * FROM users WHERE id = " + c.Param("id"))      // want `proven: path parameter "id"`
	h.db.Query("SELECT * FROM users WHERE id = " + c.ParamValues()[0]) // want `proven`
	h.db.Query("SELECT * FROM routes WHERE path = '" + c.Path() + "'")
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return echo.ErrBadRequest
	}
	h.db.Query("SELECT * FROM users WHERE id = " + strconv.FormatInt(id, 10))
	return nil
}

func (h *handler) cookies(c echo.Context) error {
	cookie, err := c.Cookie("lang")
	if err != nil {
		return err
	}
	h.db.Query("SELECT * FROM texts_" + cookie.Value) // want `proven: cookie "lang"`
	for _, cookie := range c.Cookies() {
		h.db.Query("SELECT * FROM texts_" + cookie.Value) // want `proven`
	}
	h.db.Query("SELECT * FROM log WHERE ip = '" + c.RealIP() + "'") // want `proven: .*header`
	return nil
}

// bind decodes whatever part of the request has the field.
func (h *handler) bind(c echo.Context) error {
	var in search
	if err := c.Bind(&in); err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users WHERE name = '" + in.Name + "'") // want `proven: .*body`
	h.db.Query("SELECT * FROM users OFFSET " + strconv.Itoa(in.Page))
	h.db.Query("SELECT * FROM users WHERE name = $1", in.Name)
	q := new(search)
	b := &echo.DefaultBinder{}
	if err := b.BindQueryParams(c, q); err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users WHERE tag = '" + q.Tags[0] + "'") // want `proven: .*query`
	return nil
}

// binder takes one value after the other.
func (h *handler) binder(c echo.Context) error {
	var sort, dir string
	var limit int64
	err := echo.QueryParamsBinder(c).String("sort", &sort).MustString("dir", &dir).Int64("limit", &limit).BindError()
	if err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users ORDER BY " + sort) // want `proven: query parameter "sort"`
	h.db.Query("SELECT * FROM users LIMIT " + strconv.FormatInt(limit, 10))
	return nil
}

// typed has echo parse what it wants.
func (h *handler) typed(c echo.Context) error {
	id, err := echo.PathParam[int64](c, "id")
	if err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users WHERE id = " + strconv.FormatInt(id, 10))
	name, err := echo.QueryParam[string](c, "name")
	if err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users WHERE name = '" + name + "'") // want `proven: query parameter "name"`
	return nil
}

// authenticate says who is calling.
func (h *handler) authenticate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var tenant string
		if err := h.db.QueryRow("SELECT tenant FROM keys WHERE key = ?", c.Request().Header.Get("X-Key")).Scan(&tenant); err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("tenant", tenant)
		return next(c)
	}
}

// set uses what the middleware has set.
func (h *handler) set(c echo.Context) error {
	tenant, _ := c.Get("tenant").(string)
	h.db.Query("SELECT * FROM users WHERE tenant = '" + tenant + "'")
	other, err := echo.ContextGet[string](c, "tenant")
	if err != nil {
		return err
	}
	h.db.Query("SELECT * FROM " + other + ".users")
	return nil
}

// request reads what lies under echo.
func (h *handler) request(c echo.Context) error {
	r := c.Request()
	h.db.Query("SELECT * FROM users ORDER BY " + r.URL.Query().Get("sort"))        // want `proven: query parameter "sort"`
	h.db.Query("SELECT * FROM users ORDER BY " + c.Request().Header.Get("X-Sort")) // want `proven: header "X-Sort"`
	var in search
	if err := json.NewDecoder(c.Request().Body).Decode(&in); err != nil {
		return err
	}
	h.db.Query("SELECT * FROM users WHERE name = '" + in.Name + "'") // want `proven`
	c.Response().Header().Set("X-Sort", "id")
	h.db.Query("SELECT * FROM users ORDER BY " + c.Response().Header().Get("X-Sort"))
	return nil
}

// custom is how services give echo's context methods of their own.
type custom struct{ echo.Context }

// column is one of the known columns.
func (c custom) column() string {
	if c.QueryParam("sort") == "name" {
		return "name"
	}
	return "id"
}

func (c custom) raw() string { return c.QueryParam("raw") }

func (h *handler) extended(c echo.Context) error {
	cc := custom{c}
	h.db.Query("SELECT * FROM users ORDER BY " + cc.column())
	h.db.Query("SELECT * FROM users ORDER BY " + cc.raw()) // want `proven: query parameter "raw"`
	return nil
}
