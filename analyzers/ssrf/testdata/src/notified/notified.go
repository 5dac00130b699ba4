// Package notified takes notifications that others have signed.
package notified

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
)

type notification struct {
	Topic, Signature, Certificate, Confirm, Cancel string
}

var (
	certificates = regexp.MustCompile(`(?i)^https://keys\.[a-z0-9\-]+\.example\.com(\.cn)?/cert\-[a-z0-9]+\.pem$`)
	anyHost      = regexp.MustCompile(`^https://[a-z0-9.\-]+/cert\-[a-z0-9]+\.pem$`)
	anywhere     = regexp.MustCompile(`https://keys\.example\.com/`)
	openEnd      = regexp.MustCompile(`^https://keys\.example\.com`)
	below        = regexp.MustCompile(`^https://([a-z]+\.)?example\.com/`)
)

func decode(r *http.Request) (notification, error) {
	var n notification
	err := json.NewDecoder(r.Body).Decode(&n)
	return n, err
}

// What was signed is called.
func confirm(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var n notification
	if err := json.Unmarshal(body, &n); err != nil {
		return
	}
	if err := verify(n); err != nil {
		return
	}
	address := n.Confirm
	if n.Topic == "cancel" {
		address = n.Cancel
	}
	http.Get(address)
}

// It is called before anybody asks.
func confirmFirst(w http.ResponseWriter, r *http.Request) {
	var n notification
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		return
	}
	http.Get(n.Confirm) // want `proven: field Confirm of the request's body`
	if err := verify(n); err != nil {
		return
	}
}

func verify(n notification) error {
	cert, err := fetch(n.Certificate)
	if err != nil {
		return err
	}
	signature, err := base64.StdEncoding.DecodeString(n.Signature)
	if err != nil {
		return err
	}
	return cert.CheckSignature(x509.SHA256WithRSA, text(n), signature)
}

func text(n notification) []byte { return []byte(n.Topic + "\n" + n.Confirm + "\n" + n.Cancel) }

// The host is spelled by the expression.
func fetch(address string) (*x509.Certificate, error) {
	if !certificates.MatchString(address) {
		return nil, errors.New("no such certificate")
	}
	resp, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(raw)
}

// The expression takes any host.
func onAnyHost(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("any_host")
	if anyHost.MatchString(address) {
		http.Get(address) // want `proven: form value "any_host"`
	}
}

// The expression matches anywhere.
func matchedAnywhere(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("anywhere")
	if anywhere.MatchString(address) {
		http.Get(address) // want `proven: form value "anywhere"`
	}
}

// Behind the host more of a host can follow.
func withOpenEnd(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("open_end")
	if openEnd.MatchString(address) {
		http.Get(address) // want `proven: form value "open_end"`
	}
}

// A host may stand before the domain.
func belowDomain(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("below")
	if below.MatchString(address) {
		http.Get(address)
	}
}
