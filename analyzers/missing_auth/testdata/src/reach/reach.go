// Command reach serves the same data on several listeners: who gets to them
// differs.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math/rand"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
)

var orders []string

func list(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

func mux() *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("GET /orders", list) // want "proven: GET /orders is registered without"
	return m
}

// everywhere listens on all addresses.
func everywhere() error { return http.ListenAndServe(":8080", mux()) }

// callback waits at a port of its own for the answer of a browser.
func callback() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /code", list)
	m.HandleFunc("POST /code", list)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	return http.Serve(l, m)
}

// given is callback, by a server that is given its listener.
func given() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /granted", list)
	l, err := net.Listen("tcp", net.JoinHostPort("::1", "0"))
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: m}
	return srv.Serve(l)
}

// chosen picks the port itself: a note, since it may as well stay the same.
func chosen() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /chosen", list)
	srv := &http.Server{Addr: fmt.Sprintf("127.0.0.1:%d", 20000+rand.Intn(1000))}
	srv.Handler = m // want "hint: what .* serves on this machine alone needs no credential, as GET /chosen"
	return srv.ListenAndServe()
}

// behind is what a proxy on the same machine passes on: a note for all of it.
func behind() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /proxied", list)
	m.HandleFunc("POST /proxied", list)
	return http.ListenAndServe("localhost:9000", m) // want "hint: what .* serves on this machine alone needs no credential, as GET /proxied"
}

// configured listens where the environment says.
func configured() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /configured", list) // want "proven: GET /configured is registered without"
	return http.ListenAndServe(os.Getenv("ADDR"), m)
}

// sometimes listens on the machine alone unless it is told otherwise.
func sometimes(all bool) error {
	addr := "127.0.0.1:7000"
	if all {
		addr = ":7000"
	}
	m := http.NewServeMux()
	m.HandleFunc("GET /sometimes", list) // want "proven: GET /sometimes is registered without"
	return http.ListenAndServe(addr, m)
}

// named is a host whose name begins like that of the machine.
func named() error {
	m := http.NewServeMux()
	m.HandleFunc("GET /named", list) // want "proven: GET /named is registered without"
	return http.ListenAndServe("localhost.example.com:80", m)
}

// rehearsal is what a command tries its own client on.
func rehearsal() string {
	m := http.NewServeMux()
	m.HandleFunc("GET /rehearsal", list)
	s := httptest.NewServer(m)
	defer s.Close()
	return s.URL
}

func main() {
	fmt.Println(rehearsal())
	for _, serve := range []func() error{everywhere, callback, given, chosen, behind, configured, named} {
		go func() { log.Fatal(serve()) }()
	}
	log.Fatal(sometimes(len(os.Args) > 1))
}
