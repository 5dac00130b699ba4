// Package auth has what stands before gin's handlers, for other packages.
package auth

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
)

// UserKey is where callers are left.
const UserKey = "user"

// User is who calls.
type User struct {
	Name  string
	Admin bool
}

// Store knows callers.
type Store interface {
	ByToken(token string) (*User, error)
}

// Auth stands before handlers.
type Auth struct{ Store Store }

var errNobody = errors.New("who are you")

// Identify knows callers and lets strangers by.
func (a *Auth) Identify(c *gin.Context) {
	if u, err := a.user(c); err == nil {
		c.Set(UserKey, u)
	}
	c.Next()
}

// Require turns away whom Identify has not known.
func (a *Auth) Require(c *gin.Context) {
	if _, ok := c.Get(UserKey); !ok {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": errNobody.Error()})
	}
}

// Admin asks who it is itself, and what they may do.
func (a *Auth) Admin() gin.HandlerFunc {
	return func(c *gin.Context) {
		u, err := a.user(c)
		if err != nil {
			_ = c.AbortWithError(http.StatusUnauthorized, err)
			return
		}
		if !u.Admin {
			c.AbortWithStatus(http.StatusForbidden)
			return
		}
		c.Set(UserKey, u)
		c.Next()
	}
}

func (a *Auth) user(c *gin.Context) (*User, error) {
	token := c.GetHeader("X-Token")
	if token == "" {
		token, _ = c.Cookie("session")
	}
	if token == "" {
		return nil, errNobody
	}
	return a.Store.ByToken(token)
}

// Current returns who calls, nil for a stranger.
func Current(c *gin.Context) *User {
	u, _ := c.Get(UserKey)
	user, _ := u.(*User)
	return user
}

// Must ends the request of a stranger and says so.
func Must(c *gin.Context) bool {
	if Current(c) == nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return false
	}
	return true
}
