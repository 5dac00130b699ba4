package handlers

import (
	"cmp"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// shaper reads shapes from types, by the rules of encoding/json.
type shaper struct {
	fset  *token.FileSet
	types Types
	busy  map[types.Type]bool // what is being read, where it has no name of its own
}

func newShaper(fset *token.FileSet) *shaper {
	return &shaper{fset: fset, types: Types{}, busy: map[types.Type]bool{}}
}

// at returns the place of an object's declaration.
func (s *shaper) at(obj types.Object) Place {
	if obj.Pkg() == nil || !obj.Pos().IsValid() {
		return Place{}
	}
	p := s.fset.Position(obj.Pos())
	return Place{Package: obj.Pkg().Path(), File: filepath.Base(p.Filename), Line: p.Line, Column: p.Column}
}

// known are the shapes of types whose own methods encode them.
var known = map[string]Shape{
	"time.Time":                       {Kind: String, Format: "date-time"},
	"time.Duration":                   {Kind: Integer, Format: "int64"},
	"encoding/json.Number":            {Kind: Number},
	"encoding/json.RawMessage":        {Kind: Any},
	"github.com/google/uuid.UUID":     {Kind: String, Format: "uuid"},
	"github.com/gofrs/uuid.UUID":      {Kind: String, Format: "uuid"},
	"github.com/gofrs/uuid/v5.UUID":   {Kind: String, Format: "uuid"},
	"github.com/satori/go.uuid.UUID":  {Kind: String, Format: "uuid"},
	"github.com/google/uuid.NullUUID": {Kind: String, Format: "uuid", Nullable: true},
}

// of returns the shape of values of a type.
func (s *shaper) of(t types.Type) Shape {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		shape := s.of(t.Elem())
		shape.Nullable = true
		return shape
	case *types.TypeParam:
		return Shape{Kind: parameter, Index: t.Index()}
	case *types.Named:
		return s.named(t)
	default:
		return s.structure(t)
	}
}

// named returns the shape of a declared type.
func (s *shaper) named(t *types.Named) Shape {
	obj := t.Obj()
	name := types.TypeString(t, nil)
	if shape, ok := known[models.TypeSymbol(t)]; ok {
		shape.Type = name
		return shape
	}
	switch {
	case hasMethod(t, "MarshalJSON") || hasMethod(t, "UnmarshalJSON") || hasMethod(t, "ProtoReflect"):
		return Shape{Kind: Unknown, Type: name, At: s.at(obj)}
	case hasMethod(t, "MarshalText") || hasMethod(t, "UnmarshalText"):
		return Shape{Kind: String, Type: name}
	}
	_, isStruct := t.Underlying().(*types.Struct)
	switch {
	case isStruct && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() && !open(t):
		if s.types[name] == nil {
			def := &Shape{Kind: Object, Type: name, At: s.at(obj)}
			s.types[name] = def
			shape := s.structure(t.Underlying())
			def.Fields, def.Tagged = shape.Fields, shape.Tagged
		}
		return Shape{Kind: Named, Type: name}
	case s.busy[t]:
		return Shape{Kind: Unknown, Type: name}
	}
	s.busy[t] = true
	defer delete(s.busy, t)
	shape := s.structure(t.Underlying())
	if shape.Kind != Any {
		shape.Type, shape.At = name, s.at(obj)
	}
	return shape
}

// open reports whether a type is made of type parameters that are not bound.
func open(t *types.Named) bool {
	for arg := range t.TypeArgs().Types() {
		if mentions(arg, 0) {
			return true
		}
	}
	return t.TypeArgs().Len() == 0 && t.TypeParams().Len() > 0
}

func mentions(t types.Type, depth int) bool {
	if depth > maxDepth {
		return true
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		return open(t)
	case *types.Pointer:
		return mentions(t.Elem(), depth+1)
	case *types.Slice:
		return mentions(t.Elem(), depth+1)
	case *types.Array:
		return mentions(t.Elem(), depth+1)
	case *types.Map:
		return mentions(t.Key(), depth+1) || mentions(t.Elem(), depth+1)
	}
	return false
}

// maxDepth bounds how deep types and values are looked into that have no names.
const maxDepth = 12

// hasMethod reports whether values of t, or pointers to them, have a method.
func hasMethod(t types.Type, name string) bool {
	if types.IsInterface(t) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// structure returns the shape that a type has by how it is put together.
func (s *shaper) structure(t types.Type) Shape {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return basic(t)
	case *types.Slice:
		if isByte(t.Elem()) {
			return Shape{Kind: String, Format: "byte"}
		}
		elem := s.element(t.Elem())
		return Shape{Kind: Array, Elem: &elem}
	case *types.Array:
		elem := s.element(t.Elem())
		return Shape{Kind: Array, Elem: &elem}
	case *types.Map:
		elem := s.element(t.Elem())
		if key := s.of(t.Key()).Kind; key != String && key != Integer && key != parameter {
			return Shape{Kind: Unknown}
		}
		return Shape{Kind: Map, Elem: &elem}
	case *types.Struct:
		return Shape{Kind: Object, Fields: s.fields(t), Tagged: s.tagged(t, 0)}
	case *types.Interface:
		return Shape{Kind: Any}
	}
	return Shape{Kind: Unknown}
}

// element returns the shape of elements. Lists of pointers hold no nil pointers, as
// far as their readers are concerned.
func (s *shaper) element(t types.Type) Shape {
	shape := s.of(t)
	shape.Nullable = false
	return shape
}

func basic(t *types.Basic) Shape {
	switch info := t.Info(); {
	case t.Kind() == types.UntypedNil:
		return Shape{Kind: Null}
	case info&types.IsBoolean != 0:
		return Shape{Kind: Boolean}
	case info&types.IsInteger != 0:
		switch t.Kind() {
		case types.Int8, types.Int16, types.Int32, types.Uint8, types.Uint16:
			return Shape{Kind: Integer, Format: "int32"}
		}
		return Shape{Kind: Integer, Format: "int64"}
	case info&types.IsFloat != 0:
		if t.Kind() == types.Float32 {
			return Shape{Kind: Number, Format: "float"}
		}
		return Shape{Kind: Number, Format: "double"}
	case info&types.IsString != 0:
		return Shape{Kind: String}
	}
	return Shape{Kind: Unknown}
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8 && !hasMethod(t, "MarshalJSON") && !hasMethod(t, "MarshalText")
}

// candidate is a field that could be encoded under its name.
type candidate struct {
	Field
	depth  int
	tagged bool
	index  []int
}

// level is an embedded struct that is to be read.
type level struct {
	st    *types.Struct
	path  string
	index []int
}

// fields returns the fields by which a struct is encoded. Of several with one name
// the outermost counts, there the one that a tag names; where that leaves several,
// none of them does.
func (s *shaper) fields(st *types.Struct) []Field {
	var all []candidate
	seen := map[*types.Struct]bool{st: true}
	for depth, next := 0, []level{{st: st}}; len(next) > 0; depth++ {
		var deeper []level
		for _, l := range next {
			for i := range l.st.NumFields() {
				c, embedded := s.field(l, i, depth)
				switch {
				case embedded != nil && !seen[embedded]:
					deeper = append(deeper, level{embedded, l.path + l.st.Field(i).Name() + ".", c.index})
				case embedded == nil && c.Name != "":
					all = append(all, c)
				}
			}
		}
		for _, l := range deeper {
			seen[l.st] = true
		}
		next = deeper
	}
	return visible(all)
}

// field reads one field of a struct: a candidate, without a name where it is not
// encoded, or the struct that is embedded there.
func (s *shaper) field(l level, i, depth int) (c candidate, embedded *types.Struct) {
	v := l.st.Field(i)
	c.depth, c.index = depth, append(slices.Clone(l.index), i)
	tag := reflect.StructTag(l.st.Tag(i))
	text := tag.Get("json")
	if text == "-" {
		return c, nil
	}
	name, opts, _ := strings.Cut(text, ",")
	if !isTagName(name) {
		name = ""
	}
	if v.Anonymous() {
		t := types.Unalias(v.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		st, isStruct := t.Underlying().(*types.Struct)
		if !v.Exported() && !isStruct {
			return c, nil
		}
		if isStruct && name == "" {
			return c, st
		}
	} else if !v.Exported() {
		return c, nil
	}
	c.Shape, c.At, c.Go = s.of(v.Type()), s.at(v), l.path+v.Name()
	c.Name, c.tagged = cmp.Or(name, v.Name()), name != ""
	c.Required = isRequired(tag)
	for opt := range strings.SplitSeq(opts, ",") {
		switch opt {
		case "omitempty", "omitzero":
			c.Optional = true
		case "string":
			if k := c.Shape.Kind; k == Integer || k == Number || k == Boolean || k == String {
				c.Shape = Shape{Kind: String, Nullable: c.Shape.Nullable}
			}
		}
	}
	return c, nil
}

// isTagName reports whether encoding/json takes a name from a tag.
func isTagName(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\"'\\`")
}

// isRequired reports whether a field is tagged to be there.
func isRequired(tag reflect.StructTag) bool {
	for _, key := range []string{"binding", "validate"} {
		for rule := range strings.SplitSeq(tag.Get(key), ",") {
			if rule == "required" {
				return true
			}
			if rule == "dive" {
				break
			}
		}
	}
	return false
}

// visible returns those candidates that are encoded, in the order of the struct.
func visible(all []candidate) []Field {
	byName := map[string][]candidate{}
	for _, c := range all {
		byName[c.Name] = append(byName[c.Name], c)
	}
	var kept []candidate
	for _, list := range byName {
		slices.SortStableFunc(list, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.depth, b.depth), compareBool(b.tagged, a.tagged))
		})
		if len(list) == 1 || list[0].depth != list[1].depth || list[0].tagged != list[1].tagged {
			kept = append(kept, list[0])
		}
	}
	slices.SortFunc(kept, func(a, b candidate) int { return slices.Compare(a.index, b.index) })
	fields := make([]Field, len(kept))
	for i, c := range kept {
		fields[i] = c.Field
	}
	return fields
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// partKeys are the keys of tags by which frameworks name parts of a request.
var partKeys = []string{"form", "query", "uri", "param", "params", "path", "header", "reqHeader", "cookie", "schema", "url"}

// tagged returns the fields that tags name as parts of a request, those of
// embedded structs among them.
func (s *shaper) tagged(st *types.Struct, depth int) (list []Tagged) {
	for i := range st.NumFields() {
		v, tag := st.Field(i), reflect.StructTag(st.Tag(i))
		named := false
		for _, key := range partKeys {
			name, _, _ := strings.Cut(tag.Get(key), ",")
			if name == "" || name == "-" {
				continue
			}
			named = true
			list = append(list, Tagged{Key: key, Name: name, Required: isRequired(tag) || tag.Get("required") == "true", Shape: s.of(v.Type()), At: s.at(v)})
		}
		if inner, ok := v.Type().Underlying().(*types.Struct); ok && !named && v.Anonymous() && depth < maxDepth {
			list = append(list, s.tagged(inner, depth+1)...)
		}
	}
	return list
}
