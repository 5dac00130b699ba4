package main

import "github.com/gin-gonic/gin"

// ways are ways in beside what stands below the same words.
func ways(r *gin.Engine) {
	r.GET("/api/oauth/github", list)
	r.GET("/api/oauth/state", list)
	r.GET("/login/google", list)
	r.POST("/api/user/reset", list)
	r.GET("/api/captcha", list)
	r.GET("/api/oauth/clients", list)   // want "proven: GET /api/oauth/clients is registered"
	r.DELETE("/api/oauth/github", list) // want "proven: DELETE /api/oauth/github is registered"
	r.GET("/api/projects/github", list) // want "proven: GET /api/projects/github is registered"
	r.POST("/api/cache/reset", list)    // want "proven: POST /api/cache/reset is registered"
	r.PUT("/api/user/activate", list)   // want "proven: PUT /api/user/activate is registered"

	r.GET("/api/v1/status", list)     // want "hint: GET /api/v1/status says to whoever asks what the service says of itself"
	r.GET("/about", list)             // want "hint: GET /about says to whoever asks"
	r.GET("/api/orders/status", list) // want "proven: GET /api/orders/status is registered"
	r.POST("/api/status", list)       // want "proven: POST /api/status is registered"
}
