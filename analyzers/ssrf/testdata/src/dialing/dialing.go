// Package dialing opens connections.
package dialing

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/smtp"
	"time"

	"golang.org/x/crypto/ssh"
)

// The address is the request's.
func address(w http.ResponseWriter, r *http.Request) {
	net.Dial("tcp", r.FormValue("a"))                                                // want `proven: form value "a" of the request decides which host net.Dial calls`
	net.DialTimeout("tcp", net.JoinHostPort(r.FormValue("b"), "443"), time.Second)   // want `proven: form value "b"`
	tls.Dial("tcp", r.FormValue("c")+":443", nil)                                    // want `proven: form value "c"`
	smtp.SendMail(r.FormValue("d"), nil, "from@example.com", nil, nil)               // want `proven: form value "d"`
	ssh.Dial("tcp", fmt.Sprintf("%s:%d", r.FormValue("e"), 22), &ssh.ClientConfig{}) // want `proven: form value "e"`
}

// A dialer is asked.
func dialer(w http.ResponseWriter, r *http.Request) {
	d := net.Dialer{Timeout: time.Second}
	d.DialContext(r.Context(), "tcp", r.FormValue("host")) // want `proven: form value "host"`
}

// An address is resolved, and then dialled.
func resolved(w http.ResponseWriter, r *http.Request) {
	addr, err := net.ResolveTCPAddr("tcp", r.FormValue("host"))
	if err != nil {
		return
	}
	net.DialTCP("tcp", nil, addr) // want `proven: form value "host"`
}

// A transport dials what the client calls, which is judged there.
func transport() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}}}
}

// Looking up is no call.
func looked(w http.ResponseWriter, r *http.Request) {
	ips, err := net.LookupIP(r.FormValue("host"))
	if err != nil {
		return
	}
	fmt.Fprintln(w, len(ips))
}

// What is sent is no address.
func sent(w http.ResponseWriter, r *http.Request) {
	c, err := net.Dial("tcp", "logs:514")
	if err != nil {
		return
	}
	defer c.Close()
	fmt.Fprintln(c, r.FormValue("line"))
	smtp.SendMail("mail:25", nil, "from@example.com", []string{r.FormValue("to")}, []byte(r.FormValue("text")))
}

// The network is chosen by the request, the address is not.
func network(w http.ResponseWriter, r *http.Request) {
	kind := "tcp"
	if r.FormValue("udp") != "" {
		kind = "udp"
	}
	net.Dial(kind, "dns:53")
}
