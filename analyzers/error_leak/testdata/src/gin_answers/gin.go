// Package gin_answers writes answers in every way that gin has.
package gin_answers

import (
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type server struct{ db *sql.DB }

var errNoUser = errors.New("there is no such user")

func (s *server) json(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `proven: the error of sql.DB.Exec reaches the client through gin.Context.JSON`
		return
	}
	c.Status(http.StatusNoContent)
}

func (s *server) abort(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": fmt.Sprintf("cannot delete: %v", err)}) // want `proven: the error of sql.DB.Exec`
	}
}

func (s *server) text(c *gin.Context) {
	if _, err := os.ReadFile("users.csv"); err != nil {
		c.String(http.StatusInternalServerError, "cannot read: %v", err) // want `proven: the error of os.ReadFile reaches the client through gin.Context.String`
	}
	if _, err := os.ReadFile("users.csv"); err != nil {
		c.String(http.StatusInternalServerError, err.Error()) // want `proven: the error of os.ReadFile`
	}
	if _, err := os.ReadFile("users.csv"); err != nil {
		c.Data(http.StatusInternalServerError, "text/plain", []byte(err.Error())) // want `proven: the error of os.ReadFile`
	}
	if _, err := os.ReadFile("users.csv"); err != nil {
		c.Writer.WriteString(err.Error()) // want `proven: the error of os.ReadFile`
	}
}

// after answers with other things once it has told the error.
func (s *server) after(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `proven: the error of sql.DB.Exec`
		return
	}
	c.JSON(http.StatusOK, gin.H{"deleted": c.Param("id")})
	c.JSON(http.StatusOK, problem{Title: "none", Detail: c.Query("detail")})
}

type problem struct {
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

func (s *server) problem(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		c.XML(http.StatusInternalServerError, problem{Title: "failed", Detail: err.Error()}) // want `proven: the error of sql.DB.Exec`
	}
}

// fail is what many services have.
func fail(c *gin.Context, code int, err error) {
	c.AbortWithStatusJSON(code, gin.H{"message": err.Error()}) // want `proven: the error of sql.Row.Scan`
}

func (s *server) helped(c *gin.Context) {
	var name string
	if err := s.db.QueryRow("SELECT name FROM users").Scan(&name); err != nil {
		fail(c, http.StatusInternalServerError, err)
		return
	}
	c.String(http.StatusOK, name)
}

// logged tells the log, and the client that it failed.
func (s *server) logged(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		log.Printf("delete: %v", err)
		c.JSON(http.StatusInternalServerError, gin.H{"error": "cannot delete"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"deleted": true})
}

// collected keeps errors for a middleware: nothing is sent.
func (s *server) collected(c *gin.Context) {
	if _, err := s.db.Exec("DELETE FROM users"); err != nil {
		c.Error(err)
		c.AbortWithError(http.StatusInternalServerError, err)
	}
}

// own errors say what they were made to say.
func (s *server) own(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(http.StatusNotFound, gin.H{"error": errNoUser.Error()})
		return
	}
	c.JSON(http.StatusBadRequest, gin.H{"error": fmt.Sprintf("no user %q", c.Param("id"))})
}

// guarded tells only its own.
func (s *server) guarded(c *gin.Context) {
	err := s.find(c.Param("id"))
	if errors.Is(err, errNoUser) {
		c.JSON(http.StatusNotFound, gin.H{"error": err.Error()})
		return
	}
	if err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (s *server) find(id string) error {
	var name string
	err := s.db.QueryRow("SELECT name FROM users WHERE id = $1", id).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return errNoUser
	}
	return err
}
