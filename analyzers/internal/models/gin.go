package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// gin bounds no body by itself: MaxMultipartMemory is what of a form is kept
// in memory, the rest goes to disk.
func gin() model.Library {
	const c = "Context"
	body := []string{
		"Bind", "BindJSON", "BindXML", "BindYAML", "BindTOML", "BindPlain", "BindWith", "MustBindWith",
		"ShouldBind", "ShouldBindJSON", "ShouldBindXML", "ShouldBindYAML", "ShouldBindTOML", "ShouldBindPlain", "ShouldBindWith",
		"ShouldBindBodyWith", "ShouldBindBodyWithJSON", "ShouldBindBodyWithXML", "ShouldBindBodyWithYAML", "ShouldBindBodyWithTOML", "ShouldBindBodyWithPlain",
	}
	return model.Library{
		Path:    "github.com/gin-gonic/gin",
		Routers: ginRouters(),
		Serves: []model.Serve{
			{Symbol: "Engine.Run", Handler: -1, Addr: 0},
			{Symbol: "Engine.RunTLS", Handler: -1, Addr: 0},
			{Symbol: "Engine.RunUnix", Handler: -1, Addr: 0},
			{Symbol: "Engine.RunFd", Handler: -1, Addr: -1},
			{Symbol: "Engine.RunListener", Handler: -1, Addr: -1},
			{Symbol: "Engine.RunQUIC", Handler: -1, Addr: 0},
		},
		Middleware: []model.Middleware{
			{Symbol: "WrapH", Role: model.Other, Handler: 0, Strip: -1},
			{Symbol: "WrapF", Role: model.Other, Handler: 0, Strip: -1},
			{Symbol: "BasicAuth", Role: model.Auth, Handler: -1, Strip: -1, Takes: []model.Taken{{In: model.InBasic}}},
			{Symbol: "BasicAuthForRealm", Role: model.Auth, Handler: -1, Strip: -1, Takes: []model.Taken{{In: model.InBasic}}},
			{Symbol: "BasicAuthForProxy", Role: model.Auth, Handler: -1, Strip: -1, Takes: []model.Taken{{In: model.Header, Name: "Proxy-Authorization"}}},
			{Symbol: "Recovery", Role: model.Recover, Handler: -1, Strip: -1},
			{Symbol: "RecoveryWithWriter", Role: model.Recover, Handler: -1, Strip: -1},
			{Symbol: "CustomRecovery", Role: model.Recover, Handler: -1, Strip: -1},
			{Symbol: "CustomRecoveryWithWriter", Role: model.Recover, Handler: -1, Strip: -1},
			{Symbol: "Logger", Role: model.Log, Handler: -1, Strip: -1},
			{Symbol: "LoggerWithFormatter", Role: model.Log, Handler: -1, Strip: -1},
			{Symbol: "LoggerWithWriter", Role: model.Log, Handler: -1, Strip: -1},
			{Symbol: "LoggerWithConfig", Role: model.Log, Handler: -1, Strip: -1},
			{Symbol: "ErrorLogger", Role: model.Log, Handler: -1, Strip: -1},
			{Symbol: "ErrorLoggerT", Role: model.Log, Handler: -1, Strip: -1},
		},
		Puts:     []model.Put{{Symbol: "Context.Set", Key: 0, Value: 1}},
		Proceeds: []string{"Context.Next"},
		Aborts:   []string{"Context.Abort", "Context.AbortWithStatus", "Context.AbortWithStatusJSON", "Context.AbortWithStatusPureJSON", "Context.AbortWithError"},
		Aborted:  []string{"Context.IsAborted"},
		Modes:    []model.Mode{{Symbol: "Mode", Release: "release"}, {Symbol: "IsDebugging"}},
		Answers: slices.Concat(
			answering(model.AnswersPage, c, -1, "HTML"),
			answering(model.AnswersHeader, c, 0, "Header"),
			answering(model.AnswersFile, c, 0, "File"),
		),
		Requests:  []string{c},
		Responses: []string{"ResponseWriter"},
		Overloads: ginBindings(),
		// What is attached to the context is for those who log.
		Opaque:       []string{"Context.Error", "Context.AbortWithError"},
		PublicErrors: []string{"Context.FormFile", "Context.Cookie"},
		Parts:        telling(model.PatternOf, c, "FullPath"),
		Sources: slices.Concat(
			named(model.Query, c, 0, "Query", "DefaultQuery", "GetQuery", "QueryArray", "GetQueryArray", "QueryMap", "GetQueryMap"),
			named(model.Form, c, 0, "PostForm", "DefaultPostForm", "GetPostForm", "PostFormArray", "GetPostFormArray", "PostFormMap", "GetPostFormMap", "FormFile"),
			whole(model.Form, c, "MultipartForm"),
			named(model.Path, c, 0, "Param"),
			whole(model.Path, c, "Params"),
			named(model.Path, "Params", 0, "ByName", "Get"),
			named(model.Header, c, 0, "GetHeader"),
			called(model.Header, c, "Content-Type", "ContentType"),
			called(model.Header, c, "X-Forwarded-For", "ClientIP"),
			called(model.Header, c, "Accept", "Accepted"),
			named(model.Cookie, c, 0, "Cookie"),
			whole(model.Body, c, "GetRawData"),
			filling(model.Body, c, 0, body...),
			filling(model.Query, c, 0, "BindQuery", "ShouldBindQuery"),
			filling(model.Path, c, 0, "BindUri", "ShouldBindUri"),
			filling(model.Header, c, 0, "BindHeader", "ShouldBindHeader"),
			// What the service's own middleware has put there.
			named(model.Context, c, 0, "Get", "MustGet", "Value", "GetString", "GetStringSlice", "GetStringMap", "GetStringMapString", "GetStringMapStringSlice"),
			whole(model.Context, c, "Keys", "FullPath"),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, c, -1, body...),
			into(model.BodyRead, c, -1, "GetRawData", "MultipartForm", "FormFile"),
			into(model.Response, c, 1,
				"JSON", "IndentedJSON", "SecureJSON", "JSONP", "AsciiJSON", "PureJSON", "AbortWithStatusJSON", "AbortWithStatusPureJSON",
				"XML", "YAML", "TOML", "BSON", "ProtoBuf", "SSEvent", "Render", "Negotiate"),
			intoRest(model.Response, c, 1, "String"),
			into(model.Response, c, 2, "HTML", "Data"),
			into(model.Response, "ResponseWriter", 0, "WriteString"),
			into(model.Redirect, c, 1, "Redirect"),
			intoLocation(c, "Header"),
			served(into(model.FileName, c, 0, "File", "FileAttachment")),
			into(model.FileName, c, 1, "SaveUploadedFile"),
		),
	}
}

// ginBindings are the calls that are told by a variable what they decode. Forms
// stay with what is known of all of them: whether they are of several parts, the
// request says.
func ginBindings() []model.Overload {
	const in = "github.com/gin-gonic/gin/binding"
	bound := func(symbol, by string, kinds ...string) model.Overload {
		o := model.Overload{Symbol: "Context." + symbol, Arg: 1, In: in, Calls: map[string]string{}}
		for _, kind := range kinds {
			o.Calls[kind] = "Context." + by + kind
		}
		return o
	}
	return []model.Overload{
		bound("BindWith", "Bind", "JSON", "XML", "YAML", "TOML", "Plain", "Query", "Header"),
		bound("MustBindWith", "Bind", "JSON", "XML", "YAML", "TOML", "Plain", "Query", "Header"),
		bound("ShouldBindWith", "ShouldBind", "JSON", "XML", "YAML", "TOML", "Plain", "Query", "Header"),
		bound("ShouldBindBodyWith", "ShouldBindBodyWith", "JSON", "XML", "YAML", "TOML", "Plain"),
	}
}

// ginRouters are the engine, its groups, and the interfaces that both are. A
// group takes over what its parent has when it is made.
func ginRouters() []model.Router {
	verb := func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1, List: true}
	}
	files := func(name string) model.Register {
		return model.Register{Name: name, Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true}
	}
	routes := model.Router{
		Types: []string{"IRoutes"},
		Register: []model.Register{
			verb("GET", "GET"), verb("POST", "POST"), verb("PUT", "PUT"), verb("PATCH", "PATCH"), verb("DELETE", "DELETE"),
			verb("HEAD", "HEAD"), verb("OPTIONS", "OPTIONS"), verb("Any", "ANY"),
			{Name: "Handle", MethodArg: 0, Path: 1, Handler: 2, List: true},
			{Name: "Match", MethodArg: 0, Path: 1, Handler: 2, List: true},
			files("Static"), files("StaticFS"),
			{Name: "StaticFile", Method: "GET", MethodArg: -1, Path: 0, Handler: -1},
			{Name: "StaticFileFS", Method: "GET", MethodArg: -1, Path: 0, Handler: -1},
		},
		Use:    []model.Use{{Name: "Use", Arg: 0}},
		Syntax: model.Dashed,
		Order:  model.Before,
		Flat:   true,
	}
	groups := routes
	groups.Types = []string{"RouterGroup", "IRouter"}
	groups.Mount = []model.Mount{{Name: "Group", Kind: model.Chain, Prefix: 0, Arg: 1}}
	groups.List = "Handlers"
	engine := groups
	engine.Types = []string{"Engine"}
	engine.New = []string{"New", "Default"}
	engine.Brings = []model.Brings{{New: "Default", With: []string{"Logger", "Recovery"}}}
	engine.Same = []string{"Engine.Handler", "Engine.With"}
	engine.Register = append(slices.Clip(engine.Register), model.Register{Name: "NoRoute", Method: "ANY", MethodArg: -1, Path: -1, Handler: 0, List: true, Rest: true})
	return []model.Router{routes, groups, engine}
}

// ginSize is gin's own limit of bodies.
func ginSize() model.Library {
	return model.Library{Path: "github.com/gin-contrib/size", Middleware: bodyLimits("RequestSizeLimiter")}
}
