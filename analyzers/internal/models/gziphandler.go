package models

import "github.com/apiward/apiward/rules/model"

// packing lists middleware that packs answers, and turns nobody away.
func packing() []model.Library {
	around := func(path string, wraps string, makers ...string) model.Library {
		l := model.Library{Path: path, Middleware: []model.Middleware{{Symbol: wraps, Role: model.Other, Handler: 0, Strip: -1}}}
		for _, maker := range makers {
			l.Middleware = append(l.Middleware, model.Middleware{Symbol: maker, Role: model.Other, Handler: -1, Strip: -1})
		}
		return l
	}
	return []model.Library{
		around("github.com/NYTimes/gziphandler", "GzipHandler", "NewGzipLevelHandler", "MustNewGzipLevelHandler", "NewGzipLevelAndMinSize", "GzipHandlerWithOpts"),
		around("github.com/klauspost/compress/gzhttp", "GzipHandler", "NewWrapper"),
	}
}
