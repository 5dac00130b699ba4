package compact

import (
	"reflect"
	"sync"
)

// plan is what is known of a type: to ask for it at each value takes longer than to
// write that.
type plan struct {
	typ   reflect.Type
	kind  reflect.Kind
	elem  *plan // of lists, arrays and maps; of a pointer what is written of it
	plain bool  // a pointer to what is written in another form
	shape *shape
}

// plans are those of all types that were met, one for each: parts are numbered by it.
var plans = struct {
	sync.Mutex
	of map[reflect.Type]*plan
}{of: map[reflect.Type]*plan{}}

// planOf returns the plan of a type.
func planOf(t reflect.Type) *plan {
	plans.Lock()
	defer plans.Unlock()
	return newPlan(t, plans.of)
}

// newPlan makes the plan of a type and those that it leads to, which may be itself.
func newPlan(t reflect.Type, made map[reflect.Type]*plan) *plan {
	if p := made[t]; p != nil {
		return p
	}
	p := &plan{typ: t, kind: t.Kind()}
	made[t] = p
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		p.elem = newPlan(t.Elem(), made)
	case reflect.Pointer:
		to := t.Elem()
		if form, ok := reflect.Zero(t).Interface().(Plain); ok {
			p.plain, to = true, reflect.TypeOf(form.Plain())
		}
		p.elem = newPlan(to, made)
	case reflect.Struct:
		p.shape = newShape(t)
		for i := range t.NumField() {
			var field *plan
			if t.Field(i).IsExported() {
				field = newPlan(t.Field(i).Type, made)
			}
			p.shape.fields = append(p.shape.fields, field)
		}
	}
	return p
}
