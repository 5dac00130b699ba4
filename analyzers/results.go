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

// Plain is what facts implement that are written as plain data.
type Plain = compact.Plain

// Lines say what is written in the place of lines of files.
type Lines = compact.Lines

// MarshalLines and UnmarshalLines are Marshal and Unmarshal with something in the
// place of lines.
func MarshalLines(v any, lines Lines) ([]byte, error) { return compact.MarshalLines(v, lines) }

// UnmarshalLines reads what MarshalLines wrote.
func UnmarshalLines(data []byte, v any, lines Lines) error {
	return compact.UnmarshalLines(data, v, lines)
}

// Sum returns the hash of what MarshalLines writes, for less.
func Sum(v any, lines Lines) ([32]byte, error) { return compact.Sum(v, lines) }

// Unmarshal reads what Marshal wrote into v, a pointer to a zero value.
func Unmarshal(data []byte, v any) error { return compact.Unmarshal(data, v) }

// MarshalResult returns the bytes that the result of an analyzer is kept as: the
// same for the same result. It is for results that are plain data, which those of
// rules and of all that a driver keeps for linking are.
func MarshalResult(a *analysis.Analyzer, result any, lines Lines) ([]byte, error) {
	if reflect.TypeOf(result) != a.ResultType {
		return nil, fmt.Errorf("the result of %s is a %T, and it declares %v", a.Name, result, a.ResultType)
	}
	v := reflect.New(a.ResultType)
	v.Elem().Set(reflect.ValueOf(result))
	return compact.MarshalLines(v.Interface(), lines)
}

// UnmarshalResult reads what MarshalResult wrote.
func UnmarshalResult(a *analysis.Analyzer, data []byte, lines Lines) (any, error) {
	v := reflect.New(a.ResultType)
	if err := compact.UnmarshalLines(data, v.Interface(), lines); err != nil {
		return nil, err
	}
	return v.Elem().Interface(), nil
}
