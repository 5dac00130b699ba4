// Package ginapi is what a generator makes of a document for gin.
package ginapi

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/oapi-codegen/runtime"
)

// BearerAuthScopes is the key under which an operation's scopes are kept.
const BearerAuthScopes = "BearerAuth.Scopes"

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /jobs)
	ListJobs(c *gin.Context)
	// (POST /jobs/{jobId})
	StartJob(c *gin.Context, jobID string)
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandler       func(*gin.Context, error, int)
}

// MiddlewareFunc runs before a handler.
type MiddlewareFunc func(c *gin.Context)

// ListJobs reads what ListJobs is given.
func (siw *ServerInterfaceWrapper) ListJobs(c *gin.Context) {
	for _, middleware := range siw.HandlerMiddlewares {
		middleware(c)
		if c.IsAborted() {
			return
		}
	}

	siw.Handler.ListJobs(c)
}

// StartJob reads what StartJob is given.
func (siw *ServerInterfaceWrapper) StartJob(c *gin.Context) {
	var err error
	var jobID string

	err = runtime.BindStyledParameterWithOptions("simple", "jobId", c.Param("jobId"), &jobID, runtime.BindStyledParameterOptions{Explode: false, Required: true})
	if err != nil {
		siw.ErrorHandler(c, fmt.Errorf("Invalid format for parameter jobId: %w", err), http.StatusBadRequest)
		return
	}

	c.Set(BearerAuthScopes, []string{"jobs"})

	for _, middleware := range siw.HandlerMiddlewares {
		middleware(c)
		if c.IsAborted() {
			return
		}
	}

	siw.Handler.StartJob(c, jobID)
}

// GinServerOptions says how.
type GinServerOptions struct {
	BaseURL      string
	Middlewares  []MiddlewareFunc
	ErrorHandler func(*gin.Context, error, int)
}

// RegisterHandlers serves the operations on a router.
func RegisterHandlers(router gin.IRouter, si ServerInterface) {
	RegisterHandlersWithOptions(router, si, GinServerOptions{})
}

// RegisterHandlersWithOptions serves them as the options say.
func RegisterHandlersWithOptions(router gin.IRouter, si ServerInterface, options GinServerOptions) {
	errorHandler := options.ErrorHandler
	if errorHandler == nil {
		errorHandler = func(c *gin.Context, err error, statusCode int) {
			c.JSON(statusCode, gin.H{"msg": err.Error()})
		}
	}

	wrapper := ServerInterfaceWrapper{
		Handler:            si,
		HandlerMiddlewares: options.Middlewares,
		ErrorHandler:       errorHandler,
	}

	router.GET(options.BaseURL+"/jobs", wrapper.ListJobs)         // want "proven: GET /gin/plain/jobs is" "proven: GET /gin/validated/jobs is"
	router.POST(options.BaseURL+"/jobs/:jobId", wrapper.StartJob) // want "proven: POST /gin/plain/jobs/{jobId} is"
}
