// Package requests_out sends credentials that are constants.
package requests_out

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"os"

	"github.com/go-resty/resty/v2"
)

// basic sends a user and a password.
func basic(req *http.Request) {
	req.SetBasicAuth("orders", "Wm4vTq9sLx2") // want "proven: a constant is the credential of http.Request.SetBasicAuth"
}

// bearer sends a token that no provider's shape tells.
func bearer(req *http.Request) {
	req.Header.Set("Authorization", "Bearer 7Qp2vX9kLm4Rt8Zw") // want "proven: a constant is the credential of http.Header.Set"
}

// encoded is a user and a password in base 64.
func encoded(req *http.Request) {
	req.Header.Set("Authorization", "Basic b3JkZXJzOldtNHZUcTlzTHgy") // want "proven: a constant is the credential of http.Header.Set"
}

// apiKey is a key of another service.
const apiKey = "7Qp2vX9kLm4Rt8Zw" // want "proven: a constant is the credential of http.Header.Add"

func named(req *http.Request) { req.Header.Add("X-Api-Key", apiKey) }

// again uses the same constant, which is told once.
func again(req *http.Request) { req.Header.Set("X-Api-Key", apiKey) }

// local keeps it in a variable first.
func local(req *http.Request) {
	password := "Wm4vTq9sLx2" // want "proven: a constant is the credential of http.Request.SetBasicAuth"
	req.SetBasicAuth("orders", password)
}

// fallback is what production runs with when the environment says nothing.
func fallback(req *http.Request) {
	password := os.Getenv("PASSWORD")
	if password == "" {
		password = "Wm4vTq9sLx2" // want "proven: a constant is the credential of http.Request.SetBasicAuth"
	}
	req.SetBasicAuth("orders", password)
}

// address puts a password into a URL by its part.
func address(u *url.URL) {
	u.User = url.UserPassword("orders", "Wm4vTq9sLx2") // want "proven: a constant is the credential of url.UserPassword"
}

// client is set up once for all requests.
func client() *resty.Client {
	return resty.New().
		SetAuthToken("7Qp2vX9kLm4Rt8Zw").  // want "proven: a constant is the credential of resty.Client.SetAuthToken"
		SetBasicAuth("orders", "sunshine") // want "unproven: a simple constant is the credential of resty.Client.SetBasicAuth"
}

// weak is a password that anyone would try.
func weak(req *http.Request) {
	req.SetBasicAuth("admin", "admin123") // want "unproven: a simple constant is the credential of http.Request.SetBasicAuth"
}

// environment takes it from outside.
func environment(req *http.Request) { req.SetBasicAuth("orders", os.Getenv("PASSWORD")) }

// keyAsUser sends a key in the place of the user.
func keyAsUser(req *http.Request) { req.SetBasicAuth(os.Getenv("KEY"), "") }

// idiom is what a provider asks for in the place of the password.
func idiom(req *http.Request) { req.SetBasicAuth(os.Getenv("TOKEN"), "x-oauth-basic") }

// accept is no credential.
func accept(req *http.Request) { req.Header.Set("Accept", "application/vnd.acme.v3Json7") }

// scheme is the word in front of a token.
func scheme(req *http.Request) { req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN")) }

// request is an ID, in a header that is no credential.
func request(req *http.Request) { req.Header.Set("X-Request-Id", "7Qp2vX9kLm4Rt8Zw") }

// built takes both from outside.
func built(req *http.Request) {
	pair := os.Getenv("USER_NAME") + ":" + os.Getenv("PASSWORD")
	req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(pair)))
}

// documented is what a manual says.
func documented(req *http.Request) { req.Header.Set("Authorization", "Bearer <your-token>") }
