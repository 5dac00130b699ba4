// Package refused answers by frameworks to requests that do not decode.
package refused

import (
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	chirender "github.com/go-chi/render"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type item struct {
	Name string `json:"name" binding:"required"`
}

type api struct{ db *sql.DB }

// By gin, with the status of the answer.
func (a *api) gin(c *gin.Context) {
	var i item
	if err := c.ShouldBindJSON(&i); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // want `unproven: the error of gin.Context.ShouldBindJSON`
		return
	}
	if err := c.ShouldBindQuery(&i); err != nil {
		c.AbortWithStatusJSON(http.StatusUnprocessableEntity, gin.H{"error": err.Error()}) // want `unproven: the error of gin.Context.ShouldBindQuery`
		return
	}
	if err := c.Bind(&i); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `proven: the error of gin.Context.Bind`
		return
	}
	if err := a.db.Ping(); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // want `proven: the error of sql.DB.Ping`
	}
}

// By echo.
func (a *api) echo(c echo.Context) error {
	var i item
	if err := c.Bind(&i); err != nil {
		return c.JSON(http.StatusBadRequest, map[string]string{"error": err.Error()}) // want `unproven: the error of echo.Context.Bind`
	}
	if err := json.NewDecoder(c.Request().Body).Decode(&i); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // want `unproven: the error of json.Decoder.Decode`
	}
	if err := a.db.Ping(); err != nil {
		return echo.NewHTTPError(http.StatusNotFound, err.Error()) // want `proven: the error of sql.DB.Ping`
	}
	return c.NoContent(http.StatusNoContent)
}

// By fiber, whose status stands before the answer.
func (a *api) fiber(c *fiber.Ctx) error {
	var i item
	if err := c.BodyParser(&i); err != nil {
		return c.Status(fiber.StatusBadRequest).JSON(fiber.Map{"error": err.Error()}) // want `unproven: the error of fiber.Ctx.BodyParser`
	}
	if err := c.QueryParser(&i); err != nil {
		return fiber.NewError(fiber.StatusBadRequest, err.Error()) // want `unproven: the error of fiber.Ctx.QueryParser`
	}
	if err := a.db.Ping(); err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error()) // want `proven: the error of sql.DB.Ping`
	}
	return c.JSON(i)
}

// By net/http, with the status written first, and with one that is not constant.
func (a *api) plain(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		w.Write([]byte(err.Error())) // want `unproven: the error of io.ReadAll`
		return
	}
	var i item
	if err := json.Unmarshal(data, &i); err != nil {
		status := http.StatusBadRequest
		if i.Name == "" {
			status = http.StatusInternalServerError
		}
		http.Error(w, err.Error(), status) // want `proven: the error of json.Unmarshal`
	}
}

// By chi's renderer.
func (a *api) render(w http.ResponseWriter, r *http.Request) {
	var i item
	if err := chirender.DecodeJSON(r.Body, &i); err != nil {
		chirender.Status(r, http.StatusBadRequest)
		chirender.JSON(w, r, map[string]string{"error": err.Error()}) // want `unproven: the error of render.DecodeJSON`
	}
}

// A constant text, and what does not parse as a number, are nobody's inside.
func (a *api) constant(c *gin.Context) {
	var i item
	if err := c.ShouldBindJSON(&i); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "the body is not an item"})
		return
	}
	if _, err := strconv.Atoi(i.Name); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	if i.Name == "" {
		c.JSON(http.StatusBadRequest, gin.H{"error": errors.New("no name").Error()})
	}
}

// problem is an error with a code, whose text is written for clients.
type problem struct {
	Code int    `json:"code"`
	Text string `json:"text"`
}

func (p *problem) Error() string { return p.Text }

// unknown is what is told of errors that are no problems.
var unknown = &problem{500, "something went wrong"}

// An error that an assertion found to be one of the service's own, or a fixed one.
func (a *api) asserted(w http.ResponseWriter, r *http.Request) {
	if err := a.find(r); err != nil {
		known, ok := err.(*problem)
		if !ok {
			known = unknown
		}
		w.WriteHeader(known.Code)
		json.NewEncoder(w).Encode(known)
	}
}

func (a *api) find(r *http.Request) error {
	if r.FormValue("name") == "" {
		return &problem{400, "no name"}
	}
	return a.db.PingContext(r.Context())
}

// JSON is what a client gets to read of it.
func (p problem) JSON() []byte {
	data, _ := json.Marshal(&p)
	return data
}

// The same by a helper that is handed whatever went wrong.
func (a *api) handed(w http.ResponseWriter, r *http.Request) {
	if err := a.find(r); err != nil {
		a.fail(w, err)
	}
}

func (a *api) fail(w http.ResponseWriter, err error) {
	known, ok := err.(*problem)
	if !ok {
		known = unknown
	}
	w.WriteHeader(known.Code)
	io.WriteString(w, string(known.JSON())+"\n")
}
