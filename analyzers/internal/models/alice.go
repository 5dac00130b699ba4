package models

import "github.com/apiward/apiward/rules/model"

func alice() model.Library {
	return model.Library{
		Path: "github.com/justinas/alice",
		Chains: []model.ChainOf{
			{Symbol: "New", List: 0, Handler: -1},
			{Symbol: "Chain.Append", List: 0, Handler: -1, Onto: true},
			{Symbol: "Chain.Extend", List: 0, Handler: -1, Onto: true},
			{Symbol: "Chain.Then", List: -1, Handler: 0},
			{Symbol: "Chain.ThenFunc", List: -1, Handler: 0},
		},
	}
}
