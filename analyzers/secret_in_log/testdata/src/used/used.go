// Package used shows what a value is by what the program does with it.
package used

import (
	"encoding/json"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"

	"golang.org/x/crypto/bcrypt"
)

type api struct {
	token  string
	region string
	hash   []byte
}

func newAPI() *api {
	return &api{token: os.Getenv("UPSTREAM_TOKEN"), region: os.Getenv("REGION")}
}

// A field that is sent as a password, elsewhere logged.
func (a *api) call(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://upstream.example.com/", nil)
	if err != nil {
		return
	}
	req.SetBasicAuth("svc", a.token)
	http.DefaultClient.Do(req)
}

func (a *api) start() {
	log.Printf("token %s", a.token) // want `proven: .*api.token is logged by log.Printf: it is what http.Request.SetBasicAuth takes as a credential`
	log.Printf("region %s", a.region)
	slog.Info("starting", "token", len(a.token))
}

type login struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

// A password that is compared with its hash.
func (a *api) login(w http.ResponseWriter, r *http.Request) {
	var body login
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	if bcrypt.CompareHashAndPassword(a.hash, []byte(body.Password)) != nil {
		log.Printf("%s cannot log in", body.Name)
		log.Printf("%s cannot log in with %s", body.Name, body.Password) // want `proven: field Password of the request's body is logged by log.Printf: it is what bcrypt.CompareHashAndPassword takes as a credential`
		http.Error(w, "who are you", http.StatusUnauthorized)
	}
}

// A form's password that is hashed to be kept.
func (a *api) register(w http.ResponseWriter, r *http.Request) {
	hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), bcrypt.DefaultCost)
	if err != nil {
		return
	}
	log.Printf("%d bytes of hash", len(hash))
	log.Printf("new user %s", r.FormValue("name"))
	log.Printf("new user %s: %s", r.FormValue("name"), r.FormValue("password")) // want `proven: form value "password"`
}

// A word in a name makes no secret.
func (a *api) names(w http.ResponseWriter, r *http.Request) {
	passwordPolicy := r.FormValue("policy")
	tokenCount := r.URL.Query().Get("tokens")
	slog.Info("settings", "passwordPolicy", passwordPolicy, "tokenCount", tokenCount, "secretSanta", r.FormValue("santa"))
}

type option struct{ text string }

// options are all that was set, by name.
type options struct{ set map[string]*option }

func (o *options) password() string { return o.set["password"].text }
func (o *options) domain() string   { return o.set["domain"].text }

func newOptions() *options {
	return &options{map[string]*option{"password": {os.Getenv("PASSWORD")}, "domain": {os.Getenv("DOMAIN")}}}
}

// A field that many things have, of which one is a password, is none.
func (o *options) serve() {
	bcrypt.GenerateFromPassword([]byte(o.password()), bcrypt.DefaultCost)
	log.Printf("serving %s", o.domain())
}

// settings are those of the program, in a variable of the package.
var settings struct{ plain string }

type credentials struct{ User, Password string }

var upstream credentials

// One field of a variable is a password, and the other is not.
func (a *api) upstream(req *http.Request) {
	req.SetBasicAuth(upstream.User, upstream.Password)
	log.Printf("as %s", upstream.User)
	log.Printf("by %s", upstream.Password) // want `proven: used.credentials.Password is logged by log.Printf: it is what http.Request.SetBasicAuth takes as a credential`
	log.Printf("with %s", settings.plain)
}

type mail struct {
	login credentials
	to    string
}

var queue = make(chan mail, 8)

// What comes out of a channel is many things.
func (a *api) deliver(req *http.Request) {
	for m := range queue {
		req.SetBasicAuth(m.login.User, m.login.Password)
		log.Printf("mail to %s", m.to)
	}
}

var keys []string

// One of many keys is a key, and the name of the list is none.
func (a *api) rotate(req *http.Request) {
	req.SetBasicAuth("svc", keys[0])
	log.Printf("%d keys", len(keys))
}

// A body is logged as a whole, before it is decoded and after.
func (a *api) whole(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		return
	}
	log.Printf("body %s", data) // want `proven: the request's body is logged by log.Printf: it holds what bcrypt.CompareHashAndPassword takes as a credential`
	var body login
	if json.Unmarshal(data, &body) != nil {
		return
	}
	if bcrypt.CompareHashAndPassword(a.hash, []byte(body.Password)) != nil {
		log.Printf("cannot log in: %+v", body) // want `proven: the request's body is logged by log.Printf: it holds`
		log.Printf("cannot log in: %s", body.Name)
	}
}

// A body of which no field is a secret.
func (a *api) note(w http.ResponseWriter, r *http.Request) {
	var body struct{ Name, Password string }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	log.Printf("note %+v, with a policy of %s", body, body.Password)
}
