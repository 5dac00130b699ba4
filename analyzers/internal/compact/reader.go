package compact

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"reflect"
)

type reader struct {
	data  []byte
	lines Lines
	texts []string
	parts map[*plan][]reflect.Value
	err   error
}

// old reads the number of a list or pointer that was read before.
func (r *reader) old(v reflect.Value, p *plan) {
	known, n := r.parts[p], r.number()
	if n >= uint64(len(known)) {
		r.fail()
		return
	}
	v.Set(known[n])
}

func (r *reader) fail() uint64 {
	if r.err == nil {
		r.err = errors.New("compact: the data ends early or is damaged")
	}
	r.data = nil
	return 0
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		return r.fail()
	}
	r.data = r.data[size:]
	return n
}

func (r *reader) text() string {
	n := r.number()
	switch {
	case n > uint64(len(r.texts)):
		r.fail()
		return ""
	case n > 0:
		return r.texts[n-1]
	}
	size := r.number()
	if size > uint64(len(r.data)) {
		r.fail()
		return ""
	}
	s := string(r.data[:size])
	r.data = r.data[size:]
	r.texts = append(r.texts, s)
	return s
}

func (r *reader) value(v reflect.Value, p *plan) {
	if r.err != nil {
		return
	}
	switch p.kind {
	case reflect.String:
		v.SetString(r.text())
	case reflect.Bool:
		v.SetBool(r.number() != 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, size := binary.Varint(r.data)
		if size <= 0 {
			r.fail()
			return
		}
		r.data = r.data[size:]
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.number())
	case reflect.Slice:
		n := r.number()
		switch {
		case n == isNil:
			return
		case n == isOld:
			r.old(v, p)
			return
		case n-isNew > uint64(len(r.data)): // each element takes a byte at least
			r.fail()
			return
		}
		n -= isNew
		list := reflect.MakeSlice(p.typ, int(n), int(n))
		v.Set(list)
		for i := range int(n) {
			r.value(list.Index(i), p.elem)
		}
		if n > 0 {
			r.parts[p] = append(r.parts[p], list)
		}
	case reflect.Array:
		for i := range v.Len() {
			r.value(v.Index(i), p.elem)
		}
	case reflect.Map:
		r.table(v, p)
	case reflect.Pointer:
		switch r.number() {
		case isNil:
			return
		case isOld:
			r.old(v, p)
			return
		}
		to := reflect.New(p.typ.Elem())
		if p.plain {
			plain := reflect.New(p.elem.typ).Elem()
			r.value(plain, p.elem)
			to.Interface().(Plain).SetPlain(plain.Interface())
		} else {
			r.value(to.Elem(), p.elem)
		}
		v.Set(to)
		r.parts[p] = append(r.parts[p], to)
	case reflect.Struct:
		mask, s := r.number(), p.shape
		if mask&^s.exported != 0 {
			r.fail()
			return
		}
		for left := mask; left != 0; left &= left - 1 {
			i := bits.TrailingZeros64(left)
			if len(s.lines) > 0 && s.isLine(i) {
				v.Field(i).SetInt(int64(r.number()))
				continue
			}
			r.value(v.Field(i), s.fields[i])
		}
		for _, i := range s.lines { // behind the fields that say of which file
			if mask&(1<<i) == 0 {
				continue
			}
			pkg, file := s.of(v)
			line, ok := r.lines.Read(pkg, file, int(v.Field(i).Int()))
			if !ok {
				r.fail()
			}
			v.Field(i).SetInt(int64(line))
		}
	default:
		r.fail()
	}
}

// length reads how many elements follow, -1 for the nil that has none.
func (r *reader) length() int {
	n := r.number()
	if n > uint64(len(r.data))+1 { // each element takes a byte at least
		r.fail()
		n = 0
	}
	return int(n) - 1
}

func (r *reader) table(v reflect.Value, p *plan) {
	n := r.length()
	if n < 0 {
		return
	}
	v.Set(reflect.MakeMapWithSize(p.typ, n))
	for range n {
		key, value := reflect.New(p.typ.Key()).Elem(), reflect.New(p.typ.Elem()).Elem()
		key.SetString(r.text())
		if r.value(value, p.elem); r.err != nil {
			return
		}
		v.SetMapIndex(key, value)
	}
}
