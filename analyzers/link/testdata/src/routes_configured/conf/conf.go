// Package conf holds what the command is configured by.
package conf

import (
	"github.com/jessevdk/go-flags"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// Env has a default beside the name of its flag.
type Env struct {
	Port string `long:"port" default:":8080"`
	Web  Web
}

// Web is a part of it.
type Web struct {
	Base string `long:"base" default:"/env"`
	None string `long:"none"`
}

// Read fills it.
func Read() (e Env, err error) {
	_, err = flags.Parse(&e)
	return e, err
}

// File is filled with what is set under the names of its fields.
type File struct {
	Server struct {
		Prefix string `mapstructure:"url_prefix"`
	} `mapstructure:"server"`
	Web *Paths
}

// Paths are of which nothing is said.
type Paths struct {
	Base string
}

// Load fills it.
func Load() (f File, err error) {
	viper.SetDefault("Server.url_prefix", "/file")
	viper.SetDefault("api", "/viper")
	viper.SetDefault("size", 3)
	err = viper.Unmarshal(&f)
	return f, err
}

// Options are set by flags.
type Options struct {
	Base string
	Root *string
}

// Add adds the flags.
func (o *Options) Add(set *pflag.FlagSet) {
	set.StringVarP(&o.Base, "base", "b", "/pflag", "prefix of all paths")
	o.Root = set.StringP("root", "r", "/root", "prefix of some")
	set.String("named", "/named", "prefix of others")
}
