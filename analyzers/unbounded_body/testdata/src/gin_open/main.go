// Command gin_open is a service of gin that bounds no body anywhere.
package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
)

type note struct {
	Text string `json:"text" form:"text"`
}

func main() {
	r := gin.Default()
	r.MaxMultipartMemory = 8 << 20 // what of a form is kept in memory, not how long it may be
	r.POST("/json", bind)
	r.POST("/raw", raw)
	r.POST("/reader", reader)
	r.POST("/upload", upload)
	r.GET("/search", search)
	r.GET("/find", find)
	r.POST("/told", told)
	r.POST("/either", either)
	r.POST("/must", func(c *gin.Context) {
		var n note
		if err := c.BindJSON(&n); err != nil { // want "proven: the body of POST /must is read by gin.Context.BindJSON without a bound on its size"
			return
		}
		c.JSON(http.StatusOK, n)
	})
	r.POST("/fixed", fixed)
	r.Run()
}

func bind(c *gin.Context) {
	var n note
	if err := c.ShouldBindJSON(&n); err != nil { // want "proven: .*gin.Context.ShouldBindJSON"
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, n)
}

func raw(c *gin.Context) {
	data, err := c.GetRawData() // want "proven: .*gin.Context.GetRawData"
	if err != nil {
		return
	}
	var n note
	if json.Unmarshal(data, &n) == nil {
		c.JSON(http.StatusOK, n)
	}
}

// reader goes around gin.
func reader(c *gin.Context) {
	var n note
	if err := json.NewDecoder(c.Request.Body).Decode(&n); err != nil { // want "proven: .*json.Decoder.Decode"
		return
	}
	data, _ := io.ReadAll(io.LimitReader(c.Request.Body, 1024))
	c.Data(http.StatusOK, "text/plain", data)
}

func upload(c *gin.Context) {
	file, err := c.FormFile("file") // want "proven: .*gin.Context.FormFile"
	if err != nil {
		return
	}
	c.SaveUploadedFile(file, "upload")
}

// find reads no body: it says what it wants decoded.
func find(c *gin.Context) {
	var n note
	if c.MustBindWith(&n, binding.Query) == nil && c.ShouldBindWith(&n, binding.Header) == nil {
		c.String(http.StatusOK, n.Text)
	}
}

func told(c *gin.Context) {
	var n note
	if c.ShouldBindWith(&n, binding.JSON) != nil { // want "proven: .*gin.Context.ShouldBindJSON"
		return
	}
	if c.ShouldBindBodyWith(&n, binding.XML) != nil { // want "proven: .*gin.Context.ShouldBindBodyWithXML"
		return
	}
	if c.ShouldBindWith(&n, binding.Form) == nil { // want "proven: .*gin.Context.ShouldBindWith"
		c.String(http.StatusOK, n.Text)
	}
}

// either may read a body.
func either(c *gin.Context) {
	var n note
	by := binding.Query
	if c.Request.Method == http.MethodPost {
		by = binding.Default(c.Request.Method, c.ContentType())
	}
	if c.ShouldBindWith(&n, by) == nil { // want "proven: .*gin.Context.ShouldBindWith"
		c.String(http.StatusOK, n.Text)
	}
}

// search reads no body.
func search(c *gin.Context) {
	var n note
	if err := c.ShouldBindQuery(&n); err != nil {
		return
	}
	c.String(http.StatusOK, c.Query("q")+c.Param("id")+c.GetHeader("X-Tenant"))
}

// fixed decodes what no client has sent.
func fixed(c *gin.Context) {
	var n note
	if json.NewDecoder(strings.NewReader(`{"text": "none"}`)).Decode(&n) == nil {
		c.JSON(http.StatusOK, n)
	}
	resp, err := http.Get("https://example.com/notes")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	json.NewDecoder(resp.Body).Decode(&n)
}
