package g113

import "net/http"

func both(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Transfer-Encoding", "chunked")
	w.Header().Set("Content-Length", "100") // want "G113"
}
