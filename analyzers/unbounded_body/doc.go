// Package unbounded_body reports request bodies that are read without a bound
// on their size.
//
// The bound may stand anywhere above the read: in the handler, in a function
// that it calls, in a middleware of the chain, around the whole server. A
// finding names a route on which there is none.
//
// # Why
//
// A body is as long as the client likes. Reading all of it, or decoding one
// value out of it, lets a single request fill the memory of the process.
//
// # Avoid
//
// io.ReadAll(r.Body), json.NewDecoder(r.Body).Decode(&v) and
// r.ParseMultipartForm, whose argument bounds the memory and not the size, on
// a body that nothing has bounded.
//
// # Prefer
//
// r.Body = http.MaxBytesReader(w, r.Body, n) before the first read, or once
// for all routes in a middleware or by http.MaxBytesHandler. What is unpacked needs
// a bound of its own behind the decompressor: io.LimitReader(zr, n).
//
// # Limits
//
// net/http itself bounds what r.ParseForm and r.FormValue read of an
// urlencoded form to 10 MB, so they are no findings; nor is what fasthttp,
// fiber, hertz and gRPC hand out, which is at most 4 MB by default. A limit set
// by a proxy in front of the service is not visible here. A copy to something
// that is not memory, as a file or a hash, is one level lower.
//
// Which routes of gin, echo, gorilla/mux and other frameworks a limit stands
// before is not read: where a program bounds bodies anywhere, what their
// handlers read is one level lower. Messages of websockets are bounded if the
// package that reads them sets a limit.
package unbounded_body
