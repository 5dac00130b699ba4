package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// goZero bounds the bodies that it parses to 8 MB, and its server all to 1 MB.
func goZero() model.Library {
	return model.Library{
		Path: "github.com/zeromicro/go-zero/rest/httpx",
		Sources: slices.Concat(
			filling(model.Body, "", 1, "Parse", "ParseJsonBody"),
			filling(model.Form, "", 1, "ParseForm"),
			filling(model.Path, "", 1, "ParsePath"),
			filling(model.Header, "", 1, "ParseHeaders"),
			whole(model.Form, "", "GetFormValues"),
			called(model.Header, "", "X-Forwarded-For", "GetRemoteAddr"),
		),
		Sinks: slices.Concat(
			into(model.Response, "", 1, "OkJson", "Error"),
			into(model.Response, "", 2, "OkJsonCtx", "ErrorCtx", "WriteJson"),
			into(model.Response, "", 3, "WriteJsonCtx"),
		),
	}
}

func goZeroPath() model.Library {
	return model.Library{Path: "github.com/zeromicro/go-zero/rest/pathvar", Sources: whole(model.Path, "", "Vars")}
}
