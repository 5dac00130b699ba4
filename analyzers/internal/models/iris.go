package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func irisContext() model.Library {
	const c = "Context"
	bodies := []string{"ReadJSON", "ReadXML", "ReadYAML", "ReadMsgPack", "ReadProtobuf", "ReadJSONProtobuf", "ReadBody", "ReadForm"}
	return model.Library{
		Path:     "github.com/kataras/iris/v12/context",
		Requests: []string{c},
		Sources: slices.Concat(
			named(model.Query, c, 0, "URLParam", "URLParamDefault", "URLParamTrim", "URLParamEscape", "URLParamSlice"),
			whole(model.Query, c, "URLParams"),
			named(model.Form, c, 0, "FormValue", "FormValueDefault", "PostValue", "PostValueDefault", "PostValueTrim", "PostValueString", "PostValueMany", "PostValues", "FormFile", "FormFiles"),
			whole(model.Form, c, "FormValues"),
			whole(model.Path, c, "Params"),
			named(model.Path, "RequestParams", 0, "Get", "GetDecoded", "GetTrim", "GetEscape", "GetTrimFile", "GetTrimHTML", "GetTrimJSON", "GetTrimXML"),
			named(model.Header, c, 0, "GetHeader"),
			called(model.Header, c, "X-Forwarded-For", "RemoteAddr"),
			named(model.Cookie, c, 0, "GetCookie"),
			whole(model.URL, c, "Path", "RequestPath", "FullRequestURI"),
			whole(model.Host, c, "Host", "Subdomain", "SubdomainFull", "Domain"),
			whole(model.Body, c, "GetBody"),
			filling(model.Body, c, 0, bodies...),
			filling(model.Query, c, 0, "ReadQuery", "ReadURL"),
			filling(model.Path, c, 0, "ReadParams"),
			filling(model.Header, c, 0, "ReadHeaders"),
			whole(model.Context, c, "Values", "GetID", "User"),
			named(model.Context, c, 0, "Value"),
		),
		Sinks: slices.Concat(
			into(model.BodyRead, c, -1, bodies...),
			into(model.BodyRead, c, -1, "GetBody"),
			into(model.Response, c, 0, "JSON", "JSONP", "XML", "YAML", "MsgPack", "Problem", "Write", "WriteString", "Negotiate"),
			intoRest(model.Response, c, 0, "Text", "HTML", "Writef"),
			into(model.Response, c, 1, "StopWithError", "StopWithPlainError", "StopWithJSON", "StopWithProblem"),
			intoRest(model.Response, c, 1, "StopWithText"),
			into(model.Redirect, c, 0, "Redirect"),
			intoLocation(c, "Header"),
			into(model.FileName, c, 0, "SendFile", "SendFileWithRate", "ServeFile", "ServeFileWithRate", "UploadFormFiles"),
			into(model.FileName, c, 1, "SaveFormFile"),
		),
	}
}

// irisStore is what iris keeps values in, those of a request and its own.
func irisStore() model.Library {
	return model.Library{Path: "github.com/kataras/iris/v12/core/memstore", Pure: []string{"*"}}
}

func iris() model.Library {
	return model.Library{Path: "github.com/kataras/iris/v12", Middleware: bodyLimits("LimitRequestBodySize")}
}
