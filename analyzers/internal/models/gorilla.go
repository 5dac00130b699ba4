package models

import "github.com/apiward/apiward/rules/model"

func gorillaMux() model.Library {
	return model.Library{Path: "github.com/gorilla/mux", Sources: whole(model.Path, "", "Vars")}
}

// gorillaSchema moves a form into a struct. What the form is it has from its
// caller.
func gorillaSchema() model.Library {
	return model.Library{Path: "github.com/gorilla/schema", Pure: []string{"Decoder.Decode", "NewDecoder"}}
}
