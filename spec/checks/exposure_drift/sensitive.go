package exposure_drift

import (
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec/contract"
)

// classify returns what a field stands for by its name, and how sure that is:
// the words are those of exposed_field, with what the policy adds and excepts.
func classify(words *sensitive.Vocabulary, owner *contract.Shape, f *contract.Field) (sensitive.Class, rules.Strength, bool) {
	term, ok := words.Find(f.Name, sensitive.Context{
		Owner: owner.Type[strings.LastIndexAny(owner.Type, "/.")+1:],
		Value: func() sensitive.Value { return value(f.Shape) },
	})
	if !ok || term.Class == sensitive.Personal || term.Class == sensitive.Internal {
		return "", rules.Unproven, false
	}
	return term.Class, min(term.Strength, rules.Unproven), true
}

// value says what the values of a field can be.
func value(s *contract.Shape) sensitive.Value {
	switch s.Kind {
	case contract.String:
		return sensitive.Value{Text: true, Format: s.Format}
	case contract.Integer, contract.Number:
		return sensitive.Value{Number: true, Format: s.Format}
	case contract.Boolean:
		return sensitive.Value{Bool: true}
	case contract.Object, contract.Map:
		return sensitive.Value{Object: true}
	case contract.Array:
		v := value(s.Elem)
		v.List = true
		return v
	}
	return sensitive.Value{}
}
