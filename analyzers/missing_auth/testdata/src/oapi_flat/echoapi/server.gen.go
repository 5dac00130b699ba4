// Package echoapi is what a generator makes of a document for echo.
package echoapi

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/oapi-codegen/runtime"
)

// BearerAuthScopes is the key under which an operation's scopes are kept.
const BearerAuthScopes = "BearerAuth.Scopes"

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /jobs)
	ListJobs(ctx echo.Context) error
	// (POST /jobs/{jobId})
	StartJob(ctx echo.Context, jobID string) error
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler ServerInterface
}

// ListJobs reads what ListJobs is given.
func (w *ServerInterfaceWrapper) ListJobs(ctx echo.Context) error {
	var err error

	// Invoke the callback with all the unmarshaled arguments
	err = w.Handler.ListJobs(ctx)
	return err
}

// StartJob reads what StartJob is given.
func (w *ServerInterfaceWrapper) StartJob(ctx echo.Context) error {
	var err error
	var jobID string

	err = runtime.BindStyledParameterWithOptions("simple", "jobId", ctx.Param("jobId"), &jobID, runtime.BindStyledParameterOptions{ParamLocation: runtime.ParamLocationPath, Explode: false, Required: true})
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, fmt.Sprintf("Invalid format for parameter jobId: %s", err))
	}

	ctx.Set(BearerAuthScopes, []string{"jobs"})

	err = w.Handler.StartJob(ctx, jobID)
	return err
}

// EchoRouter is what the operations need of a router.
type EchoRouter interface {
	CONNECT(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	DELETE(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	GET(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	HEAD(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	OPTIONS(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	PATCH(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	POST(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	PUT(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
	TRACE(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route
}

// RegisterHandlers serves the operations on a router.
func RegisterHandlers(router EchoRouter, si ServerInterface) {
	RegisterHandlersWithBaseURL(router, si, "")
}

// RegisterHandlersWithBaseURL serves them under a prefix.
func RegisterHandlersWithBaseURL(router EchoRouter, si ServerInterface, baseURL string) {
	wrapper := ServerInterfaceWrapper{
		Handler: si,
	}

	router.GET(baseURL+"/jobs", wrapper.ListJobs)         // want "proven: GET /open/jobs is" "proven: GET /validated/jobs is"
	router.POST(baseURL+"/jobs/:jobId", wrapper.StartJob) // want "proven: POST /open/jobs/{jobId} is"
}
