// Command connect_interceptors serves a service of connect in many ways.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"

	"corpus/connect_interceptors/notesconnect"

	"connectrpc.com/authn"
	"connectrpc.com/connect"
	"connectrpc.com/grpchealth"
	"connectrpc.com/grpcreflect"
	"connectrpc.com/validate"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
)

type tokens interface{ Valid(token string) bool }

type service struct{ store map[string]string }

func (s *service) Get(ctx context.Context, req *connect.Request[notesconnect.Key]) (*connect.Response[notesconnect.Note], error) {
	return connect.NewResponse(&notesconnect.Note{Text: s.store[req.Msg.ID]}), nil
}

func (s *service) Put(ctx context.Context, req *connect.Request[notesconnect.Note]) (*connect.Response[notesconnect.Key], error) {
	s.store[req.Msg.ID] = req.Msg.Text
	return connect.NewResponse(&notesconnect.Key{ID: req.Msg.ID}), nil
}

func (s *service) Watch(ctx context.Context, req *connect.Request[notesconnect.Key], stream *connect.ServerStream[notesconnect.Note]) error {
	return stream.Send(&notesconnect.Note{Text: s.store[req.Msg.ID]})
}

// half answers one method alone.
type half struct {
	notesconnect.UnimplementedNotesHandler
	full service
}

func (h *half) Get(ctx context.Context, req *connect.Request[notesconnect.Key]) (*connect.Response[notesconnect.Note], error) {
	return h.full.Get(ctx, req)
}

var errStranger = connect.NewError(connect.CodeUnauthenticated, errors.New("no valid token"))

// guard is for unary calls.
func guard(t tokens) connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			if !t.Valid(req.Header().Get("Authorization")) {
				return nil, errStranger
			}
			return next(ctx, req)
		}
	}
}

// logging turns nobody away.
func logging(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		res, err := next(ctx, req)
		log.Println(req.Spec().Procedure, err)
		return res, err
	}
}

// whole is for all kinds of call.
type whole struct{ tokens tokens }

func (g *whole) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		if !g.tokens.Valid(req.Header().Get("Authorization")) {
			return nil, connect.NewError(connect.CodeUnauthenticated, errors.New("no valid token"))
		}
		return next(ctx, req)
	}
}

func (g *whole) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (g *whole) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		if !g.tokens.Valid(conn.RequestHeader().Get("Authorization")) {
			return connect.NewError(connect.CodeUnauthenticated, errors.New("no valid token"))
		}
		return next(ctx, conn)
	}
}

// The service as it is generated, with an interceptor for all of its methods.
func guarded(t tokens) {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&service{}, connect.WithInterceptors(&whole{t})))
	log.Fatal(http.ListenAndServe(":8080", m))
}

// The stream passes by an interceptor that is a function.
func unaryOnly(t tokens) {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&service{}, connect.WithInterceptors(guard(t)))) // want "proven: POST /notes.v1.Notes/Watch is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", m))
}

// A log and a validation are no guards. What is not implemented is no route.
func logged() {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&half{}, connect.WithInterceptors(connect.UnaryInterceptorFunc(logging), validate.NewInterceptor()))) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", m))
}

// The router around it guards, whatever is in it.
func routed(t tokens) {
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if !t.Valid(req.Header.Get("Authorization")) {
				http.Error(w, "who is it?", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, req)
		})
	})
	path, handler := notesconnect.NewNotesHandler(&service{})
	r.Mount(path, handler)
	log.Fatal(http.ListenAndServe(":8080", r))
}

// The path below which it is mounted is a part of its methods' paths.
func prefixed() {
	m := http.NewServeMux()
	path, handler := notesconnect.NewNotesHandler(&half{}) // want "proven: POST /api/notes.v1.Notes/Get is registered without authentication"
	m.Handle("/api"+path, http.StripPrefix("/api", handler))
	log.Fatal(http.ListenAndServe(":8080", m))
}

// gorilla's router, with what comes in options that are put together before.
func gorilla(t tokens) {
	r := mux.NewRouter()
	opts := []connect.HandlerOption{connect.WithInterceptors(&whole{t})}
	path, handler := notesconnect.NewNotesHandler(&service{}, opts...)
	r.PathPrefix(path).Handler(handler)
	log.Fatal(http.ListenAndServe(":8080", r))
}

// One method by itself.
func single(t tokens) {
	m := http.NewServeMux()
	s := &service{}
	m.Handle("/notes.v1.Notes/Get", connect.NewUnaryHandler("/notes.v1.Notes/Get", s.Get, connect.WithInterceptors(guard(t))))
	m.Handle("/notes.v1.Notes/Put", connect.NewUnaryHandler("/notes.v1.Notes/Put", s.Put)) // want "proven: POST /notes.v1.Notes/Put is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", m))
}

// An interceptor that leaves one method out.
func selected(t tokens) {
	m := http.NewServeMux()
	except := connect.UnaryInterceptorFunc(func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			if req.Spec().Procedure == notesconnect.NotesGetProcedure {
				return next(ctx, req)
			}
			if !t.Valid(req.Header().Get("Authorization")) {
				return nil, errStranger
			}
			return next(ctx, req)
		}
	})
	m.Handle(notesconnect.NewNotesHandler(&twice{}, connect.WithInterceptors(except))) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", m))
}

// twice answers two methods.
type twice struct {
	notesconnect.UnimplementedNotesHandler
	full service
}

func (h *twice) Get(ctx context.Context, req *connect.Request[notesconnect.Key]) (*connect.Response[notesconnect.Note], error) {
	return h.full.Get(ctx, req)
}

func (h *twice) Put(ctx context.Context, req *connect.Request[notesconnect.Note]) (*connect.Response[notesconnect.Key], error) {
	return h.full.Put(ctx, req)
}

// checking asks in one of its methods.
type checking struct {
	notesconnect.UnimplementedNotesHandler
	tokens tokens
	full   service
}

func (c *checking) Get(ctx context.Context, req *connect.Request[notesconnect.Key]) (*connect.Response[notesconnect.Note], error) {
	if !c.tokens.Valid(req.Header().Get("Authorization")) {
		return nil, connect.NewError(connect.CodePermissionDenied, errors.New("no valid token"))
	}
	return c.full.Get(ctx, req)
}

func (c *checking) Put(ctx context.Context, req *connect.Request[notesconnect.Note]) (*connect.Response[notesconnect.Key], error) {
	if req.Header().Get("Content-Language") == "" {
		return nil, connect.NewError(connect.CodeInvalidArgument, errors.New("in which language?"))
	}
	return c.full.Put(ctx, req)
}

// Checks in the methods themselves.
func inline(t tokens) {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&checking{tokens: t})) // want "proven: POST /notes.v1.Notes/Put is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", m))
}

func authenticate(_ context.Context, req *http.Request) (any, error) {
	name, password, ok := req.BasicAuth()
	if !ok || name != "root" || password != "hunter2" {
		return nil, authn.Errorf("who is it?")
	}
	return name, nil
}

// greet asks who it is, and is content with anyone.
func greet(_ context.Context, req *http.Request) (any, error) {
	name, _, _ := req.BasicAuth()
	return name, nil
}

// The library's middleware, around a function that turns strangers away.
func wrapped() {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&service{}))
	log.Fatal(http.ListenAndServe(":8080", authn.NewMiddleware(authenticate).Wrap(m)))
}

// And around one that does not.
func wrappedInVain() {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&half{})) // want "proven: POST /notes.v1.Notes/Get is registered without authentication"
	log.Fatal(http.ListenAndServe(":8080", authn.NewMiddleware(greet).Wrap(m)))
}

// Health and reflection are for everyone.
func probes(t tokens) {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&service{}, connect.WithInterceptors(&whole{t})))
	m.Handle(grpchealth.NewHandler(grpchealth.NewStaticChecker(notesconnect.NotesName)))
	m.Handle(grpcreflect.NewHandlerV1(grpcreflect.NewStaticReflector(notesconnect.NotesName)))
	log.Fatal(http.ListenAndServe(":8080", m))
}

// entry keeps the two results of a generated function together.
func entry(path string, handler http.Handler) struct {
	path    string
	handler http.Handler
} {
	return struct {
		path    string
		handler http.Handler
	}{path, handler}
}

// fill registers what is in a table, on a router that it is given.
func fill(m *http.ServeMux, opts ...connect.HandlerOption) {
	table := []struct {
		path    string
		handler http.Handler
	}{
		entry(notesconnect.NewNotesHandler(&twice{}, opts...)), // want "proven: POST /notes.v1.Notes/Get is registered without authentication" "proven: POST /notes.v1.Notes/Put is registered without authentication"
	}
	for _, row := range table {
		m.Handle(row.path, row.handler)
	}
}

// Services in a table.
func tabled() {
	m := http.NewServeMux()
	fill(m, connect.WithInterceptors(connect.UnaryInterceptorFunc(logging)))
	log.Fatal(http.ListenAndServe(":8080", m))
}

// policy knows callers, and which methods strangers may call.
type policy struct {
	tokens tokens
	rules  interface{ Open(name string) bool }
}

func (p *policy) may(ctx context.Context, name string, known bool) error {
	if known || p.rules.Open(name) {
		return nil
	}
	return errStranger
}

// without keeps nothing to itself.
type without struct{ policy *policy }

func (w without) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		known := w.policy.tokens.Valid(req.Header().Get("Authorization"))
		if err := w.policy.may(ctx, req.Spec().Procedure, known); err != nil {
			return nil, err
		}
		return next(ctx, req)
	}
}

func (without) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (without) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return next
}

// A check that is given the name of the method may let some of them by: which,
// rules say that are not seen here.
func byPolicy(p *policy) {
	m := http.NewServeMux()
	m.Handle(notesconnect.NewNotesHandler(&half{}, connect.WithInterceptors(without{p}))) // want "hint: whether POST /notes.v1.Notes/Get requires authentication is not known"
	log.Fatal(http.ListenAndServe(":8080", m))
}

// gateway is a service that registers itself.
type gateway struct{ twice }

func (g *gateway) attach(m *http.ServeMux) {
	m.Handle(notesconnect.NewNotesHandler(g)) // want "proven: POST /notes.v1.Notes/Get is registered without authentication" "proven: POST /notes.v1.Notes/Put is registered without authentication"
}

func (g *gateway) Serve(ctx context.Context, addr string) error {
	m := http.NewServeMux()
	g.attach(m)
	return http.ListenAndServe(addr, m)
}

func main() {
	var t tokens
	go byPolicy(&policy{tokens: t})
	go new(gateway).Serve(context.Background(), ":8081")
	for _, serve := range []func(tokens){guarded, unaryOnly, routed, gorilla, single, selected, inline, probes} {
		go serve(t)
	}
	for _, serve := range []func(){tabled, logged, prefixed, wrapped, wrappedInVain} {
		go serve()
	}
	select {}
}
