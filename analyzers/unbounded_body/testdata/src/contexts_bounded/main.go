// Package contexts_bounded are handlers of libraries that read bodies within a
// bound of their own before any handler runs.
package contexts_bounded

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"connectrpc.com/connect"
	"github.com/aws/aws-lambda-go/events"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gofiber/fiber/v2"
	v3 "github.com/gofiber/fiber/v3"
	"github.com/valyala/fasthttp"
)

type note struct{ Text string }

func parse(c *fiber.Ctx) error {
	var n note
	if err := c.BodyParser(&n); err != nil {
		return err
	}
	return c.JSON(n)
}

func decode(c *fiber.Ctx) error {
	var n note
	if err := json.NewDecoder(bytes.NewReader(c.Body())).Decode(&n); err != nil {
		return err
	}
	if file, err := c.FormFile("file"); err == nil {
		return c.SaveFile(file, "upload")
	}
	return c.JSON(n)
}

func third(c v3.Ctx) error {
	var n note
	if err := c.Bind().Body(&n); err != nil {
		return err
	}
	return c.JSON(n)
}

func fast(ctx *fasthttp.RequestCtx) {
	var n note
	if json.Unmarshal(ctx.PostBody(), &n) == nil {
		ctx.SetBodyString(n.Text)
	}
	data, _ := io.ReadAll(bytes.NewReader(ctx.Request.Body()))
	ctx.SetBody(data)
}

func hertz(_ context.Context, c *app.RequestContext) {
	var n note
	if err := c.BindAndValidate(&n); err == nil {
		c.JSON(200, n)
	}
}

func call(_ context.Context, req *connect.Request[note]) (*connect.Response[note], error) {
	var n note
	if err := json.NewDecoder(bytes.NewReader([]byte(req.Msg.Text))).Decode(&n); err != nil {
		return nil, connect.NewError(connect.CodeInvalidArgument, err)
	}
	return connect.NewResponse(&n), nil
}

func lambda(req *events.APIGatewayProxyRequest) {
	var n note
	json.NewDecoder(bytes.NewReader([]byte(req.Body))).Decode(&n)
}
