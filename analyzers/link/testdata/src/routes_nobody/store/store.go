// Package store keeps posts, and says who may see them.
package store

import (
	"context"
	"errors"
	"os"
	"strings"
)

// Post is what somebody has written.
type Post struct {
	Owner string
	Draft bool
}

// Posts are where posts are kept.
type Posts interface {
	Find(ctx context.Context, id string) (*Post, bool)
}

// Store gives posts to those who may see them.
type Store struct {
	Posts Posts
	Shut  bool
}

var errHidden = errors.New("hidden")

// Visible fails for drafts of others.
func (s *Store) Visible(ctx context.Context, user, id string) (*Post, error) {
	p, ok := s.Posts.Find(ctx, id)
	if !ok {
		return nil, errors.New("no such post")
	}
	if p.Draft && p.Owner != user {
		return nil, errHidden
	}
	return p, nil
}

// Sees is as Visible, as a truth.
func (s *Store) Sees(ctx context.Context, user, id string) bool {
	p, ok := s.Posts.Find(ctx, id)
	return ok && (!p.Draft || p.Owner == user)
}

// Owned gives posts to their owners alone.
func (s *Store) Owned(ctx context.Context, user, id string) *Post {
	p, ok := s.Posts.Find(ctx, id)
	if !ok || user == "" || p.Owner != user {
		return nil
	}
	return p
}

// Owns is as Owned, as a truth.
func (s *Store) Owns(ctx context.Context, user, id string) bool {
	p, ok := s.Posts.Find(ctx, id)
	return ok && p.Owner == user
}

// Lenient takes no token for a good one.
func Lenient(token string) error {
	if token == "" {
		return nil
	}
	if token != os.Getenv("TOKEN") {
		return errors.New("bad token")
	}
	return nil
}

// Strict wants one.
func Strict(token string) error {
	if token == "" || token != os.Getenv("TOKEN") {
		return errors.New("bad token")
	}
	return nil
}

// Marked lets by what does not look like a token.
func Marked(token string) bool {
	if !strings.HasPrefix(token, "sk_") {
		return true
	}
	return token == "sk_"+os.Getenv("TOKEN")
}

// Allowed asks for a role, which nobody has but for that of all.
func Allowed(role string, roles []string, user string) bool {
	if role == "anyone" {
		return true
	}
	for _, r := range roles {
		if r == user+":"+role {
			return true
		}
	}
	return false
}

// Open lets all by as long as nothing is shut.
func (s *Store) Open(user string) bool {
	if s.Shut && user == "" {
		return false
	}
	return true
}
