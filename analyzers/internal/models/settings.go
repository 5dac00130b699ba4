package models

import "github.com/apiward/apiward/rules/model"

// What a path begins with is often for a configuration to say. The libraries here
// know what it is until somebody does.

// reading returns the calls that yield a text under the name that is their first
// argument.
func reading(symbols ...string) (list []model.Read) {
	for _, s := range symbols {
		list = append(list, model.Read{Symbol: s})
	}
	return list
}

// flags are the calls of the standard library's flags, and of those that are called
// as these are.
func flags(owners ...string) (list []model.Define) {
	for _, owner := range owners {
		list = append(list,
			model.Define{Symbol: owner + "String", Name: 1, Default: 2, Points: true},
			model.Define{Symbol: owner + "StringVar", Into: 1, Name: 2, Default: 3},
		)
	}
	return list
}

func flagSettings() model.Library {
	return model.Library{Path: "flag", Settings: model.Settings{Defines: flags("", "FlagSet.")}}
}

func pflag() model.Library {
	s := model.Settings{Defines: flags("", "FlagSet."), Reads: reading("FlagSet.GetString")}
	for _, owner := range []string{"", "FlagSet."} {
		s.Defines = append(s.Defines,
			model.Define{Symbol: owner + "StringP", Name: 1, Default: 3, Points: true},
			model.Define{Symbol: owner + "StringVarP", Into: 1, Name: 2, Default: 4},
		)
	}
	return model.Library{Path: "github.com/spf13/pflag", Settings: s}
}

// urfave are the three versions of a library of commands.
func urfave() []model.Library {
	const path = "github.com/urfave/cli"
	flag := model.Flag{Type: "StringFlag", Name: "Name", Default: "Value", Into: "Destination"}
	generic := flag
	generic.Type = "FlagBase"
	return []model.Library{
		{Path: path, Settings: model.Settings{Flags: []model.Flag{flag}, Reads: reading("Context.String", "Context.GlobalString")}},
		{Path: path + "/v2", Settings: model.Settings{Flags: []model.Flag{flag}, Reads: reading("Context.String")}},
		{Path: path + "/v3", Settings: model.Settings{Flags: []model.Flag{generic}, Reads: reading("Command.String")}},
	}
}

func viperSettings() model.Settings {
	s := model.Settings{Folds: true, Reads: reading("GetString", "Viper.GetString")}
	for _, owner := range []string{"", "Viper."} {
		s.Defines = append(s.Defines, model.Define{Symbol: owner + "SetDefault", Name: 1, Default: 2})
		for _, name := range []string{"Unmarshal", "UnmarshalExact"} {
			s.Fills = append(s.Fills, model.Fill{Symbol: owner + name, Into: 1, Names: "mapstructure"})
		}
	}
	return s
}

// taggedSettings are libraries that fill structs by what the tags of their fields say.
func taggedSettings() (list []model.Library) {
	for _, l := range []struct {
		path, tag string
		into      int
		symbols   []string
	}{
		{"github.com/alecthomas/kong", "default", 1, []string{"Parse", "New"}},
		{"github.com/caarlos0/env/v11", "envDefault", 1, []string{"Parse", "ParseWithOptions"}},
		{"github.com/ilyakaznacheev/cleanenv", "env-default", 1, []string{"ReadEnv"}},
		{"github.com/ilyakaznacheev/cleanenv", "env-default", 2, []string{"ReadConfig"}},
		{"github.com/jessevdk/go-flags", "default", 1, []string{"Parse", "NewParser", "ParseArgs"}},
		{"github.com/kelseyhightower/envconfig", "default", 2, []string{"Process", "MustProcess"}},
	} {
		var fills []model.Fill
		for _, s := range l.symbols {
			fills = append(fills, model.Fill{Symbol: s, Into: l.into, Default: l.tag})
		}
		if n := len(list); n > 0 && list[n-1].Path == l.path {
			list[n-1].Settings.Fills = append(list[n-1].Settings.Fills, fills...)
			continue
		}
		list = append(list, model.Library{Path: l.path, Settings: model.Settings{Fills: fills}})
	}
	return list
}
