package ruleset

import "github.com/apiward/apiward/rules"

// gateway reads what stands in front of the service.
func (b *block) gateway() {
	b.only("gateway block", "tls", "rate_limit", "auth", "reason")
	if !b.once("gateway") {
		return
	}
	reason, given := "", false
	if _, written := b.attribute("reason"); written {
		reason = b.reason("what it is and why nothing gets past it")
	}
	for _, fact := range []rules.Fact{rules.TLS, rules.RateLimit, rules.Auth} {
		a, ok := b.attribute(string(fact))
		if !ok {
			continue
		}
		given = true
		g := rules.Given{Fact: fact, Reason: reason, At: b.at(a.NameRange)}
		var holds bool
		if fact == rules.Auth {
			g.Routes, holds, ok = b.guarded()
		} else {
			holds, ok = b.bool(string(fact))
		}
		switch {
		case ok && holds:
			b.file.loader.gateway[fact] = g
			b.decide("gateway."+string(fact), a.NameRange)
		case ok:
			delete(b.file.loader.gateway, fact)
			b.decide("gateway."+string(fact), a.NameRange)
		}
	}
	if !given && len(b.blocks) == 0 {
		b.tell(b.head, "the block says nothing of the gateway", "write what it does, as tls = true, rate_limit = true")
	}
}

// guarded returns the routes that the gateway authenticates, none for all.
func (b *block) guarded() (routes []rules.Glob, holds, ok bool) {
	a, _ := b.attribute("auth")
	v, ok := b.value(a.Expr)
	if !ok {
		return nil, false, false
	}
	switch is := v.is.(type) {
	case bool:
		return nil, is, true
	case []value:
		routes = b.globs("auth", RouteGlob)
		return routes, len(routes) > 0, true
	}
	b.tell(v.at, "auth is true, false or a list of routes, not "+v.kind(), `write auth = true, or the routes that it guards, as auth = ["/v1/**"]`)
	return nil, false, false
}

// bool returns the value of an attribute that is true or false. It reports
// false where the attribute is absent, or its mistake was told.
func (b *body) bool(name string) (is, ok bool) {
	a, ok := b.attribute(name)
	if !ok {
		return false, false
	}
	v, ok := b.value(a.Expr)
	if !ok {
		return false, false
	}
	if is, ok = v.is.(bool); !ok {
		b.tell(v.at, name+" is true or false, not "+v.kind(), "write "+name+" = true")
	}
	return is, ok
}
