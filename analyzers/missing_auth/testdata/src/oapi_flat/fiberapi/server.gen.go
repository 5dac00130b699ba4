// Package fiberapi is what a generator makes of a document for fiber.
package fiberapi

import (
	"fmt"

	"github.com/gofiber/fiber/v2"
	"github.com/oapi-codegen/runtime"
)

// BearerAuthScopes is the key under which an operation's scopes are kept.
const BearerAuthScopes = "BearerAuth.Scopes"

// ServerInterface is one method for each operation.
type ServerInterface interface {
	// (GET /jobs)
	ListJobs(c *fiber.Ctx) error
	// (POST /jobs/{jobId})
	StartJob(c *fiber.Ctx, jobID string) error
}

// ServerInterfaceWrapper reads parameters.
type ServerInterfaceWrapper struct {
	Handler ServerInterface
}

// MiddlewareFunc runs before a handler.
type MiddlewareFunc fiber.Handler

// ListJobs reads what ListJobs is given.
func (siw *ServerInterfaceWrapper) ListJobs(c *fiber.Ctx) error {
	return siw.Handler.ListJobs(c)
}

// StartJob reads what StartJob is given.
func (siw *ServerInterfaceWrapper) StartJob(c *fiber.Ctx) error {
	var err error
	var jobID string

	err = runtime.BindStyledParameterWithOptions("simple", "jobId", c.Params("jobId"), &jobID, runtime.BindStyledParameterOptions{Explode: false, Required: true})
	if err != nil {
		return fiber.NewError(fiber.StatusBadRequest, fmt.Errorf("Invalid format for parameter jobId: %w", err).Error())
	}

	c.Context().SetUserValue(BearerAuthScopes, []string{"jobs"})

	return siw.Handler.StartJob(c, jobID)
}

// FiberServerOptions says how.
type FiberServerOptions struct {
	BaseURL     string
	Middlewares []MiddlewareFunc
}

// RegisterHandlers serves the operations on a router.
func RegisterHandlers(router fiber.Router, si ServerInterface) {
	RegisterHandlersWithOptions(router, si, FiberServerOptions{})
}

// RegisterHandlersWithOptions serves them as the options say.
func RegisterHandlersWithOptions(router fiber.Router, si ServerInterface, options FiberServerOptions) {
	wrapper := ServerInterfaceWrapper{
		Handler: si,
	}

	for _, m := range options.Middlewares {
		router.Use(fiber.Handler(m))
	}

	router.Get(options.BaseURL+"/jobs", wrapper.ListJobs)         // want "proven: GET /free/jobs is" "proven: GET /validated/jobs is"
	router.Post(options.BaseURL+"/jobs/:jobId", wrapper.StartJob) // want "proven: POST /free/jobs/{jobId} is"
}
