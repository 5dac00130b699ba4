package models

import "github.com/apiward/apiward/rules/model"

// Sessions are what a server keeps of those who come back, by a cookie. To load
// one asks nobody for anything; to reject who has nothing in it does.

// Nor does it say who is calling that one could not be kept.

func gorillaSessions() model.Library {
	return model.Library{
		Path: "github.com/gorilla/sessions",
		Sources: []model.Source{
			{Symbol: "CookieStore.Get", Kind: model.Session, Key: 1},
			{Symbol: "FilesystemStore.Get", Kind: model.Session, Key: 1},
			{Symbol: "Store.Get", Kind: model.Session, Key: 1},
			{Symbol: "Registry.Get", Kind: model.Session, Key: 1},
		},
		Opaque: []string{"Session.Save", "CookieStore.Save", "FilesystemStore.Save", "Store.Save", "Registry.Save", "Save"},
	}
}

func ginSessions() model.Library {
	return model.Library{
		Path:    "github.com/gin-contrib/sessions",
		Sources: []model.Source{{Symbol: "Session.Get", Kind: model.Session, Key: 0}},
		Opaque:  []string{"Session.Save"},
	}
}

func scs() model.Library {
	var sources []model.Source
	for _, of := range []string{"Get", "GetBool", "GetBytes", "GetFloat", "GetInt", "GetInt32", "GetInt64", "GetString", "GetTime", "Exists", "Pop", "PopString"} {
		sources = append(sources, model.Source{Symbol: "SessionManager." + of, Kind: model.Session, Key: 1})
	}
	return model.Library{
		Path:       "github.com/alexedwards/scs/v2",
		Sources:    sources,
		Middleware: []model.Middleware{{Symbol: "SessionManager.LoadAndSave", Role: model.Other, Handler: 0, Strip: -1}},
	}
}

// fasthttpSession makes a session for whoever has none: only what is in it says
// that somebody is known.
func fasthttpSession() model.Library {
	return model.Library{
		Path:    "github.com/fasthttp/session/v2",
		Sources: []model.Source{{Symbol: "Store.Get", Kind: model.Session, Key: 0}},
		Opaque:  []string{"Session.Get", "Session.Save"},
	}
}
