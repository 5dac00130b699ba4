package compact

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// writer writes a value twice: into data as it is read again, and into key with a
// number for each text and each part, whether it was written before or not. What
// has the same key is the same, so that the second of two parts that are alike is
// a number, however they lie in memory.
type writer struct {
	data, key []byte
	lines     Lines
	*tables
	small *tables // its own, while those are in use that have room for much
	count map[*plan]uint64
	fresh bool // what is being written was made by Plain
}

// tables number what was written.
type tables struct {
	texts map[string]uint64 // by text, from 1 on
	parts map[part]uint64   // by key, from 0 on for each type
	// seen are the parts by where they lie: what several share is looked at once.
	// They are kept in memory until all is written, so that no other comes to lie
	// there; the lists that Plain makes are not among them.
	seen map[place]uint64
}

func newTables() *tables {
	return &tables{map[string]uint64{}, map[part]uint64{}, map[place]uint64{}}
}

func (t *tables) clear() {
	clear(t.texts)
	clear(t.parts)
	clear(t.seen)
}

// part is what a list or something that is pointed to means.
type part struct {
	plan *plan
	key  string
}

// place is where a part lies.
type place struct {
	plan *plan
	at   unsafe.Pointer
	n    int // of a list, its length
}

// The first number of a list or a pointer. One that is new says more: of a list,
// its length.
const (
	isNil = iota
	isOld // its number follows
	isNew
)

// maxSmall is how many parts a writer's own tables hold. More are for tables that had
// many before: to let others grow takes longer than to write, and to empty those takes
// longer than to write a little.
const maxSmall = 2048

// widen goes on in tables that have room for much.
func (w *writer) widen() {
	w.small, w.tables = w.tables, wide.Get().(*tables)
	maps.Copy(w.texts, w.small.texts)
	maps.Copy(w.parts, w.small.parts)
	maps.Copy(w.seen, w.small.seen)
}

// done gives the writer back, whose data is no more.
func (w *writer) done() {
	w.data, w.key, w.lines, w.fresh = w.data[:0], w.key[:0], nil, false
	if w.small != nil {
		w.clear()
		wide.Put(w.tables)
		w.tables, w.small = w.small, nil
	}
	w.clear()
	clear(w.count)
	writers.Put(w)
}

// number writes a number that is the same in both.
func (w *writer) number(n uint64) {
	w.data = binary.AppendUvarint(w.data, n)
	w.key = binary.AppendUvarint(w.key, n)
}

// text writes a text: its number, and behind a new number the text itself.
func (w *writer) text(s string) {
	n, ok := w.texts[s]
	if ok {
		w.number(n)
		return
	}
	n = uint64(len(w.texts) + 1)
	w.texts[s] = n
	w.key = binary.AppendUvarint(w.key, n)
	w.data = binary.AppendUvarint(append(w.data, 0), uint64(len(s)))
	w.data = append(w.data, s...)
}

func (w *writer) value(v reflect.Value, p *plan) error {
	switch p.kind {
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			w.number(1)
		} else {
			w.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.data = binary.AppendVarint(w.data, v.Int())
		w.key = binary.AppendVarint(w.key, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Slice:
		if v.IsNil() {
			w.number(isNil)
			return nil
		}
		return w.part(place{p, v.UnsafePointer(), v.Len()}, func() error {
			w.number(uint64(v.Len()) + isNew)
			return w.elements(v, p)
		})
	case reflect.Array:
		return w.elements(v, p)
	case reflect.Map:
		return w.table(v, p)
	case reflect.Pointer:
		if v.IsNil() {
			w.number(isNil)
			return nil
		}
		return w.part(place{p, v.UnsafePointer(), 0}, func() error {
			w.number(isNew)
			if !p.plain {
				return w.value(v.Elem(), p.elem)
			}
			w.fresh = true
			return w.value(reflect.ValueOf(v.Interface().(Plain).Plain()), p.elem)
		})
	case reflect.Struct:
		return w.fields(v, p.shape)
	default:
		return fmt.Errorf("compact: a %s is no plain data", p.typ)
	}
	return nil
}

// part writes a list, or what is pointed to, unless it was written before. Empty
// lists are not numbered.
func (w *writer) part(at place, write func() error) error {
	empty := at.plan.kind == reflect.Slice && at.n == 0
	if n, ok := w.seen[at]; ok && !empty {
		w.old(n)
		return nil
	}
	data, key, fresh := len(w.data), len(w.key), w.fresh
	w.fresh = false
	err := write()
	w.fresh = fresh
	if err != nil || empty {
		return err
	}
	n, ok := w.parts[part{at.plan, string(w.key[key:])}] // no copy is made for the question
	if !ok {
		n = w.count[at.plan]
		w.count[at.plan]++
		w.parts[part{at.plan, string(w.key[key:])}] = n
	}
	if !w.fresh {
		w.seen[at] = n
	}
	if w.small == nil && max(len(w.seen), len(w.parts), len(w.texts)) > maxSmall {
		w.widen()
	}
	w.key = w.key[:key]
	if ok {
		w.data = w.data[:data]
		w.old(n)
		return nil
	}
	w.key = binary.AppendUvarint(append(w.key, isOld), n)
	return nil
}

// old writes the number of a part.
func (w *writer) old(n uint64) {
	w.number(isOld)
	w.number(n)
}

func (w *writer) elements(v reflect.Value, p *plan) error {
	for i := range v.Len() {
		if err := w.value(v.Index(i), p.elem); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) fields(v reflect.Value, s *shape) error {
	var mask uint64
	for left := s.exported; left != 0; left &= left - 1 {
		if !v.Field(bits.TrailingZeros64(left)).IsZero() {
			mask |= left & -left
		}
	}
	w.number(mask)
	for ; mask != 0; mask &= mask - 1 {
		i := bits.TrailingZeros64(mask)
		if len(s.lines) > 0 && s.isLine(i) {
			pkg, file := s.of(v)
			w.number(uint64(w.lines.Write(pkg, file, int(v.Field(i).Int()))))
			continue
		}
		if err := w.value(v.Field(i), s.fields[i]); err != nil {
			return err
		}
	}
	return nil
}

// table writes a map, sorted by its keys.
func (w *writer) table(v reflect.Value, p *plan) error {
	if p.typ.Key().Kind() != reflect.String {
		return fmt.Errorf("compact: a %s is no plain data", p.typ)
	}
	if v.IsNil() {
		w.number(0)
		return nil
	}
	w.number(uint64(v.Len()) + 1)
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, k := range keys {
		w.text(k.String())
		if err := w.value(v.MapIndex(k), p.elem); err != nil {
			return err
		}
	}
	return nil
}
