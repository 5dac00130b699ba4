// Package main serves handlers that return errors.
package main

import (
	"errors"
	"net/http"
	"os"

	"corpus/adapter/web"
)

func read(w http.ResponseWriter, _ *http.Request) error {
	b, err := os.ReadFile("/etc/shop/terms")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func check(_ http.ResponseWriter, r *http.Request) error {
	if r.FormValue("name") == "" {
		return errors.New("a name is missing")
	}
	return nil
}

func main() {
	http.Handle("/terms", web.Handler(read))
	http.Handle("/quiet", web.Quiet(read))
	http.Handle("/check", web.Own(check))
	http.ListenAndServe(":8080", nil)
}
