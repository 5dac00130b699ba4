package g113

import "net/http"

func one(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "2")
	_, _ = w.Write([]byte("ok"))
}
