package handlers_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/internal/checktest"
)

// TestPlaces holds where things stand: answers and parameters where the handler
// itself reads or calls, fields and types where they are declared, in whatever
// package that is.
func TestPlaces(t *testing.T) {
	joined := join(t, "helpers", "gin")
	h := joined.Of("corpus/helpers/api.generic", "net/http")
	if h == nil {
		t.Fatal("nothing is known of the handler")
	}
	types := joined.Published()
	page := types["corpus/helpers/respond.Page[corpus/helpers/api.Item]"]
	item := types["corpus/helpers/api.Item"]
	if item == nil {
		t.Fatalf("types %v", types)
	}
	shape := h.Response.Answers[0].Shape
	if page != nil {
		shape = *page
	}
	for what, got := range map[string]string{
		"the body":       place(h.Request.Bodies[0].At),
		"the answer":     place(h.Response.Answers[0].At),
		"the type":       place(item.At),
		"its field":      place(item.Fields[0].At),
		"a helper's own": place(shape.Fields[0].At),
	} {
		want := map[string]string{
			"the body": "api.go:49", "the answer": "api.go:54", "the type": "api.go:11", "its field": "api.go:12", "a helper's own": "respond.go:62",
		}[what]
		if got != want {
			t.Errorf("%s stands at %s, want %s", what, got, want)
		}
	}
}

func place(at handlers.Place) string { return fmt.Sprintf("%s:%d", at.File, at.Line) }

// TestFor shows what a body is for a method that has none: a form is the query.
func TestFor(t *testing.T) {
	h := join(t, "gin").Of("corpus/gin.anyForm", "github.com/gin-gonic/gin")
	post, get := h.For("POST"), h.For("GET")
	if len(post.Request.Bodies) != 1 || len(get.Request.Bodies) != 0 {
		t.Errorf("%d and %d bodies", len(post.Request.Bodies), len(get.Request.Bodies))
	}
	in := func(h *handlers.Handler) (list []handlers.In) {
		for _, p := range h.Request.Parameters {
			list = append(list, p.In)
		}
		return slices.Compact(list)
	}
	if !slices.Equal(in(post), []handlers.In{handlers.InForm}) || !slices.Equal(in(get), []handlers.In{handlers.InQuery}) {
		t.Errorf("parameters in %v and %v", in(post), in(get))
	}
}

// TestWritten shows that a record is the same after it has been written.
func TestWritten(t *testing.T) {
	var direct, written []*handlers.Record
	for act := range checktest.Load(t, "helpers").Analyze(t, handlers.Analyzer).All() {
		rec, ok := act.Result.(*handlers.Record)
		if !ok {
			continue
		}
		var b bytes.Buffer
		again := new(handlers.Record)
		if err := errors.Join(gob.NewEncoder(&b).Encode(rec), gob.NewDecoder(&b).Decode(again)); err != nil {
			t.Fatal(err)
		}
		direct, written = append(direct, rec), append(written, again)
	}
	file := func(at handlers.Place) string { return at.File }
	p, q := handlers.Join(direct, file), handlers.Join(written, file)
	for _, rec := range direct {
		for _, f := range rec.Funcs {
			want, err := json.Marshal(p.Of(f.Name, ""))
			got, err2 := json.Marshal(q.Of(f.Name, ""))
			if err := errors.Join(err, err2); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s is %s and was %s (%v)", f.Name, got, want, err)
			}
		}
	}
}

func join(t *testing.T, folders ...string) *handlers.Program {
	t.Helper()
	corpus := checktest.Load(t, folders...)
	var records []*handlers.Record
	for act := range corpus.Analyze(t, handlers.Analyzer).All() {
		if rec, ok := act.Result.(*handlers.Record); ok {
			records = append(records, rec)
		}
	}
	return handlers.Join(records, func(at handlers.Place) string { return at.File })
}
