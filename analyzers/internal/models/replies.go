package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// sends lists calls that are answers: status and value are their arguments of
// those indexes.
func sends(content string, status, value int, symbols ...string) []model.Reply {
	list := make([]model.Reply, len(symbols))
	for i, s := range symbols {
		list[i] = model.Reply{Symbol: s, Status: status, Value: value, Content: content}
	}
	return list
}

// sendsOpen is sends for calls that answer in other ways as well.
func sendsOpen(content string, status int, symbols ...string) []model.Reply {
	list := sends(content, status, -1, symbols...)
	for i := range list {
		list[i].Open = true
	}
	return list
}

// fixed lists calls that are answers with one status.
func fixed(content string, code int, symbols ...string) []model.Reply {
	list := sends(content, -1, -1, symbols...)
	for i := range list {
		list[i].Code = code
	}
	return list
}

// withCode returns the calls with the one status that they answer with.
func withCode(code int, lists ...[]model.Reply) []model.Reply {
	list := slices.Concat(lists...)
	for i := range list {
		list[i].Code = code
	}
	return list
}

// encodes lists calls that send their argument to dest, where that is a client.
func encodes(content string, dest, value int, symbols ...string) []model.Reply {
	list := sends(content, -1, value, symbols...)
	for i := range list {
		list[i].Writes, list[i].Dest = true, dest
	}
	return list
}

// byContext returns the calls with the request whose context can hold their status.
func byContext(request int, key string, lists ...[]model.Reply) []model.Reply {
	list := slices.Concat(lists...)
	for i := range list {
		list[i].Context, list[i].Key = request, key
	}
	return list
}

// heads lists calls that say the status of what follows.
func heads(status int, symbols ...string) []model.Reply {
	list := sends("", status, -1, symbols...)
	for i := range list {
		list[i].Kind = model.Heads
	}
	return list
}

// typing lists calls that say the content type of what follows.
func typing(value int, symbols ...string) []model.Reply {
	list := sends("", -1, value, symbols...)
	for i := range list {
		list[i].Kind = model.Types
	}
	return list
}

// raising lists calls that make an error which is an answer.
func raising(content string, status int, symbols ...string) []model.Reply {
	list := sends(content, status, -1, symbols...)
	for i := range list {
		list[i].Kind = model.Raises
	}
	return list
}

// raised lists variables, or functions, of an error which is an answer.
func raised(content string, codes map[string]int) []model.Reply {
	var list []model.Reply
	for symbol, code := range codes {
		list = append(list, model.Reply{Symbol: symbol, Kind: model.Raises, Status: -1, Code: code, Value: -1, Content: content})
	}
	return list
}

// silent lists calls that answer nothing.
func silent(symbols ...string) []model.Reply {
	list := sends("", -1, -1, symbols...)
	for i := range list {
		list[i].Kind = model.Quiet
	}
	return list
}

// decodes lists calls that decode what one argument, or the request, reads into
// another.
func decodes(content string, from, into int, symbols ...string) []model.Decode {
	list := make([]model.Decode, len(symbols))
	for i, s := range symbols {
		list[i] = model.Decode{Symbol: s, From: from, Into: into, Content: content}
	}
	return list
}

// tagged returns the calls with the tags by which they decode.
func tagged(list []model.Decode, tags ...model.Tag) []model.Decode {
	for i := range list {
		list[i].Tags = tags
	}
	return list
}

// refusing returns the calls with the status by which they refuse what they
// cannot decode: by an answer, or by an error that is one.
func refusing(status int, answers bool, list []model.Decode) []model.Decode {
	for i := range list {
		list[i].Refuses, list[i].Answers = status, answers
	}
	return list
}

// replies says which calls answer requests and decode them, for the contract
// between code and documents.
func replies() []model.Library {
	const request = model.FromRequest
	jsonStream := encodes("json", -1, 0, "Encoder.Encode")
	jsonReads := slices.Concat(decodes("json", -1, 0, "Decoder.Decode"), decodes("json", 0, 1, "Unmarshal"))
	return []model.Library{
		{
			Path: "net/http",
			Replies: slices.Concat(
				heads(0, "ResponseWriter.WriteHeader"),
				sends("", -1, 0, "ResponseWriter.Write"),
				sends("text", 2, -1, "Error"),
				fixed("text", 404, "NotFound"),
				sends("none", 3, -1, "Redirect"),
				sendsOpen("binary", -1, "ServeFile", "ServeFileFS", "ServeContent"),
				silent("SetCookie", "MaxBytesReader", "NewResponseController", "ResponseWriter.Header"),
			),
		},
		{Path: "io", Replies: slices.Concat(encodes("", 0, 1, "WriteString"), encodes("binary", 0, -1, "Copy", "CopyN", "CopyBuffer"))},
		{Path: "fmt", Replies: encodes("", 0, -1, "Fprint", "Fprintf", "Fprintln")},
		{Path: "encoding/json", Replies: jsonStream, Decodes: jsonReads},
		{Path: "github.com/json-iterator/go", Replies: jsonStream, Decodes: jsonReads},
		{Path: "github.com/goccy/go-json", Replies: jsonStream, Decodes: jsonReads},
		{Path: "github.com/bytedance/sonic", Replies: jsonStream, Decodes: jsonReads},
		{Path: "encoding/xml", Replies: encodes("xml", -1, 0, "Encoder.Encode"), Decodes: slices.Concat(decodes("xml", -1, 0, "Decoder.Decode"), decodes("xml", 0, 1, "Unmarshal"))},
		{Path: "gopkg.in/yaml.v3", Replies: encodes("yaml", -1, 0, "Encoder.Encode"), Decodes: slices.Concat(decodes("yaml", -1, 0, "Decoder.Decode"), decodes("yaml", 0, 1, "Unmarshal"))},
		{Path: "html/template", Replies: encodes("html", 0, -1, "Template.Execute", "Template.ExecuteTemplate")},
		{Path: "text/template", Replies: encodes("text", 0, -1, "Template.Execute", "Template.ExecuteTemplate")},
		{
			Path: "github.com/go-chi/render",
			Replies: slices.Concat(
				heads(1, "Status"),
				byContext(2, "StatusCtxKey",
					sends("json", -1, 2, "JSON", "Render", "RenderList", "DefaultResponder"), sends("xml", -1, 2, "XML"),
					sends("text", -1, -1, "PlainText"), sends("html", -1, -1, "HTML"), sends("binary", -1, -1, "Data")),
				fixed("none", 204, "NoContent"),
			),
			Decodes: slices.Concat(decodes("json", 0, 1, "DecodeJSON"), decodes("xml", 0, 1, "DecodeXML"), decodes("any", request, 1, "Bind", "DefaultDecoder")),
		},
		{Path: "github.com/gorilla/schema", Decodes: tagged(decodes("", 1, 0, "Decoder.Decode"), model.Tag{Key: "schema", In: model.Form})},
		{Path: "github.com/danielgtaylor/huma/v2", Replies: raised("json", humaErrors())},
		{
			Path: "github.com/emicklei/go-restful/v3",
			Replies: slices.Concat(
				heads(0, "Response.WriteHeader"),
				sends("json", -1, 0, "Response.WriteEntity", "Response.WriteAsJson"), sends("json", 0, 1, "Response.WriteHeaderAndEntity", "Response.WriteHeaderAndJson"),
				sends("xml", -1, 0, "Response.WriteAsXml"), sends("text", 0, -1, "Response.WriteError", "Response.WriteErrorString"),
			),
			Decodes: decodes("any", request, 0, "Request.ReadEntity"),
		},
		{
			Path: "github.com/zeromicro/go-zero/rest/httpx",
			Replies: slices.Concat(
				withCode(200, sends("json", -1, 1, "OkJson"), sends("json", -1, 2, "OkJsonCtx"), sends("none", -1, -1, "Ok")),
				sends("json", 1, 2, "WriteJson"), sends("json", 2, 3, "WriteJsonCtx"),
			),
			Decodes: slices.Concat(
				tagged(decodes("json", request, 1, "Parse"), model.Tag{Key: "path", In: model.Path}, model.Tag{Key: "form", In: model.Query}, model.Tag{Key: "header", In: model.Header}),
				decodes("json", request, 1, "ParseJsonBody"),
				tagged(decodes("", request, 1, "ParseForm"), model.Tag{Key: "form", In: model.Query}),
				tagged(decodes("", request, 1, "ParsePath"), model.Tag{Key: "path", In: model.Path}),
				tagged(decodes("", request, 1, "ParseHeaders"), model.Tag{Key: "header", In: model.Header}),
			),
		},
		{
			Path: "github.com/cloudwego/hertz/pkg/app",
			Replies: slices.Concat(
				heads(0, "RequestContext.SetStatusCode", "RequestContext.Status"),
				sends("json", 0, 1, "RequestContext.JSON", "RequestContext.PureJSON", "RequestContext.IndentedJSON", "RequestContext.AbortWithStatusJSON"),
				sends("xml", 0, 1, "RequestContext.XML"), sends("text", 0, -1, "RequestContext.String"), sends("html", 0, -1, "RequestContext.HTML"),
				sends("binary", 0, -1, "RequestContext.Data"), sends("none", 0, -1, "RequestContext.AbortWithStatus", "RequestContext.Redirect"),
				sendsOpen("binary", -1, "RequestContext.File"),
			),
			Decodes: slices.Concat(
				decodes("json", request, 0, "RequestContext.BindJSON"),
				tagged(decodes("any", request, 0, "RequestContext.Bind", "RequestContext.BindAndValidate"),
					model.Tag{Key: "query", In: model.Query}, model.Tag{Key: "path", In: model.Path}, model.Tag{Key: "header", In: model.Header}, model.Tag{Key: "form", In: model.Form}),
				tagged(decodes("", request, 0, "RequestContext.BindQuery"), model.Tag{Key: "query", In: model.Query}),
				tagged(decodes("", request, 0, "RequestContext.BindPath"), model.Tag{Key: "path", In: model.Path}),
				tagged(decodes("", request, 0, "RequestContext.BindHeader"), model.Tag{Key: "header", In: model.Header}),
			),
		},
		{
			Path: "github.com/kataras/iris/v12/context",
			Replies: slices.Concat(
				heads(0, "Context.StatusCode"),
				sends("json", -1, 0, "Context.JSON"), sends("xml", -1, 0, "Context.XML"), sends("text", -1, -1, "Context.Text", "Context.WriteString"),
				sends("html", -1, -1, "Context.HTML"), sends("none", 0, -1, "Context.StopWithStatus"), sends("text", 0, -1, "Context.StopWithError", "Context.StopWithText"),
				sends("json", 0, 1, "Context.StopWithJSON"),
			),
			Decodes: slices.Concat(
				decodes("json", request, 0, "Context.ReadJSON"),
				tagged(decodes("form", request, 0, "Context.ReadForm"), model.Tag{Key: "form", In: model.Form}),
				tagged(decodes("", request, 0, "Context.ReadQuery"), model.Tag{Key: "url", In: model.Query}),
				tagged(decodes("", request, 0, "Context.ReadParams"), model.Tag{Key: "param", In: model.Path}),
			),
		},
		ginReplies(),
		echoReplies("github.com/labstack/echo/v4"),
		echoReplies("github.com/labstack/echo/v5"),
		fiber2Replies(),
		fiber3Replies(),
		{
			Path: "github.com/valyala/fasthttp",
			Replies: slices.Concat(
				heads(0, "RequestCtx.SetStatusCode"),
				sends("text", 1, -1, "RequestCtx.Error"),
				sends("none", 1, -1, "RequestCtx.Redirect"),
				sends("", -1, 0, "RequestCtx.SetBody", "RequestCtx.SetBodyString", "RequestCtx.Write", "RequestCtx.WriteString"),
				typing(0, "RequestCtx.SetContentType"),
			),
		},
	}
}

func ginReplies() model.Library {
	const request = model.FromRequest
	form, uri, header := model.Tag{Key: "form", In: model.Form}, model.Tag{Key: "uri", In: model.Path}, model.Tag{Key: "header", In: model.Header}
	query := model.Tag{Key: "form", In: model.Query}
	return model.Library{
		Path: "github.com/gin-gonic/gin",
		Replies: slices.Concat(
			heads(0, "Context.Status"),
			sends("json", 0, 1, "Context.JSON", "Context.IndentedJSON", "Context.SecureJSON", "Context.JSONP", "Context.AsciiJSON", "Context.PureJSON",
				"Context.AbortWithStatusJSON", "Context.AbortWithStatusPureJSON"),
			sends("xml", 0, 1, "Context.XML"), sends("yaml", 0, 1, "Context.YAML"),
			sends("binary", 0, -1, "Context.ProtoBuf", "Context.BSON", "Context.Data", "Context.DataFromReader"),
			sends("text", 0, -1, "Context.String", "Context.TOML"), sends("html", 0, -1, "Context.HTML"),
			sends("none", 0, -1, "Context.AbortWithStatus", "Context.Redirect"), sends("unknown", 0, -1, "Context.AbortWithError"),
			sends("unknown", 0, -1, "Context.Render", "Context.Negotiate"),
			sendsOpen("binary", -1, "Context.File", "Context.FileAttachment", "Context.FileFromFS"),
			sends("text", -1, -1, "Context.SSEvent"), sends("binary", -1, -1, "Context.Stream"),
		),
		Decodes: slices.Concat(
			decodes("json", request, 0, "Context.ShouldBindJSON", "Context.ShouldBindBodyWithJSON"),
			refusing(400, true, decodes("json", request, 0, "Context.BindJSON")),
			decodes("xml", request, 0, "Context.ShouldBindXML", "Context.ShouldBindBodyWithXML"),
			refusing(400, true, decodes("xml", request, 0, "Context.BindXML")),
			decodes("yaml", request, 0, "Context.ShouldBindYAML", "Context.ShouldBindBodyWithYAML"),
			tagged(decodes("any", request, 0, "Context.ShouldBind", "Context.ShouldBindWith", "Context.ShouldBindBodyWith"), form),
			refusing(400, true, tagged(decodes("any", request, 0, "Context.Bind", "Context.MustBindWith", "Context.BindWith"), form)),
			tagged(decodes("", request, 0, "Context.ShouldBindQuery"), query),
			refusing(400, true, tagged(decodes("", request, 0, "Context.BindQuery"), query)),
			tagged(decodes("", request, 0, "Context.ShouldBindUri"), uri),
			refusing(400, true, tagged(decodes("", request, 0, "Context.BindUri"), uri)),
			tagged(decodes("", request, 0, "Context.ShouldBindHeader"), header),
			refusing(400, true, tagged(decodes("", request, 0, "Context.BindHeader"), header)),
		),
	}
}

// humaErrors are the functions of huma that make an error with a status.
func humaErrors() map[string]int {
	return map[string]int{
		"Error400BadRequest": 400, "Error401Unauthorized": 401, "Error403Forbidden": 403, "Error404NotFound": 404, "Error405MethodNotAllowed": 405,
		"Error406NotAcceptable": 406, "Error409Conflict": 409, "Error410Gone": 410, "Error412PreconditionFailed": 412, "Error415UnsupportedMediaType": 415,
		"Error422UnprocessableEntity": 422, "Error429TooManyRequests": 429, "Error500InternalServerError": 500, "Error501NotImplemented": 501,
		"Error502BadGateway": 502, "Error503ServiceUnavailable": 503, "Error504GatewayTimeout": 504,
	}
}

// httpErrors are the statuses by the names that libraries make of them.
func httpErrors() map[string]int {
	return map[string]int{
		"ErrBadRequest": 400, "ErrUnauthorized": 401, "ErrForbidden": 403, "ErrNotFound": 404, "ErrMethodNotAllowed": 405,
		"ErrRequestTimeout": 408, "ErrTooManyRequests": 429, "ErrInternalServerError": 500, "ErrServiceUnavailable": 503,
	}
}

func echoReplies(path string) model.Library {
	const request = model.FromRequest
	query, param := model.Tag{Key: "query", In: model.Query}, model.Tag{Key: "param", In: model.Path}
	form, header := model.Tag{Key: "form", In: model.Form}, model.Tag{Key: "header", In: model.Header}
	l := model.Library{
		Path: path,
		Replies: slices.Concat(
			sends("json", 0, 1, "Context.JSON", "Context.JSONPretty"), sends("json", 0, -1, "Context.JSONBlob", "Context.JSONPBlob"), sends("json", 0, 2, "Context.JSONP"),
			sends("xml", 0, 1, "Context.XML", "Context.XMLPretty"), sends("xml", 0, -1, "Context.XMLBlob"),
			sends("text", 0, -1, "Context.String"), sends("html", 0, -1, "Context.HTML", "Context.HTMLBlob", "Context.Render"),
			sends("binary", 0, -1, "Context.Blob", "Context.Stream"),
			sends("none", 0, -1, "Context.NoContent", "Context.Redirect"),
			sendsOpen("binary", -1, "Context.File", "Context.Attachment", "Context.Inline"),
			raising("json", 0, "NewHTTPError"),
			raised("json", httpErrors()),
		),
		Decodes: refusing(400, false, tagged(decodes("any", request, 0, "Context.Bind"), query, param, form)),
	}
	binder := []string{"BindBody", "BindHeaders", "BindQueryParams"}
	if path == "github.com/labstack/echo/v4" {
		for i := range binder {
			binder[i] = "DefaultBinder." + binder[i]
		}
		l.Decodes = append(l.Decodes, tagged(decodes("any", request, 0, "DefaultBinder.Bind"), query, param, form)...)
	}
	l.Decodes = slices.Concat(l.Decodes,
		tagged(decodes("any", request, 1, binder[0]), form),
		tagged(decodes("", request, 1, binder[1]), header),
		tagged(decodes("", request, 1, binder[2]), query),
	)
	return l
}

func fiber2Replies() model.Library {
	const request = model.FromRequest
	return model.Library{
		Path: "github.com/gofiber/fiber/v2",
		Replies: slices.Concat(
			fiberSends(),
			[]model.Reply{{Symbol: "Ctx.Redirect", Status: 1, Code: 302, Value: -1, Content: "none"}},
		),
		Decodes: slices.Concat(
			tagged(decodes("any", request, 0, "Ctx.BodyParser"), model.Tag{Key: "form", In: model.Form}),
			tagged(decodes("", request, 0, "Ctx.QueryParser"), model.Tag{Key: "query", In: model.Query}),
			tagged(decodes("", request, 0, "Ctx.ParamsParser"), model.Tag{Key: "params", In: model.Path}),
			tagged(decodes("", request, 0, "Ctx.ReqHeaderParser"), model.Tag{Key: "reqHeader", In: model.Header}),
			tagged(decodes("", request, 0, "Ctx.CookieParser"), model.Tag{Key: "cookie", In: model.Cookie}),
		),
	}
}

func fiber3Replies() model.Library {
	const request = model.FromRequest
	form := model.Tag{Key: "form", In: model.Form}
	return model.Library{
		Path:    "github.com/gofiber/fiber/v3",
		Replies: fiberSends(),
		Decodes: slices.Concat(
			tagged(decodes("any", request, 0, "Bind.Body"), form),
			decodes("json", request, 0, "Bind.JSON"), decodes("xml", request, 0, "Bind.XML"),
			tagged(decodes("form", request, 0, "Bind.Form"), form),
			tagged(decodes("", request, 0, "Bind.Query"), model.Tag{Key: "query", In: model.Query}),
			tagged(decodes("", request, 0, "Bind.URI"), model.Tag{Key: "uri", In: model.Path}),
			tagged(decodes("", request, 0, "Bind.Header"), model.Tag{Key: "header", In: model.Header}),
			tagged(decodes("", request, 0, "Bind.Cookie"), model.Tag{Key: "cookie", In: model.Cookie}),
		),
	}
}

func fiberSends() []model.Reply {
	return slices.Concat(
		heads(0, "Ctx.Status"),
		sends("json", -1, 0, "Ctx.JSON", "Ctx.JSONP"), sends("xml", -1, 0, "Ctx.XML"),
		sends("text", -1, -1, "Ctx.SendString", "Ctx.WriteString", "Ctx.Writef"),
		sends("", -1, 0, "Ctx.Send", "Ctx.Write"),
		sends("binary", -1, -1, "Ctx.SendStream"), sends("html", -1, -1, "Ctx.Render"),
		sends("text", 0, -1, "Ctx.SendStatus"),
		sendsOpen("binary", -1, "Ctx.SendFile", "Ctx.Download"),
		raising("text", 0, "NewError"),
		raised("text", httpErrors()),
	)
}
