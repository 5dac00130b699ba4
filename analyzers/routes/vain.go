package routes

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// A check of what a context holds proves nothing where all that the program ever
// leaves under that key says nothing of who is calling: a prefix that was cut off
// the path, the language of a page.

// Left is what the functions of a package leave under one key of contexts.
type Left struct {
	Key string
	// Vain says that all of it is known, and says nothing of who is calling.
	Vain bool
}

// left returns what the package leaves in contexts, by key.
func (b *builder) left() []Left {
	vain := map[string]bool{}
	note := func(key string, says bool) {
		if key != "" {
			had, ok := vain[key]
			vain[key] = !says && (had || !ok)
		}
	}
	for _, fn := range b.flow.Funcs {
		if sum := b.sums[b.flow.ID(fn)]; sum != nil {
			for _, s := range sum.Sets {
				note(s.Key, !b.isVain(s.Origin))
			}
		}
		sum := b.done[fn]
		if sum == nil || sum.Info == nil {
			continue
		}
		for _, key := range sum.Info.Sets {
			note(BareKey(key), true)
		}
		for _, told := range sum.Info.Told {
			note(BareKey(told.Key), true)
		}
	}
	list := make([]Left, 0, len(vain))
	for key, is := range vain {
		list = append(list, Left{Key: key, Vain: is})
	}
	slices.SortFunc(list, func(x, y Left) int { return cmp.Compare(x.Key, y.Key) })
	return list
}

// isVain reports whether all that a value comes from is known, and no part of it
// says who is calling: where a request came in, or how the program is set up.
// What comes from nowhere that is seen may be anything.
func (b *builder) isVain(origins []flow.Origin) bool {
	return len(origins) > 0 && !slices.ContainsFunc(origins, func(o flow.Origin) bool {
		switch {
		case o.Kind == flow.Param:
			return !b.setsUp(b.byID[o.Func])
		case o.Kind != flow.Source:
			return true
		}
		switch o.Source {
		case model.URL, model.Path, model.Host, model.Query, model.Header:
			return isCredential(&o) || isNameless(&o)
		}
		return true
	})
}

// setsUp reports whether fn makes middleware or handlers and is given no request:
// what it is given says how the program is set up.
func (b *builder) setsUp(fn *ssa.Function) bool {
	if fn == nil || fn.Signature.Results().Len() == 0 || b.requestAmong(fn.Params) != nil {
		return false
	}
	t := fn.Signature.Results().At(0).Type()
	if _, isFunc := t.Underlying().(*types.Signature); !isFunc {
		return false
	}
	return b.isMiddleware(t) || b.isHandler(t)
}

// BareKey returns the key of a context without what it is asked by.
func BareKey(key string) string {
	key, _, _ = strings.Cut(key, byField)
	return strings.TrimSuffix(strings.TrimSuffix(key, byType), byContent)
}
