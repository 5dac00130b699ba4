package models

import "github.com/apiward/apiward/rules/model"

func httprate() model.Library {
	l := model.Library{
		Path:       "github.com/go-chi/httprate",
		Middleware: []model.Middleware{{Symbol: "RateLimiter.Handler", Role: model.RateLimit, Handler: 0, Strip: -1}},
	}
	for _, name := range []string{"Limit", "LimitAll", "LimitBy", "LimitByIP", "LimitByRealIP"} {
		l.Middleware = append(l.Middleware, model.Middleware{Symbol: name, Role: model.RateLimit, Handler: -1, Strip: -1})
	}
	return l
}
