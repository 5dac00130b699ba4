// Package tagged limits fields by their tags.
package tagged

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type listing struct {
	Order string `json:"order" binding:"required,oneof=asc desc"`
	By    string `json:"by" binding:"required"`
	Kind  string `json:"kind" binding:"oneof=a b|startswith=c"`
}

type search struct {
	Order string `query:"order" validate:"omitempty,oneof=asc desc"`
	ID    string `query:"id" validate:"uuid4"`
	By    string `query:"by" validate:"required"`
	Slug  string `query:"slug" validate:"required,max=20,acmeslug"`
}

type api struct{ db *sql.DB }

// The binder refuses other values.
func (a *api) list(c *gin.Context) {
	var l listing
	if err := c.ShouldBindJSON(&l); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY id " + l.Order)
}

// It has to be there, and can be anything.
func (a *api) listBy(c *gin.Context) {
	var l listing
	if err := c.ShouldBindJSON(&l); err != nil {
		return
	}
	a.db.Query("SELECT id FROM t ORDER BY " + l.By) // want `proven: field By of the request's body`
}

// One of two rules limits it.
func (a *api) listKind(c *gin.Context) {
	var l listing
	if err := c.ShouldBindJSON(&l); err != nil {
		return
	}
	a.db.Query("SELECT id FROM " + l.Kind) // want `proven: field Kind of the request's body`
}

// The struct is handed on.
func (a *api) handedOn(c *gin.Context) {
	var l listing
	if err := c.ShouldBindJSON(&l); err != nil {
		return
	}
	a.ordered(l)
}

func (a *api) ordered(l listing) { a.db.Query("SELECT id FROM t ORDER BY id " + l.Order) }

// The validator is asked, and what a rule of the project's own leaves is not known.
func (a *api) bySlug(c echo.Context) error {
	var s search
	if err := c.Bind(&s); err != nil {
		return err
	}
	if c.QueryParam("strict") == "" {
		_, err := a.db.Query("SELECT id FROM t WHERE slug = '" + s.Slug + "'") // want `proven: field Slug of the request's body`
		return err
	}
	if err := c.Validate(&s); err != nil {
		return err
	}
	_, err := a.db.Query("SELECT id FROM t WHERE slug = '" + s.Slug + "'") // want `unproven: field Slug of the request's body`
	return err
}

// The validator is asked.
func (a *api) search(c echo.Context) error {
	var s search
	if err := c.Bind(&s); err != nil {
		return err
	}
	if err := c.Validate(&s); err != nil {
		return err
	}
	_, err := a.db.Query("SELECT id FROM t WHERE id = '" + s.ID + "' ORDER BY id " + s.Order)
	return err
}

// Nobody asks it.
func (a *api) searchAll(c echo.Context) error {
	var s search
	if err := c.Bind(&s); err != nil {
		return err
	}
	_, err := a.db.Query("SELECT id FROM t ORDER BY id " + s.Order) // want `proven: field Order of the request's body`
	return err
}

// It is asked, and does not limit this field.
func (a *api) searchBy(c echo.Context) error {
	var s search
	if err := c.Bind(&s); err != nil {
		return err
	}
	if err := c.Validate(&s); err != nil {
		return err
	}
	_, err := a.db.Query("SELECT id FROM t ORDER BY " + s.By) // want `proven: field By of the request's body`
	return err
}
