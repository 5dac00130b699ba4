package exposed_field

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// disclosure says how much of a value is shown, as its pattern, its example or
// what is written about it tells.
type disclosure int

const (
	whole     disclosure = iota
	sometimes            // when it is made, or when it is asked for
	never                // it is masked, or left out
)

func disclosed(p *lint.Property) disclosure {
	pattern := p.Schema.Keyword("pattern").Text()
	if strings.Contains(pattern, `\*`) || strings.Contains(pattern, "[*]") {
		return never
	}
	most := whole
	for _, node := range []spec.Node{p.Node, p.Schema.Node} {
		example := node.Field("example").Text()
		if strings.Contains(example, "***") || strings.Contains(example, "•••") || strings.Contains(strings.ToLower(example), "redacted") {
			return never
		}
		if text := node.Field("description").Text(); text != "" {
			most = max(most, described(text[:min(len(text), maxDescription)]))
		}
	}
	return most
}

// maxDescription bounds what is read of a description.
const maxDescription = 4096

// described returns what a description tells people of where a value is shown.
func described(text string) disclosure {
	words := sensitive.Words(text)
	most := whole
	for i, w := range words {
		next := words[i+1 : min(len(words), i+3)]
		follows := func(list ...string) bool { return len(next) > 0 && slices.Contains(list, next[0]) }
		switch {
		case w == "masked", w == "redacted", w == "obfuscated",
			w == "write" && follows("only"),
			w == "omitted" && follows("when", "in", "from", "on", "for"),
			w == "never" && follows("returned", "exposed", "sent", "included"),
			w == "not" && follows("returned", "exposed", "included"),
			w == "last" && follows("four", "4") && len(next) == 2 && next[1] == "digit":
			return never
		case w == "omitted" && follows("unless"),
			w == "only" && follows("present", "returned", "shown", "available", "visible", "included", "displayed", "once", "set"),
			w == "shown" && follows("once", "only"), w == "returned" && follows("once", "only"):
			most = sometimes
		}
	}
	return most
}
