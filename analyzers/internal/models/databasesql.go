package models

import "github.com/apiward/apiward/rules/model"

func databaseSQL() model.Library {
	l := model.Library{Path: "database/sql", Opaque: []string{"*"}}
	for _, typ := range []string{"DB", "Tx", "Conn"} {
		for _, call := range []string{"Exec", "Query", "QueryRow", "Prepare"} {
			if typ != "Conn" { // Conn has the context forms alone
				l.Sinks = append(l.Sinks, model.Sink{Symbol: typ + "." + call, Kind: model.SQL, Arg: 0})
			}
			l.Sinks = append(l.Sinks, model.Sink{Symbol: typ + "." + call + "Context", Kind: model.SQL, Arg: 1})
		}
	}
	return l
}
