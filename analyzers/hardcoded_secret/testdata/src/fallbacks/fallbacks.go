// Package fallbacks reads its credentials from outside, by helpers of its own
// that fall back on what they are given.
package fallbacks

import (
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/redis/go-redis/v9"
)

// env returns a variable of the environment, or what stands in for it.
func env(name, fallback string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return fallback
}

// need refuses to go on without a variable.
func need(name string) string {
	v := os.Getenv(name)
	if v == "" {
		panic(name + " is not set")
	}
	return v
}

// signingKey is what tokens are signed with on the day the variable is missing.
var signingKey = []byte(env("JWT_KEY", "Kz8pXw3nRt-4Qp2vX9kLm4")) // want "proven: a constant is the credential of jwt.Token.SignedString"

func sign(t *jwt.Token) (string, error) { return t.SignedString(signingKey) }

// cache falls back on a word.
var cache = redis.Options{
	Addr:     env("REDIS_ADDR", "localhost:6379"),
	Password: env("REDIS_PASSWORD", "sunshine"), // want "unproven: a simple constant is the credential of redis.Options.Password"
}

// key returns a constant.
func key() string {
	return "7Qp2vX9kLm4Rt8Zw" // want "proven: a constant is the credential of http.Header.Set"
}

func call(req *http.Request) { req.Header.Set("X-Api-Key", key()) }

// second returns a key in the second place, and a name in the first.
func second() (string, string) { return "orders-7Qp2vX9kLm4Rt8Zw", os.Getenv("KEY") }

func pair(req *http.Request) {
	_, k := second()
	req.Header.Set("X-Api-Key", k)
}

// open falls back on nothing.
var open = redis.Options{Password: env("REDIS_PASSWORD", "")}

// strict has no fallback.
var strict = redis.Options{Password: need("REDIS_PASSWORD_PRODUCTION_7Qp2")}

// other is a setting that is no credential.
var other = redis.Options{ClientName: env("CLIENT_NAME", "orders-7Qp2vX9kLm4Rt8Zw")}
