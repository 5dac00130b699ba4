// Package vouched_logs writes to a log what came in.
package vouched_logs

import (
	"log"
	"net/http"

	"corpus/vouched_logs/safe"
)

// What a vouched function makes of a token may be kept.
func masked(w http.ResponseWriter, r *http.Request) {
	log.Printf("token %s", safe.Mask(r.Header.Get("Authorization")))
}

// What another makes of it may not.
func upper(w http.ResponseWriter, r *http.Request) {
	log.Printf("token %s", safe.Upper(r.Header.Get("Authorization"))) // want "proven: "
}
