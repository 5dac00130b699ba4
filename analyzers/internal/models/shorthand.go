package models

import "github.com/apiward/apiward/rules/model"

// member returns the symbol of a method or field of typ, of a function where
// typ is "".
func member(typ, name string) string {
	if typ == "" {
		return name
	}
	return typ + "." + name
}

// named returns the sources that are methods of typ whose argument of index
// key names the part.
func named(kind model.SourceKind, typ string, key int, methods ...string) []model.Source {
	list := make([]model.Source, len(methods))
	for i, m := range methods {
		list[i] = model.Source{Symbol: member(typ, m), Kind: kind, Key: key}
	}
	return list
}

// telling returns the methods or fields of typ that yield a part of a request by
// which routes are told apart.
func telling(of model.PartOf, typ string, names ...string) []model.Part {
	var list []model.Part
	for _, name := range names {
		list = append(list, model.Part{Symbol: typ + "." + name, Of: of})
	}
	return list
}

// whole returns the sources that are methods or fields of typ and yield all of
// a part.
func whole(kind model.SourceKind, typ string, members ...string) []model.Source {
	return named(kind, typ, -1, members...)
}

// called returns the sources that are methods or fields of typ and yield the one
// part that has the name.
func called(kind model.SourceKind, typ, name string, members ...string) []model.Source {
	list := whole(kind, typ, members...)
	for i := range list {
		list[i].Name = name
	}
	return list
}

// narrowing returns the sources that are methods of typ, which is a part of a
// request only if it came out of one, as what a client sends has the same type.
func narrowing(kind model.SourceKind, typ string, key int, methods ...string) []model.Source {
	list := named(kind, typ, key, methods...)
	for i := range list {
		list[i].Refine = true
	}
	return list
}

// filling returns the sources that are methods of typ and decode a part into
// their argument of index arg.
func filling(kind model.SourceKind, typ string, arg int, methods ...string) []model.Source {
	list := named(kind, typ, -1, methods...)
	for i := range list {
		list[i].Fills = []int{arg}
	}
	return list
}

// served returns the sinks as those of calls that send files as http.ServeFile does.
func served(list []model.Sink) []model.Sink {
	for i := range list {
		list[i].Served = true
	}
	return list
}

// into returns the sinks that are methods of typ, by their argument of index
// arg.
func into(kind model.SinkKind, typ string, arg int, methods ...string) []model.Sink {
	list := make([]model.Sink, len(methods))
	for i, m := range methods {
		list[i] = model.Sink{Symbol: member(typ, m), Kind: kind, Arg: arg}
	}
	return list
}

// intoRest is into for all arguments from arg on.
func intoRest(kind model.SinkKind, typ string, arg int, methods ...string) []model.Sink {
	list := into(kind, typ, arg, methods...)
	for i := range list {
		list[i].Rest = true
	}
	return list
}

// toClient returns the sinks that are methods of typ and write their argument of
// index arg to dest, where that is a client.
func toClient(typ string, dest, arg int, methods ...string) []model.Sink {
	list := into(model.Response, typ, arg, methods...)
	for i := range list {
		list[i].Writes, list[i].Dest = true, dest
	}
	return list
}

// intoLocation returns the sinks that are methods of typ and set a response's
// header, where that is the address a client is sent to.
func intoLocation(typ string, methods ...string) []model.Sink {
	list := into(model.Redirect, typ, 1, methods...)
	for i := range list {
		list[i].When = &model.Condition{Arg: 0, Values: []string{"Location", "location"}}
	}
	return list
}

// bodyLimits returns the middlewares that bound the body of every request.
func bodyLimits(symbols ...string) []model.Middleware {
	list := make([]model.Middleware, len(symbols))
	for i, s := range symbols {
		list[i] = model.Middleware{Symbol: s, Role: model.BodyLimit, Handler: -1, Strip: -1}
	}
	return list
}

// wrapping lists middleware of one role. The handler that they are put around is
// the argument of that index, or what their result is called with where it is -1.
func wrapping(role model.Role, handler int, symbols ...string) []model.Middleware {
	list := make([]model.Middleware, len(symbols))
	for i, s := range symbols {
		list[i] = model.Middleware{Symbol: s, Role: role, Handler: handler, Strip: -1}
	}
	return list
}

// basic marks guards as those of HTTP Basic.
func basic(list []model.Middleware) []model.Middleware {
	for i := range list {
		list[i].Takes = []model.Taken{{In: model.InBasic}}
	}
	return list
}

// bearing marks guards as those that take a token or a key from the header
// Authorization, unless the field of their configuration, or the option, says another
// place, or one of the other fields has functions of the program look.
func bearing(lookup string, elsewhere []string, list []model.Middleware) []model.Middleware {
	for i := range list {
		list[i].Takes = []model.Taken{{In: model.Header, Name: "Authorization"}}
		list[i].Lookup, list[i].Elsewhere = lookup, elsewhere
	}
	return list
}

// answering lists the methods of typ that do nothing but answer.
func answering(kind model.AnswerKind, typ string, arg int, methods ...string) []model.Answer {
	list := make([]model.Answer, len(methods))
	for i, m := range methods {
		list[i] = model.Answer{Symbol: member(typ, m), Kind: kind, Arg: arg}
	}
	return list
}
