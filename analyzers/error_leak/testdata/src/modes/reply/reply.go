// Package reply makes answers that hold an error unless the program is released.
package reply

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

// Response is what clients get.
type Response struct {
	Code   int    `json:"code"`
	Msg    string `json:"msg"`
	Error  string `json:"error,omitempty"`
	Always string `json:"always,omitempty"`
}

// Err tells of the error while the program is developed.
func Err(code int, msg string, err error) Response {
	res := Response{Code: code, Msg: msg}
	if err != nil && gin.Mode() != gin.ReleaseMode {
		res.Error = fmt.Sprintf("%+v", err)
	}
	return res
}

// Told tells of it as well when it is released.
func Told(code int, msg string, err error) Response {
	res := Err(code, msg, err)
	if gin.Mode() == gin.ReleaseMode {
		res.Always = err.Error()
	}
	return res
}

// Fail answers for good.
func Fail(c *gin.Context, err error) {
	if gin.Mode() == gin.ReleaseMode {
		c.String(http.StatusInternalServerError, "internal error")
		return
	}
	c.String(http.StatusInternalServerError, err.Error()) // want `^unproven: the error of os.Open reaches the client through gin.Context.String unless the program is told that it is released`
}
