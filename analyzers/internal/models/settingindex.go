package models

import (
	"strings"

	"github.com/apiward/apiward/rules/model"
)

// settingIndex finds what is known of libraries that read configurations, by
// symbol. Each has names of its own.
type settingIndex struct {
	reads     map[string]model.Read
	defines   map[string]model.Define
	flags     map[string]model.Flag // by type
	fills     map[string]model.Fill
	folds     map[string]bool // by path: whether names are the same in upper and lower case
	libraries map[string]bool
}

func newSettingIndex() settingIndex {
	return settingIndex{
		reads: map[string]model.Read{}, defines: map[string]model.Define{}, flags: map[string]model.Flag{},
		fills: map[string]model.Fill{}, folds: map[string]bool{}, libraries: map[string]bool{},
	}
}

func (x *settingIndex) add(l *model.Library) {
	at := func(symbol string) string { return l.Path + "." + symbol }
	s := &l.Settings
	for _, r := range s.Reads {
		x.reads[at(r.Symbol)] = r
	}
	for _, d := range s.Defines {
		x.defines[at(d.Symbol)] = d
	}
	for _, f := range s.Flags {
		x.flags[at(f.Type)] = f
	}
	for _, f := range s.Fills {
		x.fills[at(f.Symbol)] = f
	}
	x.folds[l.Path] = s.Folds
	if len(s.Reads)+len(s.Defines)+len(s.Flags)+len(s.Fills) > 0 {
		x.libraries[l.Path] = true
	}
}

// Configures reports whether the library with the path reads configurations.
func (x *Index) Configures(path string) bool { return x.settings.libraries[path] }

// SettingRead returns how a call of the symbol reads what is set under a name.
func (x *Index) SettingRead(symbol string) (model.Read, bool) {
	r, ok := x.settings.reads[symbol]
	return r, ok
}

// SettingDefined returns how a call of the symbol says what is set at first.
func (x *Index) SettingDefined(symbol string) (model.Define, bool) {
	d, ok := x.settings.defines[symbol]
	return d, ok
}

// SettingFlag returns how a struct of the type symbol says what is set at first.
func (x *Index) SettingFlag(symbol string) (model.Flag, bool) {
	f, ok := x.settings.flags[symbol]
	return f, ok
}

// SettingFill returns how a call of the symbol fills a struct.
func (x *Index) SettingFill(symbol string) (model.Fill, bool) {
	f, ok := x.settings.fills[symbol]
	return f, ok
}

// Setting returns what the library with the path knows the name by.
func (x *Index) Setting(path, name string) string {
	if x.settings.folds[path] {
		name = strings.ToLower(name)
	}
	return path + " " + name
}
