// Command echo_open is a service of echo that bounds no body anywhere.
package main

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
	v5 "github.com/labstack/echo/v5"
)

type note struct{ Text string }

func main() {
	e := echo.New()
	e.POST("/bind", bind)
	e.POST("/decode", decode)
	e.POST("/upload", upload)
	e.GET("/query", query)
	e.Start(":8080")
}

func bind(c echo.Context) error {
	var n note
	if err := c.Bind(&n); err != nil { // want "proven: the body of POST /bind is read by .*Context.Bind without a bound"
		return err
	}
	return c.JSON(http.StatusOK, n)
}

func decode(c echo.Context) error {
	var n note
	if err := json.NewDecoder(c.Request().Body).Decode(&n); err != nil { // want "proven: .*json.Decoder.Decode"
		return err
	}
	data, err := io.ReadAll(c.Request().Body) // want "proven: .*io.ReadAll"
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/plain", data)
}

func upload(c echo.Context) error {
	form, err := c.MultipartForm() // want "proven: .*Context.MultipartForm"
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, len(form.File))
}

// query reads no body.
func query(c echo.Context) error {
	var n note
	if err := (&echo.DefaultBinder{}).BindQueryParams(c, &n); err != nil {
		return err
	}
	var text string
	if err := echo.QueryParamsBinder(c).String("text", &text).BindError(); err != nil {
		return err
	}
	return c.String(http.StatusOK, c.QueryParam("q")+text)
}

// five is a handler of the fifth version.
func five(c *v5.Context) error {
	var n note
	if err := c.Bind(&n); err != nil { // want "proven: .*Context.Bind"
		return err
	}
	return c.JSON(http.StatusOK, n)
}
