// Package compact writes plain data in few bytes. Facts name the same packages,
// files and symbols over and over: every text is written once and numbered from
// then on, fields that are zero are not written at all, and the whole is
// compressed.
//
// Lists and what is pointed to are numbered in the same way, and those that are
// alike are one when they are read: data that is put together from the same parts
// again and again takes the memory of its parts. Nobody may change what was read.
//
// It writes structs, of which the exported fields count, slices, arrays of bytes,
// maps by texts, texts, numbers and booleans, and the same bytes for the same
// value. What it reads must have been written from a value of the same type.
package compact

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Plain is what pointers implement whose data is in a form that is not written:
// what Plain returns is, and SetPlain of a fresh value reads it. Plain must do
// with a nil receiver.
type Plain interface {
	Plain() any
	SetPlain(any)
}

// Marshal returns the bytes that v, a pointer to plain data, is written as.
func Marshal(v any) ([]byte, error) { return MarshalLines(v, nil) }

// MarshalLines is Marshal with something in the place of lines; nil leaves them
// as they are.
func MarshalLines(v any, lines Lines) ([]byte, error) {
	w, err := write(v, lines)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := compressors.Get().(*flate.Writer)
	defer compressors.Put(z)
	z.Reset(&out)
	if _, err := z.Write(w.data); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Sum returns the hash of what MarshalLines writes, without the cost of making that
// small.
func Sum(v any, lines Lines) ([sha256.Size]byte, error) {
	w, err := write(v, lines)
	return sha256.Sum256(w.data), err
}

func write(v any, lines Lines) (*writer, error) {
	w := &writer{lines: orAbsolute(lines), texts: map[string]uint64{}, parts: map[part]uint64{}, count: map[reflect.Type]uint64{}}
	return w, w.value(reflect.ValueOf(v).Elem())
}

// Unmarshal reads what Marshal wrote into v, a pointer to a zero value.
func Unmarshal(data []byte, v any) error { return UnmarshalLines(data, v, nil) }

// UnmarshalLines reads what MarshalLines wrote, as Unmarshal does.
func UnmarshalLines(data []byte, v any, lines Lines) error {
	z := decompressors.Get().(io.ReadCloser)
	defer decompressors.Put(z)
	if err := z.(flate.Resetter).Reset(bytes.NewReader(data), []byte(common)); err != nil {
		return err
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxSize))
	if err != nil {
		return err
	}
	r := reader{data: plain, lines: orAbsolute(lines), parts: map[reflect.Type][]reflect.Value{}}
	r.value(reflect.ValueOf(v).Elem())
	if r.err == nil && len(r.data) > 0 {
		r.err = errors.New("compact: there is more than the value")
	}
	return r.err
}

// maxSize bounds what is unpacked: data of a package is far below it, and what
// is above it was not written here.
const maxSize = 1 << 30

// level is where a small text stops to get smaller.
const level = 6

// common is what the data is full of: nothing of it has to be written. A change
// of it makes what was written before unreadable, as any change of the types
// does.
const common = "logged credential command argument outbound redirect response file_name nosql body_read body query form path header cookie url host context " +
	"Authorization Content-Type /internal/ /pkg/ /api/ /server/ /handlers/ /service/ /models/ /store/ /config/ .go main.go handler.go server.go client.go " +
	"database/sql.DB.ExecContext database/sql.DB.QueryRowContext database/sql.DB.QueryContext database/sql.Rows.Scan the error of sql.DB. " +
	"encoding/json.Unmarshal encoding/json.Marshal encoding/json.Decoder.Decode io.ReadAll io.Copy os.Open os.ReadFile os.WriteFile os.MkdirAll os.Stat strconv. time.Parse net/url.Parse " +
	"net/http.NewRequestWithContext net/http.Client.Do net/http.Error net/http.ResponseWriter.Write net/http.Request.FormValue (http.ResponseWriter context.Context " +
	"log.Printf log/slog.Logger.Error Errorf.Infof.Warnf.Debugf fmt.Errorf fmt.Sprintf fmt.Fprintf " +
	"the request's body enters here field of the request's body query parameter path parameter form value " +
	"a callback of the result of the error of passed to github.com/ (*github.com/"

// A compressor is large and takes longer to make than to use.
var (
	compressors = sync.Pool{New: func() any {
		z, _ := flate.NewWriterDict(nil, level, []byte(common)) // the level is a valid one
		return z
	}}
	decompressors = sync.Pool{New: func() any { return flate.NewReaderDict(nil, []byte(common)) }}
)

// shapeOf returns what is known of a struct type: to ask for its fields one by one
// takes longer than to write them.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := newShape(t)
	shapes.Store(t, s)
	return s
}

var shapes sync.Map // by reflect.Type

type writer struct {
	data  []byte
	lines Lines
	texts map[string]uint64 // by text, from 1 on
	parts map[part]uint64   // by what they are written as, from 0 on for each type
	count map[reflect.Type]uint64
}

// part is what a list or something that is pointed to is written as. The same
// bytes mean the same: what is in them is named by number as soon as it was
// written before.
type part struct {
	typ  reflect.Type
	data string
}

// The first number of a list or a pointer. One that is new says more: of a list,
// its length.
const (
	isNil = iota
	isOld // its number follows
	isNew
)

// maxPart bounds what is looked for: what is made of parts that were written
// before is short, and what is long is most likely new.
const maxPart = 1 << 12

// fold replaces what was written since start, where v was written, by its number
// if the same was written before.
func (w *writer) fold(v reflect.Value, start int) {
	typ := v.Type()
	if len(w.data)-start > maxPart {
		w.count[typ]++
		return
	}
	if n, ok := w.parts[part{typ, string(w.data[start:])}]; ok { // no copy is made for the question
		w.data = w.data[:start]
		w.number(isOld)
		w.number(n)
		return
	}
	w.parts[part{typ, string(w.data[start:])}] = w.count[typ]
	w.count[typ]++
}

func (w *writer) number(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

// text writes a text: its number, and behind a new number the text itself.
func (w *writer) text(s string) {
	n, ok := w.texts[s]
	if ok {
		w.number(n)
		return
	}
	w.texts[s] = uint64(len(w.texts) + 1)
	w.number(0)
	w.number(uint64(len(s)))
	w.data = append(w.data, s...)
}

func (w *writer) value(v reflect.Value) error {
	switch v.Kind() {
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
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Slice:
		if v.IsNil() {
			w.number(isNil)
			return nil
		}
		start := len(w.data)
		w.number(uint64(v.Len()) + isNew)
		for i := range v.Len() {
			if err := w.value(v.Index(i)); err != nil {
				return err
			}
		}
		if v.Len() > 0 {
			w.fold(v, start)
		}
	case reflect.Array:
		for i := range v.Len() {
			if err := w.value(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		return w.table(v)
	case reflect.Pointer:
		if v.IsNil() {
			w.number(isNil)
			return nil
		}
		start, to := len(w.data), v.Elem()
		if p, ok := v.Interface().(Plain); ok {
			to = reflect.ValueOf(p.Plain())
		}
		w.number(isNew)
		if err := w.value(to); err != nil {
			return err
		}
		w.fold(v, start)
	case reflect.Struct:
		var mask uint64
		s := shapeOf(v.Type())
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
			if err := w.value(v.Field(i)); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("compact: a %s is no plain data", v.Type())
	}
	return nil
}

// table writes a map, sorted by its keys.
func (w *writer) table(v reflect.Value) error {
	if v.Type().Key().Kind() != reflect.String {
		return fmt.Errorf("compact: a %s is no plain data", v.Type())
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
		if err := w.value(v.MapIndex(k)); err != nil {
			return err
		}
	}
	return nil
}

type reader struct {
	data  []byte
	lines Lines
	texts []string
	parts map[reflect.Type][]reflect.Value
	err   error
}

// old reads the number of a list or pointer that was read before.
func (r *reader) old(v reflect.Value) {
	known, n := r.parts[v.Type()], r.number()
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

func (r *reader) value(v reflect.Value) {
	if r.err != nil {
		return
	}
	switch v.Kind() {
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
			r.old(v)
			return
		case n-isNew > uint64(len(r.data)): // each element takes a byte at least
			r.fail()
			return
		}
		n -= isNew
		list := reflect.MakeSlice(v.Type(), int(n), int(n))
		v.Set(list)
		for i := range int(n) {
			r.value(list.Index(i))
		}
		if n > 0 {
			r.parts[v.Type()] = append(r.parts[v.Type()], list)
		}
	case reflect.Array:
		for i := range v.Len() {
			r.value(v.Index(i))
		}
	case reflect.Map:
		r.table(v)
	case reflect.Pointer:
		switch r.number() {
		case isNil:
			return
		case isOld:
			r.old(v)
			return
		}
		to := reflect.New(v.Type().Elem())
		if p, ok := to.Interface().(Plain); ok {
			plain := reflect.New(reflect.TypeOf(p.Plain()))
			r.value(plain.Elem())
			p.SetPlain(plain.Elem().Interface())
		} else {
			r.value(to.Elem())
		}
		v.Set(to)
		r.parts[v.Type()] = append(r.parts[v.Type()], to)
	case reflect.Struct:
		mask, s := r.number(), shapeOf(v.Type())
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
			r.value(v.Field(i))
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

func (r *reader) table(v reflect.Value) {
	n := r.length()
	if n < 0 {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), n))
	for range n {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		key.SetString(r.text())
		if r.value(value); r.err != nil {
			return
		}
		v.SetMapIndex(key, value)
	}
}
