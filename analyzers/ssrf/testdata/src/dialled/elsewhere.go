package dialled

import (
	"net/http"
	"time"

	"corpus/dialled/kept"
)

type service struct {
	transport http.RoundTripper
	hooks     http.Client
	open      http.Client
}

func newService() *service {
	return &service{transport: nil, hooks: http.Client{Transport: kept.Transport()}, open: http.Client{Timeout: time.Second}}
}

var running = newService()

func elsewhere(w http.ResponseWriter, r *http.Request) {
	kept.NewSender(kept.Careful()).Send(r.FormValue("sent"))
	kept.NewCaller(kept.Careless()).Call(r.FormValue("called"))
	kept.Own.Get(r.FormValue("own"))             // want `unproven: form value "own"`
	kept.Other.Get(r.FormValue("other"))         // want `proven: form value "other"`
	kept.Careful().Get(r.FormValue("careful"))   // want `unproven: form value "careful"`
	kept.Careless().Get(r.FormValue("careless")) // want `proven: form value "careless"`
}

// The transport is one of its own, unless another is given; the request is sent
// with a context.
func (s *service) fallback(w http.ResponseWriter, r *http.Request) {
	transport := s.transport
	if transport == nil {
		transport = kept.Transport()
	}
	client := http.Client{Transport: transport}
	try(func() error {
		req, err := http.NewRequest(http.MethodGet, r.FormValue("fallback"), nil) // want `unproven: form value "fallback"`
		if err != nil {
			return err
		}
		_, err = client.Do(req.WithContext(r.Context()))
		return err
	})
}

func try(f func() error) { f() }

func (s *service) held(w http.ResponseWriter, r *http.Request) {
	s.hooks.Get(r.FormValue("hooks")) // want `unproven: form value "hooks"`
	s.open.Get(r.FormValue("open"))   // want `proven: form value "open"`
	again := http.Client{Timeout: s.hooks.Timeout, Transport: s.hooks.Transport}
	again.Get(r.FormValue("again")) // want `unproven: form value "again"`
}
