package models

import "github.com/apiward/apiward/rules/model"

// goPlugin runs parts of a program as processes of their own, which answer the
// program that has started them over a socket that nobody else is told of.
func goPlugin() model.Library {
	return model.Library{Path: "github.com/hashicorp/go-plugin", Private: []string{"Serve", "ServeMux"}}
}
