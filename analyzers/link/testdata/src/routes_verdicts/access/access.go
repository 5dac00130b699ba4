// Package access says who may come in, by a status and by structs.
package access

import "net/http"

// Tokens are those that hold.
type Tokens map[string]string

// Status refuses everybody whose token does not hold.
func (t Tokens) Status(r *http.Request) int {
	if _, ok := t[r.Header.Get("Authorization")]; !ok {
		return http.StatusUnauthorized
	}
	return 0
}

// Open refuses those alone who bring what does not hold.
func (t Tokens) Open(r *http.Request) int {
	token := r.Header.Get("Authorization")
	if token == "" {
		return 0
	}
	if _, ok := t[token]; !ok {
		return http.StatusUnauthorized
	}
	return 0
}

// Problem is what is wrong with a request.
type Problem struct{ Code int }

func (p *Problem) Error() string { return http.StatusText(p.Code) }

// Check says what is wrong, nil where nothing is.
func (t Tokens) Check(r *http.Request) *Problem {
	if _, ok := t[r.Header.Get("Authorization")]; !ok {
		return &Problem{http.StatusUnauthorized}
	}
	return nil
}

// Must comes back for those alone whose token holds.
func (t Tokens) Must(r *http.Request) string {
	name, ok := t[r.Header.Get("Authorization")]
	if !ok {
		panic(&Problem{http.StatusUnauthorized})
	}
	return name
}
