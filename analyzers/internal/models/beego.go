package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// beegoController is what a service's controllers embed.
func beegoController() model.Library {
	const c = "Controller"
	return model.Library{
		Path:            "github.com/beego/beego/v2/server/web",
		Requests:        []string{c},
		BoundedRequests: []string{c},
		Sources: slices.Concat(
			named(model.Form, c, 0, "GetString", "GetStrings", "GetFile", "GetFiles"),
			whole(model.Form, c, "Input"),
			filling(model.Form, c, 0, "ParseForm", "BindForm"),
			filling(model.Body, c, 0, "Bind", "BindJSON", "BindXML", "BindYAML", "BindProtobuf"),
			named(model.Context, c, 0, "GetSession"),
		),
		Sinks: slices.Concat(
			into(model.Response, c, 0, "JSONResp", "XMLResp", "YamlResp", "Resp"),
			into(model.Response, c, 1, "CustomAbort"),
			into(model.Redirect, c, 0, "Redirect"),
			into(model.FileName, c, 1, "SaveToFile", "SaveToFileWithBuffer"),
		),
	}
}

// beegoContext is what lies under a controller. Bodies are copied within 64 MB
// before a handler runs.
func beegoContext() model.Library {
	const c, in, out = "Context", "BeegoInput", "BeegoOutput"
	return model.Library{
		Path:            "github.com/beego/beego/v2/server/web/context",
		Requests:        []string{c, in},
		BoundedRequests: []string{c, in},
		Sources: slices.Concat(
			named(model.Query, in, 0, "Query"),
			named(model.Path, in, 0, "Param"),
			whole(model.Path, in, "Params"),
			named(model.Header, in, 0, "Header"),
			called(model.Header, in, "X-Forwarded-For", "IP", "Proxy"),
			called(model.Header, in, "User-Agent", "UserAgent"),
			called(model.Header, in, "Referer", "Referer", "Refer"),
			named(model.Cookie, in, 0, "Cookie"),
			named(model.Cookie, c, 0, "GetCookie"),
			whole(model.URL, in, "URI", "URL"),
			whole(model.Host, in, "Host", "Domain", "Site", "SubDomains"),
			whole(model.Body, in, "RequestBody", "CopyBody"),
			filling(model.Query, in, 0, "Bind"),
			filling(model.Body, c, 0, "Bind", "BindJSON", "BindXML", "BindYAML", "BindProtobuf"),
			filling(model.Form, c, 0, "BindForm"),
			named(model.Context, in, 0, "GetData", "Session"),
		),
		Sinks: slices.Concat(
			into(model.Response, c, 0, "WriteString", "JSONResp", "XMLResp", "YamlResp", "Resp"),
			into(model.Response, c, 1, "Abort"),
			into(model.Response, out, 0, "Body", "JSON", "JSONP", "XML", "YAML"),
			into(model.Redirect, c, 1, "Redirect"),
			into(model.FileName, out, 0, "Download"),
		),
	}
}
