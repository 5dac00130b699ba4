package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// rpcIndex finds what is known of calls of methods.
type rpcIndex struct {
	options    map[string]model.Option
	procedures map[string]model.ProcedurePart
	services   map[string]model.Service // by the function that makes a router by itself
	parts      map[string]bool
	nexts      map[string]bool
	streams    map[string]bool
	codes      map[string]bool
	wrappers   map[string]model.Wrapper
	libraries  map[string]bool
	templates  map[string]model.Template
	forwards   map[string]model.Forward
	overs      []string // sorted
}

func newRPCIndex() rpcIndex {
	return rpcIndex{
		options: map[string]model.Option{}, procedures: map[string]model.ProcedurePart{}, services: map[string]model.Service{},
		parts: map[string]bool{}, nexts: map[string]bool{}, streams: map[string]bool{}, codes: map[string]bool{},
		wrappers: map[string]model.Wrapper{}, libraries: map[string]bool{},
		templates: map[string]model.Template{}, forwards: map[string]model.Forward{},
	}
}

func (x *rpcIndex) add(l *model.Library) {
	at := func(symbol string) string { return l.Path + "." + symbol }
	for _, m := range l.Middleware {
		if i, have := slices.BinarySearch(x.overs, m.Over); m.Over != "" && !have {
			x.overs = slices.Insert(x.overs, i, m.Over)
		}
	}
	for _, o := range l.RPC.Options {
		x.options[at(o.Symbol)] = o
	}
	for _, p := range l.RPC.Procedures {
		x.procedures[at(p.Symbol)] = p.Part
	}
	for _, symbol := range l.RPC.Parts {
		x.parts[at(symbol)] = true
	}
	for _, symbol := range l.RPC.Nexts {
		x.nexts[at(symbol)] = true
	}
	for _, symbol := range l.RPC.Streams {
		x.streams[at(symbol)] = true
	}
	for _, symbol := range l.RPC.Codes {
		x.codes[at(symbol)] = true
	}
	for _, w := range l.RPC.Wrappers {
		x.wrappers[at(w.Type)] = w
	}
	for _, m := range l.RPC.Templates {
		x.templates[at(m.Symbol)] = m
	}
	for _, f := range l.RPC.Forwards {
		x.forwards[at(f.Symbol)] = f
	}
	for _, r := range l.Routers {
		if r.Gateway {
			x.libraries[l.Path] = true
		}
		for _, s := range r.Services {
			x.libraries[l.Path] = true
			if s.Path >= 0 || s.At != "" {
				x.services[at(s.Name)] = s
			}
		}
	}
}

// CallOption returns what a call of the symbol makes an option of.
func (x *Index) CallOption(symbol string) (model.Option, bool) {
	o, ok := x.rpc.options[symbol]
	return o, ok
}

// Procedure returns which part of the name of the called method the field or
// function symbol yields.
func (x *Index) Procedure(symbol string) (model.ProcedurePart, bool) {
	p, ok := x.rpc.procedures[symbol]
	return p, ok
}

// Service returns how a call of the symbol makes a router by itself.
func (x *Index) Service(symbol string) (model.Service, bool) {
	s, ok := x.rpc.services[symbol]
	return s, ok
}

// Part reports whether values of the type symbol stand around methods of
// services.
func (x *Index) Part(symbol string) bool { return x.rpc.parts[symbol] }

// Next reports whether by values of the type symbol an interceptor runs the rest.
func (x *Index) Next(symbol string) bool { return x.rpc.nexts[symbol] }

// Stream reports whether values of the type symbol are the server's end of a
// stream.
func (x *Index) Stream(symbol string) bool { return x.rpc.streams[symbol] }

// Code reports whether constants of the type symbol are codes of gRPC.
func (x *Index) Code(symbol string) bool { return x.rpc.codes[symbol] }

// Wrapper returns by which methods interceptors of the type symbol wrap what
// follows.
func (x *Index) Wrapper(symbol string) (model.Wrapper, bool) {
	w, ok := x.rpc.wrappers[symbol]
	return w, ok
}

// Template returns how a call of the symbol compiles a path.
func (x *Index) Template(symbol string) (model.Template, bool) {
	m, ok := x.rpc.templates[symbol]
	return m, ok
}

// Forward returns how a call of the symbol prepares that of a method.
func (x *Index) Forward(symbol string) (model.Forward, bool) {
	f, ok := x.rpc.forwards[symbol]
	return f, ok
}

// CallsMethods reports whether the library with the path serves methods of
// services.
func (x *Index) CallsMethods(path string) bool { return x.rpc.libraries[path] }

// Overs returns the names of the methods by which services decide themselves,
// sorted.
func (x *Index) Overs() []string { return x.rpc.overs }
