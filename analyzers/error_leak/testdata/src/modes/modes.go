// Package modes tells clients of errors in one mode or another. Only a mode that a
// library knows says whether the program is released.
package modes

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"

	"corpus/modes/reply"
)

func answered(c *gin.Context) {
	if _, err := os.Open("data"); err != nil {
		c.JSON(http.StatusOK, reply.Err(500, "cannot open", err)) // want `^unproven: the error of os.Open reaches the client through gin.Context.JSON unless the program is told that it is released`
	}
}

func told(c *gin.Context) {
	if _, err := os.Open("data"); err != nil {
		c.JSON(http.StatusOK, reply.Told(500, "cannot open", err)) // want `proven: the error of os.Open reaches the client through gin.Context.JSON$`
	}
}

func failed(c *gin.Context) {
	if _, err := os.Open("data"); err != nil {
		reply.Fail(c, err)
	}
}

func text(c *gin.Context) {
	_, err := os.Open("data")
	if err == nil {
		return
	}
	text := err.Error()
	if gin.Mode() == gin.ReleaseMode {
		text = "cannot open"
	}
	c.String(http.StatusInternalServerError, text) // want `^unproven: the error of os.Open reaches the client`
	if gin.IsDebugging() {
		c.String(http.StatusInternalServerError, err.Error()) // want `^unproven: the error of os.Open reaches the client`
	}
	if gin.Mode() != gin.DebugMode {
		c.String(http.StatusInternalServerError, "cannot open: %s", err) // want `proven: the error of os.Open reaches the client`
	}
	if gin.IsDebugging() || c.Query("verbose") != "" {
		c.String(http.StatusInternalServerError, "open: %s", err) // want `proven: the error of os.Open reaches the client`
	}
}

func developed() bool { return gin.Mode() == gin.DebugMode || os.Getenv("VERBOSE") != "" }

func released() bool { return !gin.IsDebugging() }

func asked(c *gin.Context) {
	_, err := os.Open("data")
	if err != nil && developed() {
		c.String(http.StatusInternalServerError, err.Error()) // want `proven: the error of os.Open reaches the client`
	}
	if err != nil && !released() {
		c.String(http.StatusInternalServerError, err.Error()) // want `^unproven: the error of os.Open reaches the client`
	}
}

type server struct {
	debug bool
	echo  *echo.Echo
}

func (s *server) echoed(c echo.Context) error {
	_, err := os.Open("data")
	if err != nil && c.Echo().Debug {
		return c.String(http.StatusInternalServerError, err.Error()) // want `^unproven: the error of os.Open reaches the client`
	}
	if err != nil && !s.echo.Debug {
		return c.String(http.StatusInternalServerError, err.Error()) // want `proven: the error of os.Open reaches the client`
	}
	return c.NoContent(http.StatusNoContent)
}

// configured asks a setting of its own, which says what whoever runs it has set.
func (s *server) configured(c echo.Context) error {
	_, err := os.Open("data")
	if err != nil && s.debug {
		return c.String(http.StatusInternalServerError, err.Error()) // want `proven: the error of os.Open reaches the client`
	}
	return c.NoContent(http.StatusNoContent)
}
