package rules

import "slices"

// Fact names something that stands between the clients and a service and that
// neither its code nor its document shows.
type Fact string

// The facts that a policy can give.
const (
	TLS       Fact = "tls"        // whoever calls from outside does so over TLS
	RateLimit Fact = "rate_limit" // how often one may call is limited
	Auth      Fact = "auth"       // a request without a credential is not let through
)

// Given is a fact that a policy gives of the gateway. A finding that it answers
// is marked and carried on, as one that is exempt.
type Given struct {
	Fact   Fact   `json:"fact"`
	Routes []Glob `json:"routes,omitempty"` // of Auth: matched against "METHOD /path"; empty: all
	Reason string `json:"reason,omitempty"`
	At     Place  `json:"at"`
}

// Answer returns what the policy gives that answers a finding which the fact
// would, on the route ("GET /x", or "" where it is about none).
func (p *Policy) Answer(f Fact, route string) (Given, bool) {
	if p == nil || f == "" {
		return Given{}, false
	}
	i := slices.IndexFunc(p.Gateway, func(g Given) bool { return g.Fact == f })
	if i < 0 {
		return Given{}, false
	}
	g := p.Gateway[i]
	holds := len(g.Routes) == 0 || slices.ContainsFunc(g.Routes, func(glob Glob) bool { return glob.Match(route) })
	return g, holds
}

// The profiles: where what is checked is on its way to.
const (
	Development = "dev"  // what a developer runs for themselves may stay
	Production  = "prod" // it may not
)

// InProduction reports whether the policy says that what is checked goes to
// production as it is.
func (p *Policy) InProduction() bool { return p != nil && p.Profile == Production }
