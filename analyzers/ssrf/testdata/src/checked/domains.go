package checked

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

type titles struct {
	domains []string
	client  http.Client
}

var errDomain = errors.New("not one of the domains")

// The host is one of the domains, or ends in one.
func (t *titles) within(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	allowed := false
	for _, domain := range t.domains {
		if u.Hostname() == domain || (strings.HasSuffix(u.Hostname(), domain) && u.Hostname()[len(u.Hostname())-len(domain)-1] == '.') {
			allowed = true
			break
		}
	}
	if !allowed {
		return errDomain
	}
	return retried(func() error {
		_, err := t.client.Get(address)
		return err
	})
}

func (t *titles) dotted(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	for _, domain := range t.domains {
		if strings.HasSuffix(u.Hostname(), "."+domain) {
			_, err := t.client.Get(address)
			return err
		}
	}
	return errDomain
}

func retried(f func() error) error { return f() }

func (t *titles) answer(w http.ResponseWriter, r *http.Request) {
	t.within(r.FormValue("within"))
	t.dotted(r.FormValue("dotted"))
}

// A domain that ends so can be anybody's.
func undotted(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("undotted"))
	if err != nil || !strings.HasSuffix(u.Hostname(), "example.com") {
		return
	}
	http.Get(u.String()) // want `proven: form value "undotted"`
}

// The domain is the request's own.
func own(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("own"))
	if err != nil || !strings.HasSuffix(u.Hostname(), "."+r.FormValue("domain")) {
		return
	}
	http.Get(u.String()) // want `proven: form value "own"`
}
