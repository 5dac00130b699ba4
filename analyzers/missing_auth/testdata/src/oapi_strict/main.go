// The service implements a strict server, of which the middleware and the checks
// see less of the request.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"

	"corpus/oapi_strict/api"
)

// notes answers.
type notes struct{ list []string }

// New returns what answers, behind its interface.
func New() api.StrictServerInterface { return &notes{list: []string{os.Getenv("FIRST")}} }

func (n *notes) ListNotes(ctx context.Context, _ api.ListNotesRequestObject) (api.ListNotesResponseObject, error) {
	return api.ListNotes200JSONResponse(n.list), nil
}

func (n *notes) AddNote(ctx context.Context, request api.AddNoteRequestObject) (api.AddNoteResponseObject, error) {
	n.list = append(n.list, *request.Body)
	return api.AddNote201Response{}, nil
}

// DropNote asks who calls before it does anything.
func (n *notes) DropNote(ctx context.Context, request api.DropNoteRequestObject) (api.DropNoteResponseObject, error) {
	if _, ok := ctx.Value(caller{}).(string); !ok {
		return api.DropNote401Response{}, nil
	}
	n.list = nil
	return api.DropNote204Response{}, nil
}

// open answers without asking.
type open struct{ *notes }

func (o open) DropNote(ctx context.Context, request api.DropNoteRequestObject) (api.DropNoteResponseObject, error) {
	if request.ID == "" {
		return api.DropNote401Response{}, nil
	}
	return api.DropNote204Response{}, nil
}

type caller struct{}

// strictGuard asks for a key.
func strictGuard(f api.StrictHandlerFunc, operationID string) api.StrictHandlerFunc {
	return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request interface{}) (interface{}, error) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			return nil, errors.New("no key for " + operationID)
		}
		return f(ctx, w, r, request)
	}
}

// strictLog looks.
func strictLog(f api.StrictHandlerFunc, operationID string) api.StrictHandlerFunc {
	return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request interface{}) (interface{}, error) {
		log.Print(operationID, r.Header.Get("Authorization"))
		return f(ctx, w, r, request)
	}
}

// recognise knows some callers, by their key.
func recognise(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name := names[r.Header.Get("Authorization")]; name != "" {
			r = r.WithContext(context.WithValue(r.Context(), caller{}, name))
		}
		next.ServeHTTP(w, r)
	})
}

var names = map[string]string{os.Getenv("KEY"): "one"}

func main() {
	mux := http.NewServeMux()
	serve := func(prefix string, ssi api.StrictServerInterface, list []api.StrictMiddlewareFunc, around ...api.MiddlewareFunc) {
		mux.Handle(prefix+"/", http.StripPrefix(prefix, api.HandlerWithOptions(api.NewStrictHandler(ssi, list), api.StdHTTPServerOptions{Middlewares: around})))
	}
	serve("/open", New(), nil, recognise)
	serve("/guarded", New(), []api.StrictMiddlewareFunc{strictLog, strictGuard})
	api.HandlerWithOptions(api.NewStrictHandler(open{&notes{}}, []api.StrictMiddlewareFunc{strictLog}), api.StdHTTPServerOptions{BaseURL: "/logged", BaseRouter: mux})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
