package link

import (
	"slices"
	"testing"
)

// A route is meant by its path with parameters of any name, in any of the usual
// spellings, or by the path of a request. A catch-all is, where nothing else is.
func TestMatches(t *testing.T) {
	p := &Program{}
	for _, route := range [][2]string{
		{"GET", "/users/{id}"}, {"DELETE", "/users/{id}"}, {"GET", "/users/me"}, {"GET", "/files/{name}.json"},
		{"ANY", "/any/{x}"}, {"GET", "/{path...}"}, {"GET", "/"}, {"GET", "/a/{?}/b"}, {"GET", "/static/{rest...}"},
		{"GET", "{?}/plans/{id}"},
	} {
		p.Routes = append(p.Routes, Endpoint{Method: route[0], Path: route[1]})
	}
	tests := []struct {
		method, path string
		want         []string
	}{
		{"GET", "/users/{id}", []string{"GET /users/{id}"}},
		{"GET", "/users/{other}", []string{"GET /users/{id}"}},
		{"GET", "/users/:id", []string{"GET /users/{id}"}},
		{"GET", "/users/{}/", []string{"GET /users/{id}"}},
		{"", "/users/{id}", []string{"GET /users/{id}", "DELETE /users/{id}"}},
		{"GET", "/users/42", []string{"GET /users/{id}"}},
		{"GET", "/users/me", []string{"GET /users/me"}},
		{"GET", "/files/a.json", []string{"GET /files/{name}.json"}},
		{"GET", "/files/a.xml", []string{"GET /{path...}"}},
		{"POST", "/any/1", []string{"ANY /any/{x}"}},
		{"ANY", "/users/{id}", []string{"GET /users/{id}", "DELETE /users/{id}"}},
		{"GET", "/", []string{"GET /"}},
		{"GET", "/a/{?}/b", []string{"GET /a/{?}/b"}},
		{"GET", "/a/x/b", []string{"GET /a/{?}/b"}},
		{"GET", "/a/x/y/b", []string{"GET /a/{?}/b"}},
		{"GET", "/plans/7", []string{"GET {?}/plans/{id}"}},
		{"GET", "/api/v1/plans/7", []string{"GET {?}/plans/{id}"}},
		{"GET", "{?}/plans/{id}", []string{"GET {?}/plans/{id}"}},
		{"GET", "/api/plans", []string{"GET /{path...}"}},
		{"GET", "/static/css/a.css", []string{"GET /{path...}", "GET /static/{rest...}"}},
		{"GET", "/static/*", []string{"GET /static/{rest...}"}},
		{"PUT", "/users/{id}", nil},
		{"GET", "/users/{id}/more", []string{"GET /{path...}"}},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range p.matches(tt.method, tt.path) {
			got = append(got, e.Name())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s %s means %q, want %q", tt.method, tt.path, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	p := &Program{Routes: []Endpoint{
		{Method: "GET", Path: "/v1/accounts"}, {Method: "GET", Path: "/v1/users/{id}"}, {Method: "POST", Path: "/v1/users"}, {Method: "GET", Path: "/healthz"},
	}}
	for path, want := range map[string]string{"/v1/user/{id}": "/v1/users/{id}", "/users": "/v1/users", "/health": "/healthz", "/v1/account": "/v1/accounts"} {
		if got := p.Nearest("", path); len(got) != 4 || got[0].Path != want {
			t.Errorf("nearest to %s is %v, want %s first", path, got[0].Path, want)
		}
	}
	if got := (&Program{}).Nearest("GET", "/x"); len(got) != 0 {
		t.Errorf("of no routes, %d are near", len(got))
	}
}
