// Package signing has keys to sign and to encrypt with.
package signing

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"os"

	"github.com/gin-contrib/sessions/cookie"
	"github.com/go-chi/jwtauth/v5"
	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwx "github.com/lestrrat-go/jwx/v2/jwt"
)

// key is kept in a variable of the package.
var key = []byte("Wm4vTq9sLx2-7Qp2vX9kLm4") // want "proven: a constant is the credential of jwt.Token.SignedString"

func sign(t *jwt.Token) (string, error) { return t.SignedString(key) }

// weak is the key of every tutorial.
func weak(t *jwt.Token) (string, error) {
	return t.SignedString([]byte("my-secret-key")) // want "unproven: a simple constant is the credential of jwt.Token.SignedString"
}

// verify hands the key out by a function.
func verify(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) {
		return []byte("Kz8pXw3nRt-7Qp2vX9kLm4"), nil // want "proven: a constant is the credential of jwt.Parse"
	})
}

// auth is a middleware with a key.
var auth = jwtauth.New("HS256", []byte("Kz8pXw3nRt-5Qp2vX9kLm4"), nil) // want "proven: a constant is the credential of jwtauth.New"

// option is a key among options.
func option(t jwx.Token) ([]byte, error) {
	return jwx.Sign(t, jwx.WithKey(jwa.HS256, []byte("Kz8pXw3nRt-6Qp2vX9kLm4"))) // want "proven: a constant is the credential of jwt.WithKey"
}

// mac signs what it sends.
func mac(body []byte) []byte {
	h := hmac.New(sha256.New, []byte("Kz8pXw3nRt-8Qp2vX9kLm4")) // want "proven: a constant is the credential of hmac.New"
	h.Write(body)
	return h.Sum(nil)
}

// letters is a key of letters and digits, of the length that the cipher asks for.
const letters = "Kz8pXw3nRt7Qp2vX9kLm4Wm4vTq9sLx2" // want "proven: a constant is the credential of aes.NewCipher"

func cipher() { aes.NewCipher([]byte(letters)) }

// written is a key byte by byte.
var written = []byte{0x3f, 0x9c, 0x81, 0xd0, 0x7a, 0xb6, 0x4e, 0x25, 0x98, 0xf1, 0xc0, 0xd7, 0xb3, 0xa6, 0xe4, 0x5a} // want "proven: a constant is the credential of aes.NewCipher"

func bytewise() { aes.NewCipher(written) }

// store keeps sessions in cookies.
var store = sessions.NewCookieStore([]byte("Kz8pXw3nRt-9Qp2vX9kLm4")) // want "proven: a constant is the credential of sessions.NewCookieStore"

// codec signs and encrypts cookies.
var codec = securecookie.New(
	[]byte("Kz8pXw3nRt-1Qp2vX9kLm4"), // want "proven: a constant is the credential of securecookie.New"
	nil,
)

// ginStore is the same for gin.
var ginStore = cookie.NewStore([]byte("secret")) // want "unproven: a simple constant is the credential of cookie.NewStore"

// same compares what is secret.
func same(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte("Kz8pXw3nRt2Qp")) == 1 // want "proven: a constant is the credential of subtle.ConstantTimeCompare"
}

// fromOutside takes the key from the environment.
func fromOutside(t *jwt.Token) (string, error) { return t.SignedString([]byte(os.Getenv("JWT_KEY"))) }

// random draws its keys at the start.
var random = securecookie.New(securecookie.GenerateRandomKey(64), securecookie.GenerateRandomKey(32))

// checked refuses to start without a key.
func checked() *sessions.CookieStore {
	k := os.Getenv("SESSION_KEY")
	if k == "" {
		panic("SESSION_KEY is not set")
	}
	return sessions.NewCookieStore([]byte(k))
}

// public is the half that verifies.
func public(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(*jwt.Token) (any, error) {
		return jwt.ParseRSAPublicKeyFromPEM([]byte(os.Getenv("JWT_PUBLIC")))
	})
}

// digest is a hash without a key.
func digest(body []byte) [32]byte {
	return sha256.Sum256(append([]byte("orders-v1-Kz8pXw3nRt"), body...))
}

// claims are no key.
func claims() *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"iss": "https://id.acme.io", "aud": "orders-7Qp2vX9k"})
}

// size is a number of bytes.
func size() []byte { return make([]byte, 32) }

// stand-in for a test that the program makes of itself.
func empty() { hmac.New(sha256.New, nil) }
