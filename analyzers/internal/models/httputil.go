package models

import "github.com/apiward/apiward/rules/model"

// httpUtil prints requests with all their headers, and passes them on.
func httpUtil() model.Library {
	return model.Library{
		Path:     "net/http/httputil",
		Requests: []string{"ProxyRequest"},
		Sources: []model.Source{
			{Symbol: "DumpRequest", Kind: model.Header, Key: -1},
		},
		Sinks: into(model.Outbound, "", 0, "NewSingleHostReverseProxy", "ProxyRequest.SetURL"),
		Pure:  []string{"DumpRequestOut"},
	}
}
