// Package middleware has the shape of go-chi/chi's middleware package.
package middleware

import (
	"compress/gzip"
	"context"
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
)

// RequestSize limits the body of every request behind it.
func RequestSize(bytes int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, bytes)
			next.ServeHTTP(w, r)
		})
	}
}

// Logger logs every request.
func Logger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		log.Printf("%s %s %s", r.Method, r.URL.Path, time.Since(start))
	})
}

// Recoverer turns a panic into a 500.
func Recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			log.Printf("panic: %v", v)
			w.WriteHeader(http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

type ctxKeyRequestID int

// RequestIDKey is the context key of the request's ID.
const RequestIDKey ctxKeyRequestID = 0

// RequestIDHeader names the header that carries an ID in.
var RequestIDHeader = "X-Request-Id"

var lastID atomic.Uint64

// RequestID gives every request an ID.
func RequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(RequestIDHeader)
		if id == "" {
			id = strconv.FormatUint(lastID.Add(1), 10)
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), RequestIDKey, id)))
	})
}

// GetReqID returns the request's ID, or "".
func GetReqID(ctx context.Context) string {
	id, _ := ctx.Value(RequestIDKey).(string)
	return id
}

// RealIP takes the client's address from the proxy's headers.
func RealIP(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ip := r.Header.Get("X-Real-IP"); ip != "" {
			r.RemoteAddr = ip
		} else if ip, _, _ := strings.Cut(r.Header.Get("X-Forwarded-For"), ","); ip != "" {
			r.RemoteAddr = ip
		}
		h.ServeHTTP(w, r)
	})
}

// Timeout cancels the request's context.
func Timeout(timeout time.Duration) func(next http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), timeout)
			defer func() {
				cancel()
				if ctx.Err() == context.DeadlineExceeded {
					w.WriteHeader(http.StatusGatewayTimeout)
				}
			}()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// BasicAuth lets nobody pass without one of the credentials.
func BasicAuth(realm string, creds map[string]string) func(next http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			user, pass, ok := r.BasicAuth()
			want, known := creds[user]
			if !ok || !known || subtle.ConstantTimeCompare([]byte(pass), []byte(want)) != 1 {
				w.Header().Set("WWW-Authenticate", fmt.Sprintf("Basic realm=%q", realm))
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Throttle lets at most limit requests run at once.
func Throttle(limit int) func(http.Handler) http.Handler {
	return ThrottleBacklog(limit, 0, time.Minute)
}

// ThrottleBacklog is Throttle with a queue.
func ThrottleBacklog(limit, backlogLimit int, backlogTimeout time.Duration) func(http.Handler) http.Handler {
	running, waiting := make(chan struct{}, limit), make(chan struct{}, limit+backlogLimit)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case waiting <- struct{}{}:
				defer func() { <-waiting }()
			default:
				http.Error(w, "too many requests", http.StatusTooManyRequests)
				return
			}
			select {
			case running <- struct{}{}:
				defer func() { <-running }()
			case <-time.After(backlogTimeout):
				http.Error(w, "too many requests", http.StatusTooManyRequests)
				return
			case <-r.Context().Done():
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// CleanPath routes by the cleaned path.
func CleanPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rctx := chi.RouteContext(r.Context()); rctx != nil {
			rctx.RoutePath = path.Clean("/" + r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

// StripSlashes routes by the path without its last slash.
func StripSlashes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if trimmed, ok := strings.CutSuffix(r.URL.Path, "/"); ok && trimmed != "" {
			if rctx := chi.RouteContext(r.Context()); rctx != nil {
				rctx.RoutePath = trimmed
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Compress compresses responses of clients that accept it. This stand-in
// looks at the request alone and compresses every content type.
func Compress(level int, types ...string) func(next http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				next.ServeHTTP(w, r)
				return
			}
			zw, err := gzip.NewWriterLevel(w, level)
			if err != nil {
				next.ServeHTTP(w, r)
				return
			}
			defer zw.Close()
			w.Header().Set("Content-Encoding", "gzip")
			next.ServeHTTP(compressed{w, zw}, r)
		})
	}
}

type compressed struct {
	http.ResponseWriter
	body io.Writer
}

func (c compressed) Write(p []byte) (int, error) { return c.body.Write(p) }

// NoCache tells clients and proxies to keep nothing.
func NoCache(h http.Handler) http.Handler {
	return SetHeader("Cache-Control", "no-store")(h)
}

// SetHeader sets a response header.
func SetHeader(key, value string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(key, value)
			next.ServeHTTP(w, r)
		})
	}
}

// AllowContentType rejects bodies of other types. It rejects, and it is no
// authentication.
func AllowContentType(contentTypes ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.ContentLength == 0 {
				next.ServeHTTP(w, r)
				return
			}
			have, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
			if !slices.Contains(contentTypes, have) {
				w.WriteHeader(http.StatusUnsupportedMediaType)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Heartbeat answers one path before routing.
func Heartbeat(endpoint string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if (r.Method == "GET" || r.Method == "HEAD") && strings.EqualFold(r.URL.Path, endpoint) {
				w.Write([]byte("."))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// GetHead routes HEAD to GET where HEAD has no route.
func GetHead(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rctx := chi.RouteContext(r.Context())
		if r.Method == "HEAD" && rctx != nil && !rctx.Routes.Match(chi.NewRouteContext(), "HEAD", r.URL.Path) {
			rctx.RouteMethod = "GET"
		}
		next.ServeHTTP(w, r)
	})
}

// Maybe applies mw to the requests that maybeFn accepts.
func Maybe(mw func(http.Handler) http.Handler, maybeFn func(r *http.Request) bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		wrapped := mw(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if maybeFn(r) {
				wrapped.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}
