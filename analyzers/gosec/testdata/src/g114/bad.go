package g114

import "net/http"

func serve(h http.Handler) error {
	return http.ListenAndServe(":8080", h) // want "G114"
}
