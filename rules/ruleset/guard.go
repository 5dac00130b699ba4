package ruleset

import (
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// guard reads a middleware that the project vouches for.
func (b *block) guard() {
	b.only("guard block", "role", "reason")
	g := rules.Guard{
		Symbol: b.label,
		Role:   b.role(),
		Reason: b.reason("how it keeps callers out"),
		At:     b.at(b.head),
	}
	if help := symbolHelp(g.Symbol, "example.com/shop/auth.Require"); help != "" {
		b.tell(b.labelAt, quote(g.Symbol)+" names no function", help)
	}
	if b.once("guard") {
		b.guards[g.Symbol] = g
	}
}

// role returns the role that the block names, "" where it names none.
func (b *block) role() string {
	role, at, ok := b.string("role")
	if !ok {
		return ""
	}
	var known []string
	for _, r := range model.Guarding() {
		if role == string(r) {
			return role
		}
		known = append(known, string(r))
	}
	b.tell(at, "unknown role "+quote(role), oneOf(role, known))
	return ""
}
