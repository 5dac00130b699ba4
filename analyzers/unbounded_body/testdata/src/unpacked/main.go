// Command unpacked bounds every body, which bounds nothing that comes out of a
// packed one.
package main

import (
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"io"
	"log"
	"net/http"

	"corpus/unpacked/inner"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"
)

const (
	maxBody     = 1 << 20
	maxUnpacked = 10 << 20
)

type value struct{ Name string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /bomb", bomb)
	mux.HandleFunc("POST /own", own)
	mux.HandleFunc("POST /behind", behind)
	mux.HandleFunc("POST /both", both)
	mux.HandleFunc("POST /deflate", deflate)
	mux.HandleFunc("POST /zstd", fast)
	mux.HandleFunc("POST /plain", plain)
	mux.HandleFunc("POST /helper", helper)
	mux.HandleFunc("POST /helped", helped)
	mux.HandleFunc("POST /answer", answer)
	go gin.New().POST("/context", context)
	log.Fatal(http.ListenAndServe(":8080", http.MaxBytesHandler(mux, maxBody)))
}

func bomb(w http.ResponseWriter, r *http.Request) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	data, _ := io.ReadAll(z) // want "proven: what is packed in the body of POST /bomb is read by io.ReadAll without a bound on its size"
	w.Write(data)
}

// own bounds what is packed once more.
func own(w http.ResponseWriter, r *http.Request) {
	z, err := gzip.NewReader(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return
	}
	var v value
	json.NewDecoder(z).Decode(&v) // want "proven: what is packed in the body of POST /own"
}

// behind bounds what comes out.
func behind(w http.ResponseWriter, r *http.Request) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	data, _ := io.ReadAll(io.LimitReader(z, maxUnpacked))
	w.Write(data)
}

// both bounds what goes in and what comes out.
func both(w http.ResponseWriter, r *http.Request) {
	z, err := gzip.NewReader(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return
	}
	var v value
	json.NewDecoder(http.MaxBytesReader(w, z, maxUnpacked)).Decode(&v)
}

func deflate(w http.ResponseWriter, r *http.Request) {
	z, err := zlib.NewReader(r.Body)
	if err != nil {
		return
	}
	data, _ := io.ReadAll(z) // want "proven: what is packed in the body of POST /deflate"
	w.Write(data)
}

func fast(w http.ResponseWriter, r *http.Request) {
	z, err := zstd.NewReader(r.Body)
	if err != nil {
		return
	}
	defer z.Close()
	data, _ := io.ReadAll(z) // want "proven: what is packed in the body of POST /zstd"
	w.Write(data)
}

// plain unpacks nothing.
func plain(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	w.Write(data)
}

func helper(w http.ResponseWriter, r *http.Request) {
	data, _ := inner.Unpack(r.Body)
	w.Write(data)
}

func helped(w http.ResponseWriter, r *http.Request) {
	data, _ := inner.Within(r.Body, maxUnpacked)
	w.Write(data)
}

// answer packs what it sends.
func answer(w http.ResponseWriter, r *http.Request) {
	z := gzip.NewWriter(w)
	defer z.Close()
	json.NewEncoder(z).Encode(value{"none"})
}

// context bounds what is packed, of a framework's request.
func context(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	z, err := gzip.NewReader(c.Request.Body)
	if err != nil {
		return
	}
	var v value
	json.NewDecoder(z).Decode(&v) // want "proven: what is packed in the body of POST /context is read by json.Decoder.Decode"
}
