// Command gin_public has routes of gin that everyone may call, by what they are,
// beside such that look alike.
package main

import (
	"embed"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed static
var files embed.FS

type store interface {
	Items(name string) ([]string, error)
}

var db store

func list(c *gin.Context) {
	items, err := db.Items(c.Param("name"))
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, items)
}

func guard(c *gin.Context) {
	if c.GetHeader("Authorization") != os.Getenv("TOKEN") {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// page answers with a file that the program is built with.
func page(name, kind string) gin.HandlerFunc {
	content, err := files.ReadFile("static/" + name)
	if err != nil {
		panic(err)
	}
	text := strings.ReplaceAll(string(content), "%TITLE%", "hi")
	return func(c *gin.Context) {
		c.Header("Content-Type", kind)
		c.String(http.StatusOK, text)
	}
}

// stored answers with what is kept, as a page.
func stored(c *gin.Context) {
	items, _ := db.Items("all")
	c.HTML(http.StatusOK, "items", items)
}

func main() {
	r := gin.Default()
	r.GET("/", page("index.html", "text/html"))
	r.GET("/index.html", page("index.html", "text/html"))
	r.GET("/app/*any", page("index.html", "text/html"))
	r.GET("/about", func(c *gin.Context) { c.HTML(http.StatusOK, "about", nil) })
	r.GET("/start", func(c *gin.Context) { c.File("./dist/index.html") })
	r.GET("/backup", func(c *gin.Context) { c.File("./data/backup.db") }) // want "proven: GET /backup is registered without"
	r.GET("/chosen", func(c *gin.Context) { c.File(c.Query("name")) })    // want "proven: GET /chosen is registered without"
	r.GET("/items", stored)                                               // want "proven: GET /items is registered without"
	r.StaticFS("/files", http.FS(files))
	r.Static("/pictures", "./pictures")
	r.StaticFile("/logo", "./logo.png") // want "proven: GET /logo is registered without"
	r.GET("/health", list)
	ways(r)
	r.POST("/login", list)
	r.GET("/auth/oidc/external/authorize", list)
	r.GET("/api/public/items", list)
	r.GET("/republic/items", list)  // want "proven: GET /republic/items is registered without"
	r.DELETE("/public/items", list) // want "proven: DELETE /public/items is registered without"
	r.NoRoute(func(c *gin.Context) { c.JSON(http.StatusNotFound, gin.H{"error": "nothing"}) })
	r.OPTIONS("/*any")
	r.GET("/jwt", list) // want "proven: GET /jwt is registered without"
	api := r.Group("/api", guard)
	api.GET("/items/:name", list)
	api.POST("/items", list)
	if os.Getenv("OPEN") != "" {
		r.GET("/debug/items", list) // want "proven: GET /debug/items is registered without"
	}
	g := r.Group("/switched")
	if os.Getenv("AUTH") != "" { // want "hint: what requires authentication of 1 of the routes .* GET /switched/items, is switched off where"
		g.Use(guard)
	}
	g.GET("/items", list)
	_ = r.Run()
}
