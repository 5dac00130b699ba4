package ruleset

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
)

// inProfile are the blocks that a profile may hold.
var inProfile = []string{"rule", "override", "exempt", "public_routes", "gateway"}

// choice is a profile that a file chooses.
type choice struct {
	file *file
	name string
	at   hcl.Range
}

// profile reads where what is checked is on its way to. A later file wins.
func (b *body) profile() {
	if name, at, ok := b.string("profile"); ok {
		b.chosen = append(b.chosen, choice{b.file, name, at})
		b.policy.Profile = name
		b.decide("profile", at)
	}
}

// profileBlock keeps what holds in one profile alone, until it is known which
// one is chosen.
func (b *block) profileBlock() {
	b.only("profile block")
	if !isClass(b.label) {
		b.tell(b.labelAt, quote(b.label)+" is no name of a profile", `write it in lower case with _, as "prod" or "staging"`)
	}
	if b.once("profile") {
		b.profiles = append(b.profiles, b)
	}
}

// choose reads the blocks of the profile that is chosen over all else, and
// tells the mistakes in the others as well.
func (l *loader) choose() {
	known := []string{rules.Development, rules.Production}
	for _, b := range l.profiles {
		known = append(known, b.label)
	}
	slices.Sort(known)
	known = slices.Compact(known)
	for _, c := range l.chosen {
		if !slices.Contains(known, c.name) {
			c.file.tell(c.at, "unknown profile "+quote(c.name), oneOf(c.name, known)+" (one of your own has a block: profile "+quote(c.name)+" { ... })")
		}
	}
	if l.Profile != "" {
		l.policy.Profile = l.Profile
		l.origins["profile"] = rules.Place{File: "--profile"}
		if !slices.Contains(known, l.Profile) {
			l.mistakes = append(l.mistakes, Diagnostic{Problem: "unknown profile " + quote(l.Profile) + " is asked for", Help: oneOf(l.Profile, known)})
		}
	}
	inherited := len(l.policy.Overrides)
	for _, b := range l.profiles {
		if b.label == l.policy.Profile {
			b.read(l, inherited)
			continue
		}
		aside := l.aside()
		b.read(aside, len(aside.policy.Overrides))
		l.mistakes = aside.mistakes
	}
}

// read reads the blocks of a profile into the loader.
func (b *block) read(into *loader, inherited int) {
	own := *b.file
	own.loader, own.inherited = into, inherited
	outer := *b
	body := *b.body
	body.file = &own
	outer.body = &body
	types := blockTypes()
	for _, inner := range outer.within("profile", inProfile...) {
		i := slices.IndexFunc(types, func(t blockType) bool { return t.name == inner.kind })
		types[i].read(inner)
	}
	if len(b.blocks) == 0 {
		own.tell(b.head, "the profile decides nothing", "write what holds in it alone, as rule, exempt or gateway blocks")
	}
}

// aside returns a loader that takes what is said without any effect on this
// one, but for the mistakes.
func (l *loader) aside() *loader {
	aside := *l
	aside.settings = maps.Clone(l.settings)
	aside.leveled = maps.Clone(l.leveled)
	aside.origins = maps.Clone(l.origins)
	aside.gateway = maps.Clone(l.gateway)
	aside.policy.Overrides = nil
	aside.policy.Exemptions = nil
	aside.policy.Public = nil
	return &aside
}

// settle returns what was decided of each rule, by ID. What a block did not say
// of a rule's level is what holds without one.
func (l *loader) settle() map[string]rules.Setting {
	for id, s := range l.settings {
		if entry, ok := l.Catalog.Lookup(id); ok && !l.leveled[id] {
			s.Level = (&rules.Policy{Preview: l.policy.Preview}).Level(entry.Rule)
			l.settings[id] = s
		}
	}
	return l.settings
}

// article returns a name with its article.
func article(name string) string {
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}
