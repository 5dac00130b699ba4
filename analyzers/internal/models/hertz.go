package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// hertz reads a body within 4 MB before a handler runs.
func hertz() model.Library {
	const c = "RequestContext"
	return model.Library{
		Path:            "github.com/cloudwego/hertz/pkg/app",
		Requests:        []string{c},
		BoundedRequests: []string{c},
		Responses:       []string{c},
		Sources: slices.Concat(
			named(model.Query, c, 0, "Query", "DefaultQuery", "GetQuery"),
			whole(model.Query, c, "QueryArgs"),
			named(model.Form, c, 0, "PostForm", "DefaultPostForm", "GetPostForm", "PostFormArray", "GetPostFormArray", "FormValue", "FormFile"),
			whole(model.Form, c, "PostArgs", "MultipartForm"),
			named(model.Path, c, 0, "Param"),
			whole(model.Path, c, "Params"),
			named(model.Header, c, 0, "GetHeader"),
			called(model.Header, c, "X-Forwarded-For", "ClientIP"),
			called(model.Header, c, "User-Agent", "UserAgent"),
			called(model.Header, c, "Content-Type", "ContentType"),
			named(model.Cookie, c, 0, "Cookie"),
			whole(model.Body, c, "Body", "GetRawData", "RequestBodyStream", "Request", "GetRequest"),
			whole(model.URL, c, "Path", "URI"),
			whole(model.Host, c, "Host"),
			filling(model.Body, c, 0, "Bind", "BindAndValidate", "BindByContentType", "BindForm", "BindJSON", "BindProtobuf"),
			filling(model.Query, c, 0, "BindQuery"),
			filling(model.Path, c, 0, "BindPath"),
			filling(model.Header, c, 0, "BindHeader"),
			named(model.Context, c, 0, "Get", "MustGet", "GetString", "GetStringSlice", "GetStringMap", "GetStringMapString", "Value"),
			whole(model.Context, c, "Keys", "FullPath"),
		),
		Sinks: slices.Concat(
			into(model.Response, c, 0, "AbortWithMsg", "SetBodyString", "Write", "WriteString"),
			into(model.Response, c, 1, "JSON", "PureJSON", "IndentedJSON", "AbortWithStatusJSON", "XML", "ProtoBuf", "Render"),
			intoRest(model.Response, c, 1, "String"),
			into(model.Response, c, 2, "HTML", "Data"),
			into(model.Redirect, c, 1, "Redirect"),
			intoLocation(c, "Header"),
			into(model.FileName, c, 0, "File", "FileAttachment"),
			into(model.FileName, c, 1, "SaveUploadedFile"),
		),
	}
}

func hertzProtocol() model.Library {
	const args, header, request, uri = "Args", "RequestHeader", "Request", "URI"
	return model.Library{
		Path: "github.com/cloudwego/hertz/pkg/protocol",
		Sources: slices.Concat(
			narrowing(model.Query, args, 0, "Peek", "PeekAll", "PeekExists"),
			narrowing(model.Query, args, -1, "QueryString", "String"),
			narrowing(model.Header, header, 0, "Get", "GetAll", "Peek", "PeekAll"),
			narrowing(model.Cookie, header, 0, "Cookie"),
			narrowing(model.Header, header, -1, "UserAgent", "ContentType", "RawHeaders"),
			narrowing(model.Host, header, -1, "Host"),
			narrowing(model.Body, request, -1, "Body", "BodyE", "BodyBytes", "BodyStream"),
			narrowing(model.URL, request, -1, "URI", "RequestURI", "Path", "QueryString"),
			narrowing(model.Form, request, -1, "PostArgs", "PostArgString", "MultipartForm"),
			narrowing(model.URL, uri, -1, "FullURI", "Path", "PathOriginal", "RequestURI", "LastPathSegment", "QueryString", "QueryArgs"),
			narrowing(model.Host, uri, -1, "Host"),
			whole(model.Header, request, "Header"),
		),
	}
}
