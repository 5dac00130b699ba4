package models_test

import "github.com/apiward/apiward/rules/model"

// callSymbols lists what the model of a library that serves services names.
func callSymbols(rpc model.RPC) []string {
	var list []string
	for _, o := range rpc.Options {
		list = append(list, o.Symbol)
	}
	for _, w := range rpc.Wrappers {
		list = append(list, w.Type+"."+w.Unary, w.Type+"."+w.Stream)
	}
	for _, p := range rpc.Procedures {
		list = append(list, p.Symbol)
	}
	for _, m := range rpc.Templates {
		list = append(list, m.Symbol)
	}
	for _, f := range rpc.Forwards {
		list = append(list, f.Symbol)
	}
	for _, symbols := range [][]string{rpc.Parts, rpc.Nexts, rpc.Streams, rpc.Codes} {
		list = append(list, symbols...)
	}
	return list
}
