package analyzers

import (
	"fmt"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/compact"
)

// Marshal returns the bytes that plain data is kept as, v being a pointer to it:
// structs by their exported fields, slices, maps by texts, texts and numbers. They
// are the same for the same data.
func Marshal(v any) ([]byte, error) { return compact.Marshal(v) }

// Sum returns the hash of what Marshal writes, for less.
func Sum(v any) ([32]byte, error) { return compact.Sum(v) }

// Unmarshal reads what Marshal wrote into v, a pointer to a zero value.
func Unmarshal(data []byte, v any) error { return compact.Unmarshal(data, v) }

// MarshalResult returns the bytes that the result of an analyzer is kept as: the
// same for the same result. It is for results that are plain data, which those of
// rules and of all that a driver keeps for linking are.
func MarshalResult(a *analysis.Analyzer, result any) ([]byte, error) {
	if reflect.TypeOf(result) != a.ResultType {
		return nil, fmt.Errorf("the result of %s is a %T, and it declares %v", a.Name, result, a.ResultType)
	}
	v := reflect.New(a.ResultType)
	v.Elem().Set(reflect.ValueOf(result))
	return compact.Marshal(v.Interface())
}

// UnmarshalResult reads what MarshalResult wrote.
func UnmarshalResult(a *analysis.Analyzer, data []byte) (any, error) {
	v := reflect.New(a.ResultType)
	if err := compact.Unmarshal(data, v.Interface()); err != nil {
		return nil, err
	}
	return v.Elem().Interface(), nil
}
