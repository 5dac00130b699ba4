package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// fiberContext is what versions 2 and 3 have in common. A body has been read
// when a handler runs, within 4 MB unless the configuration says more: nothing
// that a handler does reads without a bound.
func fiberContext(path string) model.Library {
	const c = "Ctx"
	return model.Library{
		Path:            path,
		Returned:        []model.Returned{{Type: "Ctx", Unless: "Config.ErrorHandler"}},
		Puts:            []model.Put{{Symbol: "Ctx.Locals", Key: 0, Value: 1}},
		Proceeds:        []string{"Ctx.Next"},
		Requests:        []string{c},
		BoundedRequests: []string{c},
		Responses:       []string{c},
		PublicErrors:    []string{"Error"},
		Parts:           slices.Concat(telling(model.PathOf, c, "Path", "OriginalURL"), telling(model.VerbOf, c, "Method")),
		Sources: slices.Concat(
			named(model.Query, c, 0, "Query"),
			whole(model.Query, c, "Queries"),
			named(model.Form, c, 0, "FormValue", "FormFile"),
			whole(model.Form, c, "MultipartForm"),
			named(model.Path, c, 0, "Params"),
			named(model.Header, c, 0, "Get"),
			whole(model.Header, c, "GetReqHeaders"),
			called(model.Header, c, "X-Forwarded-For", "IP", "IPs"),
			named(model.Cookie, c, 0, "Cookies"),
			whole(model.Host, c, "Hostname", "BaseURL", "Subdomains"),
			whole(model.URL, c, "OriginalURL", "Path"),
			whole(model.Body, c, "Body", "BodyRaw"),
			named(model.Context, c, 0, "Locals", "GetRespHeader"),
			whole(model.Context, c, "Route"),
			whole(model.Body, c, "Request"),
		),
		Sinks: slices.Concat(
			into(model.Response, c, 0, "JSON", "JSONP", "XML", "Send", "SendString", "Write", "WriteString"),
			intoRest(model.Response, c, 0, "Writef"),
			into(model.Response, c, 1, "Render"),
			intoRest(model.Response, "", 1, "NewError"),
			into(model.Response, "Error", 0, "Message"),
			into(model.Redirect, c, 0, "Location"),
			intoLocation(c, "Set"),
			into(model.FileName, c, 0, "SendFile", "Download"),
			into(model.FileName, c, 1, "SaveFile"),
		),
	}
}

func fiber2() model.Library {
	const c = "Ctx"
	l := fiberContext("github.com/gofiber/fiber/v2")
	l.Routers, l.Serves = fiber2Routers(), fiberServes("Listen", "ListenTLS", "ListenMutualTLS")
	l.Sources = append(l.Sources, slices.Concat(
		whole(model.Path, c, "AllParams"),
		filling(model.Body, c, 0, "BodyParser"),
		filling(model.Query, c, 0, "QueryParser"),
		filling(model.Path, c, 0, "ParamsParser"),
		filling(model.Header, c, 0, "ReqHeaderParser"),
		filling(model.Cookie, c, 0, "CookieParser"),
	)...)
	l.Sinks = append(l.Sinks, slices.Concat(
		into(model.Response, c, 0, "Format"),
		into(model.Redirect, c, 0, "Redirect"),
	)...)
	return l
}

func fiber3() model.Library {
	const c, bind = "Ctx", "Bind"
	l := fiberContext("github.com/gofiber/fiber/v3")
	l.Routers, l.Serves = fiber3Routers(), fiberServes("Listen")
	l.Puts = append(l.Puts, model.Put{Symbol: "Locals", Key: 1, Value: 2}, model.Put{Symbol: "Req.Locals", Key: 0, Value: 1})
	l.Requests, l.BoundedRequests, l.Responses = []string{c, "Req"}, []string{c, "Req"}, []string{c, "Res"}
	l.Sources = append(l.Sources, slices.Concat(
		named(model.Query, "Req", 0, "Query"),
		named(model.Form, "Req", 0, "FormValue", "FormFile"),
		named(model.Path, "Req", 0, "Params"),
		named(model.Header, "Req", 0, "Get"),
		named(model.Cookie, "Req", 0, "Cookies"),
		whole(model.Body, "Req", "Body", "BodyRaw"),
		named(model.Context, "Req", 0, "Locals"),
	)...)
	l.Sources = append(l.Sources, slices.Concat(
		whole(model.Header, c, "GetHeaders"),
		called(model.Header, c, "User-Agent", "UserAgent"),
		called(model.Header, c, "Referer", "Referer"),
		whole(model.Host, c, "Host"),
		whole(model.URL, c, "FullURL"),
		named(model.Query, "", 1, "Query"),
		named(model.Path, "", 1, "Params"),
		named(model.Header, "", 1, "GetReqHeader"),
		named(model.Context, "", 1, "Locals"),
		named(model.Context, c, 0, "Value"),
		filling(model.Body, bind, 0, "Body", "JSON", "XML", "Form", "CBOR", "MsgPack", "All"),
		filling(model.Query, bind, 0, "Query"),
		filling(model.Path, bind, 0, "URI"),
		filling(model.Header, bind, 0, "Header"),
		filling(model.Cookie, bind, 0, "Cookie"),
		filling(model.Body, bind, 1, "Custom"),
	)...)
	l.Sinks = append(l.Sinks, slices.Concat(
		into(model.Response, c, 0, "AutoFormat", "MsgPack", "CBOR"),
		into(model.Redirect, "Redirect", 0, "To"),
	)...)
	return l
}

// fiberUtils copies and changes text: what fiber hands out is good only for as
// long as the handler runs.
func fiberUtils() []model.Library {
	pure := []string{"CopyString", "CopyBytes", "UnsafeString", "UnsafeBytes", "ToLower", "ToUpper"}
	return []model.Library{
		{Path: "github.com/gofiber/fiber/v2/utils", Pure: pure},
		{Path: "github.com/gofiber/utils/v2", Pure: pure},
	}
}
