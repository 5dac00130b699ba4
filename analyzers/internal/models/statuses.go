package models

import "github.com/apiward/apiward/rules/model"

// statuses says where libraries take the status of an answer, with the answer
// or before it.
func statuses() []model.Library {
	takes := func(path string, arg int, symbols ...string) model.Library {
		l := model.Library{Path: path}
		for _, s := range symbols {
			l.Statuses = append(l.Statuses, model.Status{Symbol: s, Arg: arg})
		}
		return l
	}
	echo := []string{
		"Context.JSON", "Context.JSONPretty", "Context.JSONBlob", "Context.JSONP", "Context.JSONPBlob", "Context.XML", "Context.XMLPretty", "Context.XMLBlob",
		"Context.String", "Context.HTML", "Context.HTMLBlob", "Context.Blob", "Context.Render", "NewHTTPError", "Response.WriteHeader",
	}
	fiber := []string{"Ctx.Status", "NewError"}
	return []model.Library{
		takes("net/http", 0, "ResponseWriter.WriteHeader"),
		takes("net/http", 2, "Error"),
		takes("github.com/gin-gonic/gin", 0,
			"Context.JSON", "Context.IndentedJSON", "Context.SecureJSON", "Context.JSONP", "Context.AsciiJSON", "Context.PureJSON",
			"Context.AbortWithStatusJSON", "Context.AbortWithStatusPureJSON", "Context.XML", "Context.YAML", "Context.TOML", "Context.BSON", "Context.ProtoBuf",
			"Context.Render", "Context.String", "Context.HTML", "Context.Data", "Context.Status", "Context.AbortWithStatus"),
		takes("github.com/labstack/echo/v4", 0, echo...),
		takes("github.com/labstack/echo/v5", 0, echo...),
		takes("github.com/gofiber/fiber/v2", 0, fiber...),
		takes("github.com/gofiber/fiber/v3", 0, fiber...),
		takes("github.com/go-chi/render", 1, "Status"),
		takes("github.com/danielgtaylor/huma/v2", 2, "WriteErr"),
		takes("github.com/kataras/iris/v12", 0, "Context.StatusCode"),
		takes("github.com/cloudwego/hertz/pkg/app", 0, "RequestContext.JSON", "RequestContext.PureJSON", "RequestContext.IndentedJSON", "RequestContext.XML", "RequestContext.String", "RequestContext.AbortWithStatusJSON", "RequestContext.SetStatusCode"),
		takes("github.com/emicklei/go-restful/v3", 0, "Response.WriteError", "Response.WriteErrorString", "Response.WriteHeader", "Response.WriteHeaderAndEntity"),
		takes("github.com/valyala/fasthttp", 0, "RequestCtx.SetStatusCode"),
		takes("github.com/valyala/fasthttp", 1, "RequestCtx.Error"),
	}
}

// readers say what is wrong with what they read. Calls that a model has to read
// a body or to fill a variable from a request are some without being listed.
func readers() []model.Library {
	reads := func(path string, symbols ...string) model.Library {
		return model.Library{Path: path, ReadErrors: symbols}
	}
	return []model.Library{
		reads("encoding/json", "Unmarshal", "Decoder.Token"),
		reads("encoding/xml", "Unmarshal", "Decoder.Token", "Decoder.DecodeElement"),
		reads("encoding/csv", "*"),
		reads("encoding/binary", "Read"),
		reads("encoding/pem", "*"),
		reads("crypto/x509", "ParseCertificate", "ParseCertificateRequest", "ParsePKIXPublicKey"),
		reads("mime/multipart", "*"),
		reads("image", "Decode", "DecodeConfig"),
		reads("archive/zip", "NewReader", "File.Open"),
		reads("compress/gzip", "NewReader"),
		reads("io", "ReadFull", "ReadAtLeast"),
		reads("html/template", "Template.Parse"),
		reads("text/template", "Template.Parse"),
		reads("github.com/json-iterator/go", "*"),
		reads("github.com/goccy/go-json", "*"),
		reads("github.com/bytedance/sonic", "*"),
		reads("google.golang.org/protobuf/encoding/protojson", "*"),
		reads("google.golang.org/protobuf/proto", "Unmarshal"),
		reads("gopkg.in/yaml.v2", "*"),
		reads("gopkg.in/yaml.v3", "*"),
		reads("github.com/goccy/go-yaml", "*"),
		reads("sigs.k8s.io/yaml", "*"),
		reads("github.com/mitchellh/mapstructure", "*"),
		reads("github.com/go-viper/mapstructure/v2", "*"),
		reads("github.com/go-playground/form/v4", "*"),
		reads("github.com/gorilla/schema", "Decoder.Decode"),
		reads("github.com/oapi-codegen/runtime", "*"),
	}
}
