// The service serves one document by gin, echo and fiber.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"

	"corpus/oapi_flat/echoapi"
	"corpus/oapi_flat/fiberapi"
	"corpus/oapi_flat/ginapi"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	echovalidator "github.com/oapi-codegen/echo-middleware"
	fibervalidator "github.com/oapi-codegen/fiber-middleware"
	ginvalidator "github.com/oapi-codegen/gin-middleware"
)

var jobs = map[string]string{"1": os.Getenv("FIRST")}

type onGin struct{}

func (onGin) ListJobs(c *gin.Context)               { c.JSON(http.StatusOK, jobs) }
func (onGin) StartJob(c *gin.Context, jobID string) { c.JSON(http.StatusOK, jobs[jobID]) }

func ginGuard(c *gin.Context) {
	if c.GetHeader("Authorization") != os.Getenv("KEY") {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

type onEcho struct{}

func (onEcho) ListJobs(ctx echo.Context) error { return ctx.JSON(http.StatusOK, jobs) }
func (onEcho) StartJob(ctx echo.Context, jobID string) error {
	return ctx.JSON(http.StatusOK, jobs[jobID])
}

func echoGuard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("Authorization") != os.Getenv("KEY") {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

type onFiber struct{}

func (onFiber) ListJobs(c *fiber.Ctx) error               { return c.JSON(jobs) }
func (onFiber) StartJob(c *fiber.Ctx, jobID string) error { return c.JSON(jobs[jobID]) }

func fiberGuard(c *fiber.Ctx) error {
	if c.Get("Authorization") != os.Getenv("KEY") {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

func main() {
	spec, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		log.Fatal(err)
	}
	go servesGin(spec)
	go servesEcho(spec)
	servesFiber(spec)
}

func servesGin(spec *openapi3.T) {
	e := gin.New()
	ginapi.RegisterHandlers(e.Group("/gin/plain"), onGin{})
	ginapi.RegisterHandlersWithOptions(e, onGin{}, ginapi.GinServerOptions{BaseURL: "/gin/wrapped", Middlewares: []ginapi.MiddlewareFunc{ginGuard}})
	ginapi.RegisterHandlers(e.Group("/gin/guarded", ginGuard), onGin{})
	validated := e.Group("/gin/validated")
	validated.Use(ginvalidator.OapiRequestValidatorWithOptions(spec, &ginvalidator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: newAuthenticator(os.Getenv("KEY"))},
	}))
	ginapi.RegisterHandlers(validated, onGin{})
	log.Fatal(e.Run(":8081"))
}

func servesEcho(spec *openapi3.T) {
	e := echo.New()
	echoapi.RegisterHandlersWithBaseURL(e, onEcho{}, "/open")
	echoapi.RegisterHandlers(e.Group("/guarded", echoGuard), onEcho{})
	validated := e.Group("/validated")
	options := &echovalidator.Options{}
	options.Options.AuthenticationFunc = newAuthenticator(os.Getenv("KEY"))
	validated.Use(echovalidator.OapiRequestValidatorWithOptions(spec, options))
	echoapi.RegisterHandlers(validated, onEcho{})
	log.Fatal(e.Start(":8082"))
}

func servesFiber(spec *openapi3.T) {
	app := fiber.New()
	fiberapi.RegisterHandlersWithOptions(app, onFiber{}, fiberapi.FiberServerOptions{BaseURL: "/free"})
	fiberapi.RegisterHandlersWithOptions(app.Group("/validated", fibervalidator.OapiRequestValidatorWithOptions(spec, &fibervalidator.Options{
		Options: openapi3filter.Options{AuthenticationFunc: newAuthenticator(os.Getenv("KEY"))},
	})), onFiber{}, fiberapi.FiberServerOptions{})
	fiberapi.RegisterHandlersWithOptions(app, onFiber{}, fiberapi.FiberServerOptions{BaseURL: "/guarded", Middlewares: []fiberapi.MiddlewareFunc{fiberGuard}})
	log.Fatal(app.Listen(":8083"))
}

// newAuthenticator returns what asks for a key.
func newAuthenticator(key string) openapi3filter.AuthenticationFunc {
	return func(ctx context.Context, in *openapi3filter.AuthenticationInput) error {
		return authenticate(ctx, key, in)
	}
}

func authenticate(_ context.Context, key string, in *openapi3filter.AuthenticationInput) error {
	if in.SecuritySchemeName != "BearerAuth" {
		return errors.New("unknown scheme " + in.SecuritySchemeName)
	}
	if err := check(in.RequestValidationInput.Request, key); err != nil {
		return in.NewError(err)
	}
	return nil
}

func check(r *http.Request, key string) error {
	if r.Header.Get("Authorization") != key {
		return errors.New("no")
	}
	return nil
}
