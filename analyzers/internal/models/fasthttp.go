package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// fasthttp has one type for the requests that a server gets and those that a
// client sends: what they hold is a source only where it came by a RequestCtx.
// A server reads bodies within 4 MB before a handler runs.
func fasthttp() model.Library {
	const c, args, header = "RequestCtx", "Args", "RequestHeader"
	return model.Library{
		Path:            "github.com/valyala/fasthttp",
		Requests:        []string{c},
		BoundedRequests: []string{c},
		Responses:       []string{c},
		Parts: slices.Concat(telling(model.PathOf, c, "Path", "RequestURI"), telling(model.PathOf, "URI", "Path", "PathOriginal", "RequestURI"),
			telling(model.PathOf, header, "RequestURI"), telling(model.VerbOf, c, "Method"), telling(model.VerbOf, header, "Method")),
		Puts: []model.Put{
			{Symbol: "RequestCtx.SetUserValue", Key: 0, Value: 1},
			{Symbol: "RequestCtx.SetUserValueBytes", Key: 0, Value: 1},
		},
		Serves: []model.Serve{
			{Symbol: "ListenAndServe", Addr: 0, Handler: 1},
			{Symbol: "ListenAndServeUNIX", Addr: 0, Handler: 2},
			{Symbol: "ListenAndServeTLS", Addr: 0, Handler: 3},
			{Symbol: "ListenAndServeTLSEmbed", Addr: 0, Handler: 3},
			{Symbol: "Serve", Addr: 0, Handler: 1},
			{Symbol: "ServeTLS", Addr: 0, Handler: 3},
			{Symbol: "ServeTLSEmbed", Addr: 0, Handler: 3},
			{Symbol: "ServeConn", Addr: -1, Handler: 1},
			{Symbol: "Server", Field: "Handler"},
		},
		Middleware: slices.Concat(wrapping(model.Timeout, 0, "TimeoutHandler", "TimeoutWithCodeHandler"),
			wrapping(model.Other, 0, "CompressHandler", "CompressHandlerLevel", "CompressHandlerBrotliLevel"),
			[]model.Middleware{
				{Symbol: "FSHandler", Role: model.Other, Handler: -1, Strip: -1, Files: true},
				{Symbol: "FS.NewRequestHandler", Role: model.Other, Handler: -1, Strip: -1, Files: true},
			}),
		Sources: slices.Concat(
			whole(model.Query, c, "QueryArgs"),
			whole(model.Form, c, "PostArgs", "MultipartForm"),
			named(model.Form, c, 0, "FormValue", "FormFile"),
			whole(model.Body, c, "PostBody", "RequestBodyStream"),
			whole(model.URL, c, "Path", "RequestURI", "URI"),
			whole(model.Host, c, "Host"),
			called(model.Header, c, "Referer", "Referer"),
			called(model.Header, c, "User-Agent", "UserAgent"),
			named(model.Context, c, 0, "UserValue", "UserValueBytes", "Value"),
			named(model.Context, "ResponseHeader", 0, "Peek", "PeekBytes", "PeekAll"),
			whole(model.Body, c, "Request"),

			narrowing(model.Query, args, 0, "Peek", "PeekBytes", "PeekMulti", "PeekMultiBytes"),
			narrowing(model.Query, args, -1, "QueryString", "String"),
			whole(model.Header, "Request", "Header"),
			narrowing(model.Body, "Request", -1, "Body", "BodyStream", "BodyGunzip", "BodyInflate", "BodyUnbrotli", "BodyUncompressed"),
			narrowing(model.Form, "Request", -1, "PostArgs", "MultipartForm"),
			narrowing(model.URL, "Request", -1, "RequestURI", "URI"),
			narrowing(model.Host, "Request", -1, "Host"),
			narrowing(model.Header, header, 0, "Peek", "PeekBytes", "PeekAll"),
			narrowing(model.Header, header, -1, "Referer", "UserAgent", "ContentType", "Header", "RawHeaders", "String"),
			narrowing(model.Host, header, -1, "Host"),
			narrowing(model.URL, header, -1, "RequestURI"),
			narrowing(model.Cookie, header, 0, "Cookie", "CookieBytes"),
			narrowing(model.Query, "URI", -1, "QueryArgs", "QueryString"),
			narrowing(model.URL, "URI", -1, "Path", "PathOriginal", "LastPathSegment", "FullURI", "RequestURI", "Hash", "Username", "Password", "String"),
			narrowing(model.Host, "URI", -1, "Host"),
		),
		Sinks: slices.Concat(
			into(model.Response, c, 0, "Error", "SetBody", "SetBodyString", "Write", "WriteString", "TimeoutError", "TimeoutErrorWithCode"),
			into(model.Response, c, 1, "Success", "SuccessString"),
			into(model.Response, "Response", 0, "SetBody", "SetBodyString", "SetBodyRaw", "AppendBody", "AppendBodyString"),
			into(model.Redirect, c, 0, "Redirect", "RedirectBytes"),
			intoLocation("ResponseHeader", "Set"),
			into(model.Outbound, "", 1, "Get", "GetTimeout", "GetDeadline", "Post"),
			into(model.Outbound, "", 0, "Dial", "DialTimeout", "DialDualStack", "DialDualStackTimeout"),
			into(model.Outbound, "Client", 1, "Get", "GetTimeout", "GetDeadline", "Post"),
			into(model.Outbound, "TCPDialer", 0, "Dial", "DialTimeout"),
			into(model.Outbound, "Request", 0, "SetRequestURI", "SetRequestURIBytes", "SetHost", "SetHostBytes"),
			into(model.FileName, c, 0, "SendFile", "SendFileBytes"),
			into(model.FileName, "", 1, "ServeFile", "ServeFileBytes", "ServeFileUncompressed", "ServeFileBytesUncompressed", "SaveMultipartFile"),
		),
		// What another server answers is no request.
		Opaque: []string{"Get", "GetTimeout", "GetDeadline", "Post", "Client.Get", "Client.GetTimeout", "Client.GetDeadline", "Client.Post"},
	}
}
