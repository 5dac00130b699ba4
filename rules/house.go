package rules

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/apiward/apiward/rules/model"
)

// House is what a policy knows of the project's own libraries: what package
// model describes of those that are shipped, one Library for each import path
// that has any, sorted by path, and with them every symbol that the policy
// names, so that a driver can tell which stand for nothing.
type House struct {
	Libraries []model.Library `json:"libraries,omitempty"`
	Names     []Name          `json:"names,omitempty"` // in the order of the text
	// Principals are the keys of contexts under which who is calling stands, as
	// "import/path.Name" of the constant, the variable or the type that they are
	// written by.
	Principals []string `json:"principals,omitempty"` // sorted
}

// NameKind says what a symbol of a policy has to stand for.
type NameKind string

// The kinds of name.
const (
	FuncName   NameKind = "function"          // "import/path.Func" or "import/path.Type.Method"
	TypeName   NameKind = "type"              // "import/path.Type"
	FieldName  NameKind = "field"             // "import/path.Type.Field"
	MemberName NameKind = "function or field" // one of the first and the third
	AnyName    NameKind = "function or type"  // one of the first two
	KeyName    NameKind = "function or key"   // a function, or a constant, a variable or a type
)

// Name is a symbol that the policy names, and what would be without it.
type Name struct {
	Symbol string   `json:"symbol"`
	Kind   NameKind `json:"kind"`
	Says   string   `json:"says"` // what is lost if it stands for nothing: "the router X routes nothing"
	// Absent says that a package which no code imports is as it should be.
	Absent bool  `json:"absent,omitempty"`
	At     Place `json:"at"`
}

// IsZero reports whether the policy knows of no library.
func (h House) IsZero() bool { return len(h.Libraries)+len(h.Names)+len(h.Principals) == 0 }

// MarshalJSON leaves out whatever of a library is zero, which is nearly all of
// it: a policy is handed over on a command line.
func (h House) MarshalJSON() ([]byte, error) {
	type plain struct {
		Libraries  any      `json:"libraries,omitempty"`
		Names      []Name   `json:"names,omitempty"`
		Principals []string `json:"principals,omitempty"`
	}
	p := plain{Names: h.Names, Principals: h.Principals}
	if len(h.Libraries) > 0 {
		p.Libraries = sparse(reflect.ValueOf(h.Libraries))
	}
	return json.Marshal(p)
}

// sparse returns v with its structs as maps of the fields that are not zero.
func sparse(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Struct:
		fields := map[string]any{}
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				fields[v.Type().Field(i).Name] = sparse(f)
			}
		}
		return fields
	case reflect.Pointer:
		return sparse(v.Elem())
	case reflect.Slice:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = sparse(v.Index(i))
		}
		return items
	}
	return v.Interface()
}

// PackageOf returns the import path that a symbol most likely begins with: a last
// part of it with a dot, as in gopkg.in/yaml.v3, cannot be told from a type.
func PackageOf(symbol string) string {
	slash := strings.LastIndexByte(symbol, '/') + 1
	if dot := strings.IndexByte(symbol[slash:], '.'); dot >= 0 {
		return symbol[:slash+dot]
	}
	return symbol
}
