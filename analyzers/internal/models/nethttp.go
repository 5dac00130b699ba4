package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func netHTTP() model.Library {
	register := []model.Register{
		{Name: "Handle", MethodArg: -1, Path: 0, Handler: 1},
		{Name: "HandleFunc", MethodArg: -1, Path: 0, Handler: 1},
	}
	return model.Library{
		Path: "net/http",
		Routers: []model.Router{
			{Types: []string{"ServeMux"}, New: []string{"NewServeMux"}, Register: register, Syntax: model.MuxSyntax},
			{Types: []string{""}, Default: "DefaultServeMux", Register: register, Syntax: model.MuxSyntax},
		},
		Serves: []model.Serve{
			{Symbol: "ListenAndServe", Default: "DefaultServeMux", Addr: 0, Handler: 1},
			{Symbol: "ListenAndServeTLS", Default: "DefaultServeMux", Addr: 0, Handler: 3},
			{Symbol: "Serve", Default: "DefaultServeMux", Addr: 0, Handler: 1},
			{Symbol: "ServeTLS", Default: "DefaultServeMux", Addr: 0, Handler: 1},
			{Symbol: "Server", Field: "Handler", AddrField: "Addr"},
		},
		Middleware: []model.Middleware{
			{Symbol: "MaxBytesHandler", Role: model.BodyLimit, Handler: 0, Strip: -1},
			{Symbol: "TimeoutHandler", Role: model.Timeout, Handler: 0, Strip: -1},
			{Symbol: "AllowQuerySemicolons", Role: model.Other, Handler: 0, Strip: -1},
			{Symbol: "StripPrefix", Role: model.Other, Handler: 1, Strip: 0},
			{Symbol: "CrossOriginProtection.Handler", Role: model.Other, Handler: 0, Strip: -1},
		},
		Parts: slices.Concat(
			telling(model.PathOf, "Request", "RequestURI"),
			telling(model.VerbOf, "Request", "Method"),
			telling(model.PairOf, "Request", "Pattern"),
			[]model.Part{{Symbol: "ServeMux.Handler", Of: model.PairOf, Result: 1}},
		),
		Sources: []model.Source{
			{Symbol: "Request.Body", Kind: model.Body, Key: -1},
			{Symbol: "Request.Form", Kind: model.Form, Key: -1},
			{Symbol: "Request.PostForm", Kind: model.Form, Key: -1},
			{Symbol: "Request.MultipartForm", Kind: model.Form, Key: -1},
			{Symbol: "Request.Header", Kind: model.Header, Key: -1},
			{Symbol: "Request.Trailer", Kind: model.Header, Key: -1},
			{Symbol: "Request.URL", Kind: model.URL, Key: -1},
			{Symbol: "Request.RequestURI", Kind: model.URL, Key: -1},
			{Symbol: "Request.Host", Kind: model.Host, Key: -1},
			{Symbol: "Request.TLS", Kind: model.TLS, Key: -1},
			{Symbol: "Request.FormValue", Kind: model.Form, Key: 0},
			{Symbol: "Request.PostFormValue", Kind: model.Form, Key: 0},
			{Symbol: "Request.FormFile", Kind: model.Form, Key: 0},
			{Symbol: "Request.MultipartReader", Kind: model.Body, Key: -1},
			{Symbol: "Request.PathValue", Kind: model.Path, Key: 0},
			{Symbol: "Request.Cookie", Kind: model.Cookie, Key: 0},
			{Symbol: "Request.Cookies", Kind: model.Cookie, Key: -1},
			{Symbol: "Request.CookiesNamed", Kind: model.Cookie, Key: 0},
			{Symbol: "Request.BasicAuth", Kind: model.Header, Key: -1, Name: "Authorization"},
			{Symbol: "Request.Referer", Kind: model.Header, Key: -1, Name: "Referer"},
			{Symbol: "Request.UserAgent", Kind: model.Header, Key: -1, Name: "User-Agent"},
			{Symbol: "Header.Get", Kind: model.Header, Key: 0, Refine: true},
			{Symbol: "Header.Values", Kind: model.Header, Key: 0, Refine: true},
		},
		Sinks: slices.Concat([]model.Sink{
			{Symbol: "Request.ParseMultipartForm", Kind: model.BodyRead, Arg: -1},
			{Symbol: "Request.SetBasicAuth", Kind: model.Credential, Arg: 1},
			{Symbol: "Error", Kind: model.Response, Arg: 1},
			{Symbol: "ResponseWriter.Write", Kind: model.Response, Arg: 0},
		}, clientSinks(), redirectSinks(), fileServerSinks()),
		Limiters: []model.Limiter{{Symbol: "MaxBytesReader", Arg: 1}},
		// These say what is wrong with the request, in words that are fixed. A client
		// that cannot be written to reads nothing.
		PublicErrors: []string{"ResponseWriter.Write", "Request.Cookie", "Request.FormFile", "Request.ParseForm", "ParseTime", "MaxBytesError"},
		Harmless:     []string{"ResponseWriter"},
		Pure:         []string{"ResponseWriter.Header", "Header.Get", "Header.Values", "CanonicalHeaderKey", "StatusText", "Request.WithContext", "Request.Clone", "Request.Context"},
		Opaque:       []string{"Client.Do", "Client.Get", "Client.Post", "Client.Head", "Client.PostForm", "NewRequest", "NewRequestWithContext", "Get", "Post", "Head", "PostForm"},
	}
}

func httpTest() model.Library {
	return model.Library{
		Path: "net/http/httptest",
		Serves: []model.Serve{
			{Symbol: "NewServer", Addr: -1, Handler: 0, Own: true},
			{Symbol: "NewTLSServer", Addr: -1, Handler: 0, Own: true},
			{Symbol: "NewUnstartedServer", Addr: -1, Handler: 0, Own: true},
		},
		// What a test sends to itself is no request of anyone else.
		Opaque: []string{"NewRequest", "NewRequestWithContext"},
	}
}
