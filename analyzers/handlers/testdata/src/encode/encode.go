// Package encode is about the shapes of types.
package encode

import (
	"encoding/json"
	"net"
	"net/http"
	"time"

	"github.com/google/uuid"
)

func send(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

type Basics struct {
	Text    string
	Flag    bool    `json:"flag"`
	Int     int     `json:"int,omitempty"`
	Small   int32   `json:"small,omitzero"`
	Float   float64 `json:"float"`
	Single  float32 `json:"single"`
	Quoted  int     `json:"quoted,string"`
	Bytes   []byte  `json:"bytes"`
	Hidden  string  `json:"-"`
	Dash    string  `json:"-,"`
	private string
}

// > 200 json {Text:string, flag:boolean, int~:integer, small~:integer(int32), float:number, single:number(float), quoted:string, bytes:string(byte), -:string}
func basics(w http.ResponseWriter, r *http.Request) { send(w, Basics{private: "x"}) }

type Formats struct {
	At       time.Time     `json:"at"`
	Until    *time.Time    `json:"until"`
	Wait     time.Duration `json:"wait"`
	ID       uuid.UUID     `json:"id"`
	Number   json.Number   `json:"number"`
	Raw      json.RawMessage
	IP       net.IP
	Anything any
	Err      error
}

// > 200 json {at:string(date-time), until:string(date-time)?, wait:integer, id:string(uuid), number:number, Raw:any, IP:string, Anything:any, Err:any}
func formats(w http.ResponseWriter, r *http.Request) { send(w, &Formats{}) }

type Lists struct {
	Names []string          `json:"names"`
	Grid  [2][]int          `json:"grid"`
	Tags  map[string]string `json:"tags"`
	ByNum map[int]*Inner    `json:"by_num"`
	Odd   map[float64]int   `json:"odd"`
	Many  []*Inner          `json:"many"`
}

type Inner struct {
	A string `json:"a"`
}

// > 200 json {names:[string], grid:[[integer]], tags:map[string], by_num:map[{a:string}], odd:unknown, many:[{a:string}]}
func lists(w http.ResponseWriter, r *http.Request) { send(w, Lists{}) }

type Base struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Created time.Time
}

type base struct {
	Secret string
	hidden string
}

type Embedding struct {
	Base
	*Inner
	base
	Name string `json:"name"`
}

// > 200 json {id:integer, Created:string(date-time), a:string, Secret:string, name:string}
func embedding(w http.ResponseWriter, r *http.Request) { send(w, Embedding{base: base{hidden: "x"}}) }

type NamedEmbedding struct {
	Base `json:"base"`
}

// > 200 json {base:{id:integer, name:string, Created:string(date-time)}}
func namedEmbedding(w http.ResponseWriter, r *http.Request) { send(w, NamedEmbedding{}) }

type Left struct{ X, Both string }

type Right struct{ Y, Both string }

type Conflict struct {
	Left
	Right
}

// Two fields of one depth and name are both left out.
//
// > 200 json {X:string, Y:string}
func conflict(w http.ResponseWriter, r *http.Request) { send(w, Conflict{}) }

type Tagged struct {
	Other string `json:"Both"`
}

type TagWins struct {
	Left
	Tagged
}

// > 200 json {X:string, Both:string}
func tagWins(w http.ResponseWriter, r *http.Request) { send(w, TagWins{}) }

type Tree struct {
	Value    string  `json:"value"`
	Children []*Tree `json:"children"`
}

// > 200 json {value:string, children:[^]}
func tree(w http.ResponseWriter, r *http.Request) { send(w, Tree{}) }

type Forest []Forest

// > 200 json [unknown]
func forest(w http.ResponseWriter, r *http.Request) { send(w, Forest{}) }

type Page[T any] struct {
	Items []T `json:"items"`
	Next  *T  `json:"next,omitempty"`
	Total int `json:"total"`
}

// > 200 json {items:[{a:string}], next~:{a:string}?, total:integer}
func generic(w http.ResponseWriter, r *http.Request) { send(w, Page[Inner]{}) }

type Custom struct{ Shown string }

func (c Custom) MarshalJSON() ([]byte, error) { return []byte(`"x"`), nil }

type Level int

func (l *Level) UnmarshalText(text []byte) error { return nil }
func (l Level) MarshalText() ([]byte, error)     { return nil, nil }

type WithCustom struct {
	Custom Custom `json:"custom"`
	Level  Level  `json:"level"`
	Stamp  Stamp  `json:"stamp"`
}

type Stamp struct{ time.Time }

// > 200 json {custom:unknown, level:string, stamp:unknown}
func custom(w http.ResponseWriter, r *http.Request) { send(w, WithCustom{}) }

type Promoted struct {
	Name string `json:"name"`
	Stamp
}

// A marshaler that is embedded encodes the whole.
//
// > 200 json unknown
func promoted(w http.ResponseWriter, r *http.Request) { send(w, Promoted{}) }

// > 200 json {a:integer, b:{c:string}}
func anonymous(w http.ResponseWriter, r *http.Request) {
	send(w, struct {
		A int `json:"a"`
		B struct {
			C string `json:"c"`
		} `json:"b"`
	}{})
}

// > 200 json {count:integer, items:[{a:string}], nested:{ok:boolean}}
func literal(w http.ResponseWriter, r *http.Request) {
	send(w, map[string]any{"items": []Inner{}, "count": 1, "nested": map[string]any{"ok": true}})
}

// > 200 json {a:integer, b~:string}
func literalGrows(w http.ResponseWriter, r *http.Request) {
	m := map[string]any{"a": 1}
	if r.Method == "POST" {
		m["b"] = "x"
	}
	send(w, m)
}

// Keys that are data make no object.
//
// > 200 json map[any]
func literalOpen(w http.ResponseWriter, r *http.Request) {
	m := map[string]any{"a": 1}
	m[r.Method] = "x"
	send(w, m)
}

func fill(m map[string]any) { m["more"] = 1 }

// > 200 json {a:integer, ...}
func literalFilled(w http.ResponseWriter, r *http.Request) {
	m := map[string]any{"a": 1}
	fill(m)
	send(w, m)
}

type Envelope struct {
	Code int    `json:"code"`
	Data any    `json:"data,omitempty"`
	Msg  string `json:"msg"`
}

// > 200 json {code:integer, data~:[{a:string}], msg:string}
func envelope(w http.ResponseWriter, r *http.Request) { send(w, Envelope{Code: 1, Data: []Inner{}}) }

func wrapped(w http.ResponseWriter, data any) { send(w, &Envelope{Data: data}) }

// > 200 json {code:integer, data~:{a:string}, msg:string}
func envelopeByHelper(w http.ResponseWriter, r *http.Request) { wrapped(w, &Inner{}) }

// > 200 json [{k:string}]
func listOfLiterals(w http.ResponseWriter, r *http.Request) {
	send(w, []map[string]any{{"k": "v"}})
}

type Validated struct {
	Name  string   `json:"name" validate:"required,min=1"`
	Tags  []string `json:"tags" validate:"dive,required"`
	Email string   `json:"email" binding:"required"`
}

// < body json {name!:string, tags:[string], email!:string}
// > 200 none
func validated(w http.ResponseWriter, r *http.Request) {
	var v Validated
	_ = json.NewDecoder(r.Body).Decode(&v)
}
