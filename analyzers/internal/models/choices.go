package models

import "github.com/apiward/apiward/rules/model"

// slicesChoices returns the look-ups of package slices, and of the one that it grew
// out of.
func slicesChoices() []model.Choice {
	return append(choices("Contains", "Index", "BinarySearch"), askedOfEach("ContainsFunc", "IndexFunc")...)
}

// choices returns functions of a list and a value that may be one of its elements.
func choices(symbols ...string) (list []model.Choice) {
	for _, symbol := range symbols {
		list = append(list, model.Choice{Symbol: symbol, Value: 1})
	}
	return list
}

// askedOfEach returns functions of a list and of what is asked about its elements.
func askedOfEach(symbols ...string) []model.Choice {
	list := choices(symbols...)
	for i := range list {
		list[i].Asks = true
	}
	return list
}

func expSlices() model.Library {
	return model.Library{Path: "golang.org/x/exp/slices", Choices: slicesChoices(), Pure: []string{"*"}}
}

func samberLo() model.Library {
	return model.Library{Path: "github.com/samber/lo", Choices: append(choices("Contains", "IndexOf"), askedOfEach("ContainsBy", "SomeBy")...)}
}
