package house

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// What code must do is a question of its ways: a call is asked for on every way to
// the end of a function, or to another call. A function that does it for all who
// call it meets what is asked of them, and one that makes the other call without
// hands the question on to whoever calls it, until that is a function that nothing
// of the program calls: it answers requests, begins the program or a goroutine, or
// is handed on as a value.

// duty is what a rule asks of ways.
type duty struct {
	rule *rules.CodeRule
	*rules.Required
	key    string                // names it in facts
	calls  map[types.Object]bool // of which one is asked for
	before map[types.Object]bool
}

// Duty is what callers need to know of a function of another package.
type Duty struct {
	Does []string // duties that every way through it meets, sorted
	Owes []Debt   // those that it needs to be met before it is called, sorted
}

// Debt is a call that stands without what is asked for ahead of it.
type Debt struct {
	Key  string
	Name string // what is called
	At   flow.Position
}

// AFact marks the type as a fact.
func (*Duty) AFact() {}

type plainDuty Duty

// Plain returns the fact as what is written where lines may move.
func (d *Duty) Plain() any {
	if d == nil {
		return plainDuty{}
	}
	return plainDuty(*d)
}

// SetPlain reads what Plain returned.
func (d *Duty) SetPlain(v any) { *d = Duty(v.(plainDuty)) }

// String returns what tests compare.
func (d *Duty) String() string {
	var owes []string
	for _, debt := range d.Owes {
		owes = append(owes, debt.Key)
	}
	return fmt.Sprintf("does %v, owes %v", d.Does, owes)
}

// maxDebts bounds what one function hands on to its callers: for them a few calls
// are as good as all.
const maxDebts = 3

// obliger reads the functions of one package.
type obliger struct {
	*house
	does map[*ssa.Function]map[int]state // by duty
	owes map[*ssa.Function]map[int][]Debt
	busy map[*ssa.Function]map[int]bool
}

// state says whether a function meets a duty.
type state int

const (
	working state = iota + 1 // it calls itself, which meets nothing
	met
	unmet
)

// oblige finds what is not done.
func (h *house) oblige() {
	o := &obliger{
		house: h, does: map[*ssa.Function]map[int]state{}, owes: map[*ssa.Function]map[int][]Debt{},
		busy: map[*ssa.Function]map[int]bool{},
	}
	for _, fn := range h.flow.Funcs {
		duty := &Duty{}
		for i := range h.duties {
			d := &h.duties[i]
			switch {
			case len(d.Before) > 0:
				debts := o.debts(fn, i)
				if len(debts) > 0 && o.isRoot(fn) {
					o.reportDebts(d, fn, debts)
				} else {
					duty.Owes = append(duty.Owes, debts...)
				}
			case o.isAsked(d, fn) && !o.meets(fn, i):
				it := flow.Short(h.flow.ID(fn))
				h.report(d.rule, o.nameAt(fn), h.flow.ID(fn), it,
					fmt.Sprintf("%s can end without a call of %s, which the policy asks for", it, d.wanted()))
			}
			if o.meets(fn, i) {
				duty.Does = append(duty.Does, d.key)
			}
		}
		o.export(fn, duty)
	}
}

// wanted names what is asked for.
func (d *duty) wanted() string {
	names := make([]string, len(d.Calls))
	for i, symbol := range d.Calls {
		names[i] = short(symbol)
	}
	return strings.Join(names, " or ")
}

// export leaves what importers need to know of a function.
func (o *obliger) export(fn *ssa.Function, duty *Duty) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() || o.pass.Pkg.Name() == "main" || len(duty.Does)+len(duty.Owes) == 0 {
		return
	}
	slices.Sort(duty.Does)
	o.pass.ExportObjectFact(obj, duty)
}

// fact returns what is known of a function of another package.
func (o *obliger) fact(fn *types.Func) *Duty {
	duty := &Duty{}
	if fn.Pkg() != nil && fn.Pkg() != o.pass.Pkg {
		o.pass.ImportObjectFact(fn.Origin(), duty)
	}
	return duty
}

// isRoot reports whether nothing that can be seen has to call a function first.
func (o *obliger) isRoot(fn *ssa.Function) bool {
	return o.isHandler(fn) || fn.Parent() == nil && (fn.Name() == "main" && fn.Pkg.Pkg.Name() == "main" || strings.HasPrefix(fn.Name(), "init"))
}

// isHandler reports whether a function answers requests: it takes one, with a
// writer or as a framework's context, and is none that stands around another.
func (o *obliger) isHandler(fn *ssa.Function) bool {
	sig := fn.Signature
	writer, request, context := false, false, false
	for p := range sig.Params().Variables() {
		switch symbol := models.TypeSymbol(p.Type()); {
		case symbol == "net/http.ResponseWriter":
			writer = true
		case symbol == "net/http.Request":
			request = true
		case o.flow.IsRequest(p.Type()):
			context = true
		}
	}
	return (writer && request || context) && sig.Results().Len() <= 1
}

// isAsked reports whether a duty that is about whole functions is about this one.
func (o *obliger) isAsked(d *duty, fn *ssa.Function) bool {
	if fn.Blocks == nil || fn.Synthetic != "" {
		return false
	}
	if d.Handlers && o.isHandler(fn) && !o.isAround(fn) {
		return true
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || d.Functions == "" {
		return false
	}
	_, symbol := models.Symbol(obj)
	return o.matches(d.Functions, symbol)
}

// isAround reports whether a function goes on with another handler, which it has
// from around it or in a field: what is asked of handlers is that one's business.
func (o *obliger) isAround(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			c := call.Common()
			if c.IsInvoke() && c.Method.Name() == "ServeHTTP" {
				return true
			}
			if _, symbol := symbolOf(c); symbol == "net/http.HandlerFunc.ServeHTTP" || o.flow.Models().Proceeds(symbol) {
				return true
			}
			if c.StaticCallee() != nil || c.IsInvoke() {
				continue
			}
			if sig := c.Signature(); types.Identical(sig.Params(), fn.Signature.Params()) {
				return true
			}
		}
	}
	return false
}

func symbolOf(c *ssa.CallCommon) (pkg, symbol string) {
	_, pkg, symbol, _ = flow.Callee(c)
	return pkg, symbol
}

// nameAt returns the place of a function's name, of a literal where it begins.
func (o *obliger) nameAt(fn *ssa.Function) flow.Position {
	width := 0
	if fn.Parent() == nil {
		width = len(fn.Name())
	}
	return o.at(fn.Pos(), width)
}

// meets reports whether every way through a function to its end meets a duty. What
// never ends has nothing to answer for.
func (o *obliger) meets(fn *ssa.Function, i int) bool {
	if o.does[fn] == nil {
		o.does[fn] = map[int]state{}
	}
	switch o.does[fn][i] {
	case met:
		return true
	case working, unmet:
		return false
	}
	o.does[fn][i] = working
	result := unmet
	if len(fn.Blocks) > 0 && !o.endsOpen(fn, i) {
		result = met
	}
	o.does[fn][i] = result
	return result == met
}

// endsOpen reports whether a way leads to the end of a function on which the duty
// is not met.
func (o *obliger) endsOpen(fn *ssa.Function, i int) bool {
	open := false
	o.ways(fn, i, func(instr ssa.Instruction) {
		if _, ok := instr.(*ssa.Return); ok {
			open = true
		}
	})
	return open
}

// ways visits the instructions that can be reached without the duty being met, in
// the order of blocks.
func (o *obliger) ways(fn *ssa.Function, i int, visit func(ssa.Instruction)) {
	seen := make([]bool, len(fn.Blocks))
	reached := make([]bool, len(fn.Blocks))
	queue := []*ssa.BasicBlock{fn.Blocks[0]}
	seen[0] = true
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		reached[b.Index] = true
		if o.metIn(b, i, nil) {
			continue
		}
		for _, s := range b.Succs {
			if !seen[s.Index] {
				seen[s.Index] = true
				queue = append(queue, s)
			}
		}
	}
	for _, b := range fn.Blocks {
		if reached[b.Index] {
			o.metIn(b, i, visit)
		}
	}
}

// metIn reports whether a block meets the duty, and visits the instructions ahead
// of where it does.
func (o *obliger) metIn(b *ssa.BasicBlock, i int, visit func(ssa.Instruction)) bool {
	for _, instr := range b.Instrs {
		if visit != nil {
			visit(instr)
		}
		if o.fulfils(instr, i) {
			return true
		}
	}
	return false
}

// fulfils reports whether a call is what a duty asks for, or of a function that
// does it on every way. What is deferred happens at the end, and only a duty about
// whole functions is met by it; a goroutine meets nothing.
func (o *obliger) fulfils(instr ssa.Instruction, i int) bool {
	d := &o.duties[i]
	var c *ssa.CallCommon
	switch instr := instr.(type) {
	case *ssa.Call:
		c = instr.Common()
	case *ssa.Defer:
		if len(d.Before) > 0 {
			return false
		}
		c = instr.Common()
	default:
		return false
	}
	obj := calleeOf(c)
	if obj != nil && d.calls[obj] {
		return true
	}
	if c.IsInvoke() {
		return false
	}
	if fn := c.StaticCallee(); fn != nil && (fn.Pkg == o.flow.SSA || fn.Parent() != nil) && len(fn.Blocks) > 0 {
		return o.meets(originOf(fn), i)
	}
	if fn, ok := obj.(*types.Func); ok {
		return slices.Contains(o.fact(fn).Does, d.key)
	}
	return false
}

// originOf returns the generic function that an instance is of.
func originOf(fn *ssa.Function) *ssa.Function {
	if generic := fn.Origin(); generic != nil {
		return generic
	}
	return fn
}

// calleeOf returns what a call calls, nil where that is not known.
func calleeOf(c *ssa.CallCommon) types.Object {
	if c.IsInvoke() {
		return c.Method.Origin()
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return types.Universe.Lookup(b.Name())
	}
	fn := c.StaticCallee()
	if fn == nil {
		return nil
	}
	if obj, ok := originOf(fn).Object().(*types.Func); ok {
		return obj.Origin()
	}
	return nil
}

// debts returns the calls of a function, and of those that it calls, that come
// without what a duty asks for ahead of them. Where a function literal is made
// counts as where it is called.
func (o *obliger) debts(fn *ssa.Function, i int) []Debt {
	if o.owes[fn] == nil {
		o.owes[fn], o.busy[fn] = map[int][]Debt{}, map[int]bool{}
	}
	if have, ok := o.owes[fn][i]; ok || o.busy[fn][i] {
		return have
	}
	o.busy[fn][i] = true
	var list []Debt
	if len(fn.Blocks) > 0 {
		o.ways(fn, i, func(instr ssa.Instruction) {
			for _, debt := range o.owed(instr, i) {
				if len(list) < maxDebts && !slices.Contains(list, debt) {
					list = append(list, debt)
				}
			}
		})
	}
	o.owes[fn][i] = list
	return list
}

// owed returns what an instruction needs to have been done before it. Where a
// function is mentioned, as a literal or as a value that is handed on, counts as
// where it is called, but in the tables that variables of the package hold.
func (o *obliger) owed(instr ssa.Instruction, i int) []Debt {
	d := &o.duties[i]
	if call, ok := instr.(ssa.CallInstruction); ok {
		obj := calleeOf(call.Common())
		if obj != nil && d.before[obj] {
			return []Debt{{Key: d.key, Name: shortOf(obj), At: o.flow.At(instr)}}
		}
		if fn, ok := obj.(*types.Func); ok && !call.Common().IsInvoke() && fn.Pkg() != o.pass.Pkg {
			return slices.DeleteFunc(slices.Clone(o.fact(fn).Owes), func(debt Debt) bool { return debt.Key != d.key })
		}
	}
	if isInit(instr.Parent()) {
		return nil
	}
	var list []Debt
	for _, operand := range instr.Operands(nil) {
		if fn, ok := (*operand).(*ssa.Function); ok && fn.Pkg == o.flow.SSA && len(fn.Blocks) > 0 {
			if fn = originOf(fn); !o.isRoot(fn) {
				list = append(list, o.debts(fn, i)...)
			}
		}
	}
	return list
}

// isInit reports whether a function sets the variables of the package.
func isInit(fn *ssa.Function) bool {
	return fn.Parent() == nil && fn.Synthetic != "" && fn.Name() == "init"
}

// reportDebts reports the calls that a root makes without what is asked for. Of one
// in another package the place is the call in this one that leads there.
func (o *obliger) reportDebts(d *duty, fn *ssa.Function, debts []Debt) {
	for _, debt := range debts {
		in := o.flow.ID(fn)
		problem := fmt.Sprintf("%s is called on a way through %s on which %s is not, and the policy asks for that first", debt.Name, flow.Short(in), d.wanted())
		at := debt.At
		trace := []link.Step{{At: o.nameAt(fn), Text: flow.Short(in) + " begins here"}}
		if at.Package != o.pass.Pkg.Path() {
			at = o.leading(fn, d, debt)
			problem += fmt.Sprintf(" (in %s, in %s)", debt.At.Package, debt.At.File) // no line: it can move without anybody looking at this package again
		}
		trace = append(trace, link.Step{At: debt.At, Text: debt.Name + " is called here, with no call of " + d.wanted() + " before"})
		o.report(d.rule, at, in, debt.Name, problem, trace...)
	}
}

// leading returns the place in a function of this package from which a debt of
// another one comes.
func (o *obliger) leading(fn *ssa.Function, d *duty, debt Debt) flow.Position {
	i := slices.IndexFunc(o.duties, func(have duty) bool { return have.key == d.key })
	at := o.nameAt(fn)
	found := false
	o.ways(fn, i, func(instr ssa.Instruction) {
		if !found && slices.Contains(o.owed(instr, i), debt) {
			at, found = o.flow.At(instr), true
		}
	})
	return at
}
