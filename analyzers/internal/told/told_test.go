package told

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// source has one method on each type. Those of types whose name begins with
// "hidden" no other package can name.
const source = `package p

type Open struct {
	embedded
	field  hiddenField
	Shown  byField
}

type embedded struct{}
type hiddenField struct{}
type byField struct{}
type byResult struct{}
type byParameter struct{}
type byList struct{}
type byVariable struct{}
type byArgument struct{}
type byAlias struct{}
type byConstraint struct{}
type byMethod struct{}
type generic[T any] struct{ Of T }
type hiddenBehind struct{}
type hiddenAlone struct{}
type hiddenByHidden struct{}

type Alias = map[string]byAlias

var Variable = byVariable{}

func New(byParameter) (*byResult, func() []byList) { return nil, nil }
func Of[T interface{ byConstraint }](generic[*byArgument]) any { return hiddenBehind{} }
func internal() hiddenAlone { return hiddenAlone{} }

func (Open) Do() byMethod { return byMethod{} }
func (Open) other() hiddenByHidden { return hiddenByHidden{} }
func (embedded) Do1() {}
func (hiddenField) Do2() {}
func (byField) Do3() {}
func (*byResult) Do4() {}
func (byParameter) Do5() {}
func (byList) Do6() {}
func (byVariable) Do7() {}
func (byArgument) Do8() {}
func (byAlias) Do9() {}
func (byConstraint) Do10() {}
func (byMethod) Do11() {}
func (*generic[T]) Do12() {}
func (hiddenBehind) Do13() {}
func (hiddenAlone) Do14() {}
func (hiddenByHidden) Do15() {}
`

// functions type-checks source and returns its functions.
func functions(t *testing.T) (*types.Package, []*types.Func) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.Default()}
	pkg, err := conf.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	var fns []*types.Func
	for _, d := range file.Decls {
		if d, ok := d.(*ast.FuncDecl); ok {
			fns = append(fns, info.Defs[d.Name].(*types.Func))
		}
	}
	return pkg, fns
}

func TestAsks(t *testing.T) {
	pkg, fns := functions(t)
	book := NewBook[string](pkg)
	for _, fn := range fns {
		want := fn.Exported()
		if of := carrier(fn); of != nil && strings.HasPrefix(of.Name(), "hidden") {
			want = false
		}
		if got := book.Asks(fn); got != want {
			t.Errorf("Asks(%s) = %v, want %v", fn.FullName(), got, want)
		}
	}
}

func TestAll(t *testing.T) {
	pkg, fns := functions(t)
	book := NewBook[string](pkg)
	count := 0
	for _, fn := range fns {
		if book.Asks(fn) {
			book.Add(fn, fn.FullName())
			count++
		}
	}
	last := ""
	for of, told := range book.All {
		count -= len(told)
		if of == nil {
			if got, want := strings.Join(told, " "), "example.com/p.New example.com/p.Of"; got != want || last != "" {
				t.Errorf("the package tells of %s behind %q, want %s first", got, last, want)
			}
			continue
		}
		if of.Name() <= last {
			t.Errorf("%s comes behind %s", of.Name(), last)
		}
		last = of.Name()
		for _, name := range told {
			if !strings.Contains(name, "."+of.Name()+")") && !strings.Contains(name, "."+of.Name()+"[") {
				t.Errorf("%s is told with the methods of %s", name, of.Name())
			}
		}
	}
	if count != 0 {
		t.Errorf("%d functions that were added are not told", count)
	}
}
