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
	"errors"
	"io"
	"reflect"
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
	defer w.done()
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
	defer w.done()
	return sha256.Sum256(w.data), err
}

func write(v any, lines Lines) (*writer, error) {
	w := writers.Get().(*writer)
	w.lines = orAbsolute(lines)
	root := reflect.ValueOf(v).Elem()
	return w, w.value(root, planOf(root.Type()))
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
	r := reader{data: plain, lines: orAbsolute(lines), parts: map[*plan][]reflect.Value{}}
	root := reflect.ValueOf(v).Elem()
	r.value(root, planOf(root.Type()))
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

// A compressor is large and takes longer to make than to use, and a writer takes
// longer to grow.
var (
	writers = sync.Pool{New: func() any {
		return &writer{tables: newTables(), count: map[*plan]uint64{}}
	}}
	wide        = sync.Pool{New: func() any { return newTables() }}
	compressors = sync.Pool{New: func() any {
		z, _ := flate.NewWriterDict(nil, level, []byte(common)) // the level is a valid one
		return z
	}}
	decompressors = sync.Pool{New: func() any { return flate.NewReaderDict(nil, []byte(common)) }}
)
