package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// What a function makes safe is known by the model of a library or by the word
// of the policy. Of a library's function nothing else is known. The project's
// own is read all the same: its summary says what else it does, and its word
// goes with what it returns, so that it holds behind interfaces, in callbacks
// and in other packages.

// cleansed returns the flags that are said of what fn returns, which is called
// by the symbol: that of an interface may be embedded in the one called.
func (s *state) cleansed(symbol string, fn *types.Func) Flags {
	kinds, all := s.models.Sanitizer(symbol)
	if len(kinds) == 0 {
		_, declared := models.Symbol(fn)
		kinds, all = s.models.Sanitizer(declared)
	}
	if all {
		return safeFlags
	}
	return safeForAll(kinds)
}

// cleansedBy is cleansed of a function of the package.
func (s *state) cleansedBy(fn *ssa.Function) Flags {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return 0
	}
	return s.cleansed("", obj)
}

// cleaned returns the set as fn returns it.
func (f *family) cleaned(fn *ssa.Function, s set) set {
	if f.clean == 0 || fn.Parent() != nil {
		return s
	}
	return s.with(f.clean)
}

// isVouched reports whether a sink of the kind stands in a function that is said
// to make values safe for it: what it does to find that out is its business.
func (f *family) isVouched(kind model.SinkKind) bool { return f.clean&safeFor(kind) != 0 }

// isOpenedUp reports whether the call is evaluated by what the function does.
func (f *family) isOpenedUp(c *ssa.CallCommon) bool {
	obj, pkg, _, _ := f.state.callee(c)
	if c.IsInvoke() {
		return f.opensCall(c.Value.Type())
	}
	return f.state.firstParty(pkg) && !f.state.models.Modelled(pkg) || f.state.summaryOf(obj) != nil
}

// concerns returns what an answer about an argument shows of the key: of a
// struct that the argument points to, the fields as well.
func (f *family) concerns(arg ssa.Value, k key) Flags {
	if _, ok := arg.Type().Underlying().(*types.Pointer); ok {
		if a := f.addressOf(arg); k.within(key{root: a.root, path: a.path}) {
			return everything
		}
	}
	return f.speaks(arg, k)
}

// saysOnly reports whether all that fn returns is a yes or a no: then that is
// what it says of its arguments.
func saysOnly(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() == 1 && isVerdict(results.At(0).Type())
}
