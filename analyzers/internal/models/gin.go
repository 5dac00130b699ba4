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
		Path:      "github.com/gin-gonic/gin",
		Requests:  []string{c},
		Responses: []string{"ResponseWriter"},
		// What is attached to the context is for those who log.
		Opaque:       []string{"Context.Error", "Context.AbortWithError"},
		PublicErrors: []string{"Context.FormFile", "Context.Cookie"},
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
			into(model.FileName, c, 0, "File", "FileAttachment"),
			into(model.FileName, c, 1, "SaveUploadedFile"),
		),
	}
}

// ginSize is gin's own limit of bodies.
func ginSize() model.Library {
	return model.Library{Path: "github.com/gin-contrib/size", Middleware: bodyLimits("RequestSizeLimiter")}
}
