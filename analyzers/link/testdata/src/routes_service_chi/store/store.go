// Package store keeps sessions.
package store

// Sessions are those of this process.
type Sessions struct{ users map[string]string }

// New returns a store with one session.
func New(id string) *Sessions { return &Sessions{users: map[string]string{id: "a"}} }

// User returns whose session it is.
func (s *Sessions) User(id string) (string, bool) {
	name, ok := s.users[id]
	return name, ok
}
