// Package zapped logs with a library.
package zapped

import (
	"net/http"
	"os"

	"go.uber.org/zap"
)

type server struct{ log *zap.Logger }

// Its own logger is not known to us.
func (s *server) show(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("page.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of os.ReadFile"
		return
	}
	w.Write(text)
}

// It has logged by itself.
func (s *server) list(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("list.html")
	if err != nil {
		s.log.Error("cannot read the list", zap.Error(err))
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of os.ReadFile"
		return
	}
	w.Write(text)
}
