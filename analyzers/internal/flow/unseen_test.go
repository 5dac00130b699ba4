package flow

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

func TestIsLookUp(t *testing.T) {
	const source = `package cache

type Cache[K comparable, V any] struct{ held map[K]V }

func (c *Cache[K, V]) Get(key K) (V, bool)                             { v, ok := c.held[key]; return v, ok }
func (c *Cache[K, V]) Find(key string) *V                              { return nil }
func (c *Cache[K, V]) Do(key string, f func() (V, error)) (V, error)   { return f() }
func (c *Cache[K, V]) Swap(key K, with V) V                            { return with }
func (c *Cache[K, V]) Decode(data []byte) V                            { var v V; return v }
func (c *Cache[K, V]) Len() int                                        { return len(c.held) }
func (c *Cache[K, V]) Keys(prefix string) []K                          { return nil }

type Names[T ~string] struct{}

func (n Names[T]) Of(text string) T { return T(text) }

type Plain struct{}

func (p Plain) Get(key string) any { return key }

func First[T any](key string, list ...T) T { return list[0] }
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "cache.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	if _, err := (&types.Config{Importer: importer.Default()}).Check("cache", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"Find": true, "Do": true}
	want["(*cache.Cache[K, V]).Get"] = true
	for ident, obj := range info.Defs {
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		if got := isLookUp(fn); got != (want[ident.Name] || want[fn.FullName()]) {
			t.Errorf("isLookUp(%s) = %v", fn.FullName(), got)
		}
	}
	if isLookUp(nil) {
		t.Error("a function value looks nothing up")
	}
}
