package models

import "github.com/apiward/apiward/rules/model"

// fiberRouter is what versions 2 and 3 have in common. Handlers stand in one
// list that is gone through from the first registration on, whichever group made
// it: what is added counts for what comes later below its path.
func fiberRouter(verb func(name, method string) model.Register) model.Router {
	return model.Router{
		Register: []model.Register{
			verb("Get", "GET"), verb("Post", "POST"), verb("Put", "PUT"), verb("Patch", "PATCH"), verb("Delete", "DELETE"),
			verb("Head", "HEAD"), verb("Options", "OPTIONS"), verb("Connect", "CONNECT"), verb("Trace", "TRACE"), verb("All", "ANY"),
		},
		Use:    []model.Use{{Name: "Use", Arg: 0, Mixed: true}},
		Syntax: model.Colons,
		Order:  model.Stacked,
		Flat:   true,
		Cuts:   true,
	}
}

// fiberTypes are the application, its groups, and the interface that both are.
func fiberTypes(router model.Router, constructors ...string) []model.Router {
	router.Types, router.New = []string{"App", "Group", "Router"}, constructors
	router.Same = []string{"App.Name", "Group.Name", "Router.Name", "App.Handler"}
	return []model.Router{router}
}

func fiber2Routers() []model.Router {
	router := fiberRouter(func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1, List: true}
	})
	router.Register = append(router.Register,
		model.Register{Name: "Add", MethodArg: 0, Path: 1, Handler: 2, List: true},
		model.Register{Name: "Static", Method: "GET", MethodArg: -1, Path: 0, Handler: -1, Files: true})
	router.Mount = []model.Mount{
		{Name: "Group", Kind: model.Chain, Prefix: 0, Arg: 1},
		{Name: "Route", Kind: model.GroupFunc, Prefix: 0, Arg: 1},
		{Name: "Mount", Kind: model.MountHandler, Prefix: 0, Arg: 1},
	}
	return fiberTypes(router, "New")
}

// fiber3Routers adds the chain of handlers of one path, which is a router that
// registers without paths.
func fiber3Routers() []model.Router {
	router := fiberRouter(func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: 0, Handler: 1, List: true}
	})
	router.Register = append(router.Register, model.Register{Name: "Add", MethodArg: 0, Path: 1, Handler: 2, List: true})
	router.Mount = []model.Mount{
		{Name: "Group", Kind: model.Chain, Prefix: 0, Arg: 1},
		{Name: "Route", Kind: model.GroupFunc, Prefix: 0, Arg: 1},
		{Name: "RouteChain", Kind: model.Chain, Prefix: 0, Arg: -1},
	}
	chain := fiberRouter(func(name, method string) model.Register {
		return model.Register{Name: name, Method: method, MethodArg: -1, Path: -1, Handler: 0, List: true}
	})
	chain.Types, chain.Use = []string{"Register"}, nil
	chain.Register = append(chain.Register, model.Register{Name: "Add", MethodArg: 0, Path: -1, Handler: 1, List: true})
	chain.Mount = []model.Mount{{Name: "RouteChain", Kind: model.Chain, Prefix: 0, Arg: -1}}
	return append(fiberTypes(router, "New", "NewWithCustomCtx"), chain)
}

func fiberServes(names ...string) []model.Serve {
	list := []model.Serve{{Symbol: "App.Listener", Handler: -1, Addr: 0}}
	for _, name := range names {
		list = append(list, model.Serve{Symbol: "App." + name, Handler: -1, Addr: 0})
	}
	return list
}
