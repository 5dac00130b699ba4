package ruleset

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
)

// override reads what is decided anew for some paths, routes or documents.
func (b *block) override() {
	b.only("override block", "paths", "routes", "documents", "reason")
	o := rules.Override{
		Paths:     b.globs("paths", pathGlob),
		Routes:    b.globs("routes", RouteGlob),
		Documents: b.globs("documents", pathGlob),
		At:        b.at(b.head),
	}
	if _, given := b.attribute("reason"); given {
		o.Reason = b.reason("why these places are another matter")
	}
	if !b.gives("paths", "routes", "documents") {
		b.tell(b.head, "the override names no place", `say where it holds, as paths = ["internal/legacy/**"], routes = ["/admin/**"] or documents = ["api/admin.yaml"]; without one, write the rule blocks alone`)
	}
	for _, inner := range b.within("override", "rule") {
		entry, ok := inner.known(inner.label, inner.labelAt)
		if !ok || !inner.once("rule") {
			continue
		}
		level, options := inner.decision(entry)
		if len(options) > 0 && len(o.Routes) > 0 {
			inner.tell(inner.head, "an override of routes sets options of "+entry.ID, "options are chosen before any route is known: name paths or documents, or set the level alone")
		}
		o.Rules = append(o.Rules, rules.Change{ID: entry.ID, Level: level, Options: options})
	}
	if len(b.blocks) == 0 {
		b.tell(b.head, "the override decides nothing", `write what holds there, as rule "missing_auth" { level = "warning" }`)
	}
	slices.SortFunc(o.Rules, func(x, y rules.Change) int { return cmp.Compare(x.ID, y.ID) })
	b.policy.Overrides = append(b.policy.Overrides, o)
}

// gives reports whether the block has one of the attributes.
func (b *body) gives(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { _, ok := b.attribute(name); return ok })
}

// within returns the blocks of the given types that stand in the block, and
// tells all others. Labels are taken among them alone.
func (b *block) within(owner string, allowed ...string) (inner []*block) {
	named := map[string]hcl.Range{}
	types := slices.DeleteFunc(blockTypes(), func(t blockType) bool { return !slices.Contains(allowed, t.name) })
	for _, src := range b.blocks {
		if b.full() {
			return inner
		}
		i := slices.IndexFunc(types, func(t blockType) bool { return t.name == src.Type })
		if i < 0 {
			b.tell(src.TypeRange, "a block "+quote(src.Type)+" cannot stand in "+article(owner), oneOf(src.Type, allowed))
			continue
		}
		in, ok := b.block(src, types[i])
		if !ok {
			continue
		}
		own := *in.file
		own.named = named
		in.body.file = &own
		inner = append(inner, in)
	}
	return inner
}

// decision returns what a rule block says: a level, nil where it has none, and
// options.
func (b *block) decision(entry rules.Entry) (level *rules.Level, options map[string]any) {
	names := []string{"level"}
	for _, o := range entry.Options {
		names = append(names, o.Name)
	}
	b.only("rule "+entry.ID, names...)
	if len(b.attributes) == 0 && len(b.blocks) == 0 {
		b.tell(b.head, "the block decides nothing", `write a level, as level = "warning", or leave the block out`)
	}
	if l, ok := b.level(); ok {
		level = &l
	}
	for _, o := range entry.Options {
		if value, ok := b.option(o); ok {
			if options == nil {
				options = map[string]any{}
			}
			options[o.Name] = value
		}
	}
	return level, options
}

// outrank takes what a later file decides of a rule everywhere out of the
// overrides of the files that it extends.
func (f *file) outrank(id string, level *rules.Level, options map[string]any) {
	for i := range f.policy.Overrides[:f.inherited] {
		changes := f.policy.Overrides[i].Rules
		for n := range changes {
			if changes[n].ID != id {
				continue
			}
			if level != nil {
				changes[n].Level = nil
			}
			maps.DeleteFunc(changes[n].Options, func(name string, _ any) bool { _, again := options[name]; return again })
		}
	}
}

// overrides returns those that still say something.
func (l *loader) overrides() []rules.Override {
	for i := range l.policy.Overrides {
		o := &l.policy.Overrides[i]
		o.Rules = slices.DeleteFunc(o.Rules, func(c rules.Change) bool { return c.Level == nil && len(c.Options) == 0 })
	}
	return slices.DeleteFunc(l.policy.Overrides, func(o rules.Override) bool { return len(o.Rules) == 0 })
}
