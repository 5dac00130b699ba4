// Package auth has handlers that stand before others.
package auth

import (
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

// Keys are what callers have to know.
type Keys struct {
	Secret []byte
	Key    string
}

// Claims are what a token says.
type Claims struct {
	jwt.RegisteredClaims
	Admin bool
}

func (k *Keys) parse(c *gin.Context) (*Claims, error) {
	text := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	claims := new(Claims)
	_, err := jwt.ParseWithClaims(text, claims, func(*jwt.Token) (any, error) { return k.Secret, nil }, jwt.WithValidMethods([]string{"HS256"}))
	return claims, err
}

// Token asks for a token that this service has signed.
func (k *Keys) Token() gin.HandlerFunc {
	return func(c *gin.Context) {
		claims, err := k.parse(c)
		if err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
			return
		}
		c.Set("claims", claims)
		c.Next()
	}
}

// Maybe knows the caller where there is a token.
func (k *Keys) Maybe(c *gin.Context) {
	if claims, err := k.parse(c); err == nil {
		c.Set("claims", claims)
	}
}

// Answered says that a caller is not known, and does not abort: the handler runs
// all the same.
func (k *Keys) Answered(c *gin.Context) {
	if _, err := k.parse(c); err != nil {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
		return
	}
	c.Next()
}

// Header asks for the key that services have.
func (k *Keys) Header(c *gin.Context) {
	if k.Key == "" || c.GetHeader("X-Api-Key") != k.Key {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

// Admin asks for the role, of those whom Token has let through.
func Admin(c *gin.Context) {
	claims, ok := c.MustGet("claims").(*Claims)
	if !ok || !claims.Admin {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	c.Next()
}

// Browser asks for a session of somebody.
func Browser(c *gin.Context) {
	s := sessions.Default(c)
	if s.Get("user") == nil {
		c.Redirect(http.StatusFound, "/login")
		c.Abort()
		return
	}
	c.Next()
}

// JWTAuth puts the time into a header.
func JWTAuth(c *gin.Context) {
	start := time.Now()
	c.Next()
	c.Header("X-Took", time.Since(start).String())
}

// AuthLogger writes down whether there is a token.
func AuthLogger() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			log.Print("no token")
		}
	}
}

// Allowed turns away clients by their address.
func Allowed(list map[string]bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !list[c.ClientIP()] {
			c.AbortWithStatus(http.StatusForbidden)
		}
	}
}
