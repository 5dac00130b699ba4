// Package masked logs what is left of a secret when it is none any more.
package masked

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"strings"
)

// A hash, however it is made and written.
func hashed(w http.ResponseWriter, r *http.Request) {
	h := sha256.New()
	h.Write([]byte(r.Header.Get("Authorization")))
	log.Printf("key %x", h.Sum(nil))
	log.Printf("key %s", hex.EncodeToString(h.Sum(nil)[:8]))
	log.Printf("key %x", md5.Sum([]byte(r.Header.Get("X-Api-Key"))))
}

// A keyed one.
func keyed(w http.ResponseWriter, r *http.Request) {
	mac := hmac.New(sha256.New, []byte("log"))
	mac.Write([]byte(r.Header.Get("X-Api-Key")))
	log.Printf("key %x", mac.Sum(nil))
}

// A mask that only knows how long it is.
func stars(w http.ResponseWriter, r *http.Request) {
	log.Printf("key %s", strings.Repeat("*", len(r.Header.Get("X-Api-Key"))))
}

// A mask of this package.
func redacted(w http.ResponseWriter, r *http.Request) {
	log.Printf("key %s", redact(r.Header.Get("X-Api-Key")))
}

func redact(s string) string {
	if s == "" {
		return "(none)"
	}
	return "(set)"
}

// The first letters tell keys apart, or the last.
func start(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("X-Api-Key")
	if len(key) < 8 {
		return
	}
	log.Printf("key %s…", key[:4])
	log.Printf("key …%s", key[len(key)-4:])
}

// What stands behind the scheme is all of it.
func behindScheme(w http.ResponseWriter, r *http.Request) {
	auth := r.Header.Get("Authorization")
	log.Printf("token %s", strings.TrimPrefix(auth, "Bearer ")) // want `proven: header "Authorization"`
	if len(auth) > 7 {
		log.Printf("token %s", auth[7:]) // want `proven: header "Authorization"`
	}
}

// Whether it is the right one.
func compared(w http.ResponseWriter, r *http.Request) {
	log.Printf("right: %v", r.Header.Get("X-Api-Key") == "test")
}

// Headers that are removed before all are logged.
func without(w http.ResponseWriter, r *http.Request) {
	h := http.Header{}
	h.Set("User-Agent", r.UserAgent())
	h.Set("Accept", r.Header.Get("Accept"))
	log.Printf("headers %v", h)
}

// All of them, one by one.
func oneByOne(w http.ResponseWriter, r *http.Request) {
	for name, values := range r.Header {
		log.Printf("header %s: %v", name, values) // want `proven: the request's header`
	}
	log.Printf("%d headers", len(r.Header))
}

// The password of whoever failed to log in.
func basic(w http.ResponseWriter, r *http.Request) {
	_, password, ok := r.BasicAuth()
	if !ok {
		return
	}
	log.Printf("login with %s", password) // want `proven: header "Authorization"`
}

// A cookie that may keep a session, or anything else.
func named(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("sid")
	if err != nil {
		return
	}
	log.Printf("session %s", c.Value) // want `unproven: cookie "sid" of the request is logged`
	log.Printf("there is one of %d bytes", len(c.Value))
}

// The name of whoever failed to log in is no secret.
func basicName(w http.ResponseWriter, r *http.Request) {
	user, _, _ := r.BasicAuth()
	log.Printf("login of %s", user)
}

// What stands before the end of a key, but for its start.
func most(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("X-Api-Key")
	log.Printf("key %s", key[7:]) // want `proven: header "X-Api-Key"`
}

// A header that the settings name.
func configured(r *http.Request, header string) {
	log.Println(r.Header.Get(header))
	log.Println(r.Header) // want `proven: the request's header`
}

// The error of a cookie that is not there.
func missing(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("sid")
	if err != nil {
		log.Printf("no session: %v", err)
		return
	}
	log.Printf("session of %d bytes", len(c.Value))
}

var parameters = regexp.MustCompile(`(\w+)="([^"]*)"`)

// device is what a client says of itself in the header that proves who it is.
type device struct{ name, token string }

func parseDevice(header string) device {
	var d device
	for _, m := range parameters.FindAllStringSubmatch(header, -1) {
		switch m[1] {
		case "device":
			d.name = m[2]
		case "token":
			d.token = m[2]
		}
	}
	return d
}

// One of many parts of a header, by a pattern.
func parsed(w http.ResponseWriter, r *http.Request) {
	d := parseDevice(r.Header.Get("Authorization"))
	log.Printf("device %s", d.name)
}

type cookies struct{ key []byte }

// The error of what a key opens, and what it opened, are not the key.
func (c *cookies) opened(w http.ResponseWriter, r *http.Request) {
	text, err := open(c.key, []byte(r.FormValue("data")))
	if err != nil {
		log.Printf("cannot open: %v", err)
		return
	}
	log.Printf("opened %s", text)
}

func open(key, data []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("gcm: %w", err)
	}
	if len(data) < gcm.NonceSize() {
		return nil, errors.New("too short")
	}
	text, err := gcm.Open(nil, data[:gcm.NonceSize()], data[gcm.NonceSize():], nil)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return text, nil
}

// The key itself is one, used or not.
func (c *cookies) leaked() {
	log.Printf("key %x", c.key) // want `proven: masked.cookies.key is logged by log.Printf: it is what aes.NewCipher takes as a credential`
}

// One that passes a few hands is logged all the same.
func handed(r *http.Request) { first(r.Header.Get("X-Api-Key")) }

func first(key string)  { second("key " + key) }
func second(key string) { third(key) }
func third(key string) {
	log.Print(key) // want `proven: header "X-Api-Key"`
}

// What stands before the colon is a name.
func halves(w http.ResponseWriter, r *http.Request) {
	_, encoded, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	both, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return
	}
	parts := strings.SplitN(string(both), ":", 2)
	log.Printf("user %s", parts[0])
	log.Printf("password %s", parts[1]) // want "header \"Authorization\" of the request is logged"
	user, password, _ := strings.Cut(string(both), ":")
	log.Printf("user %s", user)
	log.Printf("password %s", password) // want "header \"Authorization\" of the request is logged"
	scheme := strings.SplitN(string(both), "-", 2)
	log.Printf("half %s", scheme[0]) // want "header \"Authorization\" of the request is logged"
}

// What a header is called is no secret, what it says is one.
func headerNames(w http.ResponseWriter, r *http.Request) {
	for name, values := range r.Header {
		log.Printf("header %s has %d values", name, len(values))
		for _, v := range values {
			log.Printf("header %s: %s", name, v) // want `proven: the request's header`
		}
	}
}

// What stands before the blank says how to read what is behind it.
func schemes(w http.ResponseWriter, r *http.Request) {
	fields := strings.Split(r.Header.Get("Authorization"), " ")
	log.Printf("scheme %s", fields[0])
	log.Printf("token %s", fields[1]) // want "header \"Authorization\" of the request is logged"
	words := strings.Fields(r.Header.Get("Authorization"))
	log.Printf("scheme %s", words[0])
	log.Printf("token %s", words[1]) // want "header \"Authorization\" of the request is logged"
}
