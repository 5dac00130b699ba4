package ruleset

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/apiward/apiward/rules"
)

// gosec is the engine that this binary may hold within it.
const gosec = "gosec"

// engines are those that run as processes of their own. A policy must not make
// apiward start just any program.
func engines() []string { return []string{"vacuum"} }

// IsEngine reports whether name is an engine that a policy can turn on.
func IsEngine(name string) bool { return slices.Contains(engines(), name) }

// The shortest and the longest time that an engine may be given.
const (
	minDeadline = time.Second
	maxDeadline = time.Hour
)

// engine reads an engine that runs beside the rules of this binary.
func (b *block) engine() {
	b.only("engine block", "rules", "deadline")
	if !IsEngine(b.label) {
		help := oneOf(b.label, engines())
		if b.label == gosec {
			help = "it runs within apiward: write gosec { ... }"
		}
		b.tell(b.labelAt, "unknown engine "+quote(b.label), help)
		return
	}
	e := rules.Engine{Name: b.label, At: b.at(b.head), RuleSets: b.ruleSets(), Deadline: b.deadline()}
	if b.once("engine") {
		b.engines[e.Name] = e
	}
}

// ruleSets returns the files of the engine's rule sets.
func (b *block) ruleSets() (files []string) {
	for _, item := range b.patterns("rules") {
		name := item.is.(string)
		if !inside(name) {
			b.tell(item.at, quote(name)+" is no file inside the project", "write its name with /, relative to the project's root")
		}
		files = append(files, path.Clean(name))
	}
	return files
}

// deadline returns the time that the block gives, 0 where it gives none.
func (b *block) deadline() time.Duration {
	text, at, ok := b.string("deadline")
	if !ok {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < minDeadline || d > maxDeadline {
		b.tell(at, quote(text)+" is no deadline", fmt.Sprintf(`write a time from %s to %s, as "90s" or "2m"`, minDeadline, "1h"))
	}
	return d
}

// gosec turns on rules of gosec, each at the level of its severity. A rule
// block, wherever it stands, says otherwise.
func (b *block) gosec() {
	b.only("gosec block", "rules")
	if first, again := b.named[gosec]; again {
		b.tell(b.head, "gosec has two blocks in this file", fmt.Sprintf("the first stands on line %d; make them one", first.Start.Line))
		return
	}
	b.named[gosec] = b.head
	var all []string
	for _, e := range b.Catalog.All() {
		if rules.Origin(e.ID) == gosec {
			all = append(all, strings.TrimPrefix(e.ID, gosec+"/"))
		}
	}
	if len(all) == 0 {
		b.tell(b.head, "this build has no rules of gosec", "leave the block out")
		return
	}
	names := all
	if _, given := b.attribute("rules"); given {
		names = nil
		for _, item := range b.patterns("rules") {
			name := strings.TrimPrefix(item.is.(string), gosec+"/")
			if !slices.Contains(all, name) {
				b.tell(item.at, "apiward does not run gosec's "+quote(name), oneOf(name, all))
				continue
			}
			names = append(names, name)
		}
	}
	for _, name := range names {
		b.turnOn(gosec + "/" + name)
	}
}

// turnOn gives a rule that is off the level of its severity.
func (b *block) turnOn(id string) {
	entry, ok := b.Catalog.Lookup(id)
	if !ok || b.named["rule "+id].Filename != "" { // the rule's own block came first
		return
	}
	if setting, ok := b.settings[id]; !ok || setting.Level == rules.Off {
		b.settings[id] = rules.Setting{ID: id, Level: entry.Severity.Level()}
		b.leveled[id] = true
		b.decide("rule."+id+".level", b.head)
	}
}
