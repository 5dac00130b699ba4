// Package conf holds what the command is configured by.
package conf

import (
	"github.com/caarlos0/env/v11"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"github.com/urfave/cli/v3"
)

// Env has a default beside the name of its variable.
type Env struct {
	Port string `env:"PORT" envDefault:":8080"`
	Web  Web
}

// Web is a part of it.
type Web struct {
	Base string `env:"BASE" envDefault:"/env"`
	None string `env:"NONE"`
}

// Read fills it.
func Read() (e Env, err error) {
	err = env.Parse(&e)
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

// PrefixFlag is the name of a flag, TwiceFlag that of two.
const (
	PrefixFlag = "api-prefix"
	TwiceFlag  = "twice"
)

// Flags are those of a command.
func Flags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: PrefixFlag, Usage: "prefix for all routes", Value: "/cli"},
		&cli.StringFlag{Name: "root"},
		&cli.IntFlag{Name: "port", Value: 8080},
		&cli.StringFlag{Name: TwiceFlag, Value: "/one"},
	}
}

// Others are those of another command, which has its own default for one.
func Others() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{Name: TwiceFlag, Value: "/two"}}
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
