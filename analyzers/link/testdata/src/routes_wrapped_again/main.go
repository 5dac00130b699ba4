// Command routes_wrapped_again serves handlers that variables hold, and that are put
// around what these held before.
package main

import (
	"net/http"
	"os"

	"corpus/routes_wrapped_again/api"
)

func data(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func main() {
	http.HandleFunc("/all", data) // route ANY /all required configured cors=present
	api.Begin(&api.Config{User: os.Getenv("USER_NAME"), Password: os.Getenv("PASSWORD"), Origin: os.Getenv("ORIGIN")})
	go listen(":80")
	go func() { _ = http.ListenAndServe(":81", api.Inside) }()
	_ = http.ListenAndServe(":82", api.Locked)
}

func listen(addr string) {
	s := http.Server{Addr: addr, Handler: api.Handler}
	_ = s.ListenAndServe()
}
