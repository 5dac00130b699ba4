// Command readers reads bodies in every way, each once without a bound and
// once within one.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

type value struct{ Name string }

func readAll(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body) // want "proven: the body of POST /readall is read by io.ReadAll"
	w.Write(data)
}

func readAllBound(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(http.MaxBytesReader(w, r.Body, 1024))
	w.Write(data)
}

func readAllLimited(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(io.LimitReader(r.Body, 1024))
	w.Write(data)
}

func readAllStruct(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(&io.LimitedReader{R: r.Body, N: 1024})
	w.Write(data)
}

func decode(w http.ResponseWriter, r *http.Request) {
	var v value
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	dec.UseNumber()
	dec.Decode(&v) // want "proven: the body of POST /json is read by json.Decoder.Decode"
}

func decodeBound(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1024)
	defer r.Body.Close()
	var v value
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	dec.Decode(&v)
}

func decodeXML(_ http.ResponseWriter, r *http.Request) {
	var v value
	xml.NewDecoder(r.Body).Decode(&v) // want "proven: the body of POST /xml is read by xml.Decoder.Decode"
}

func decodeXMLBound(w http.ResponseWriter, r *http.Request) {
	var v value
	xml.NewDecoder(http.MaxBytesReader(w, r.Body, 1024)).Decode(&v)
}

func decodeGob(_ http.ResponseWriter, r *http.Request) {
	var v value
	gob.NewDecoder(r.Body).Decode(&v) // want "proven: the body of POST /gob is read by gob.Decoder.Decode"
}

func hash(w http.ResponseWriter, r *http.Request) {
	h := sha256.New()
	io.Copy(h, r.Body) // want "unproven: the body of POST /hash is read by io.Copy"
	w.Write(h.Sum(nil))
}

func hashBound(w http.ResponseWriter, r *http.Request) {
	h := sha256.New()
	io.CopyN(h, r.Body, 1024)
	w.Write(h.Sum(nil))
}

func file(w http.ResponseWriter, r *http.Request) {
	f, err := os.CreateTemp("", "upload")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	defer f.Close()
	io.Copy(f, r.Body) // want "unproven: the body of POST /file is read by io.Copy"
}

func buffer(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.ReadFrom(r.Body) // want "proven: the body of POST /buffer is read by bytes.Buffer.ReadFrom"
	w.Write(b.Bytes())
}

func bufferBound(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.ReadFrom(io.LimitReader(r.Body, 1024))
	w.Write(b.Bytes())
}

func text(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	io.Copy(&b, r.Body) // want "proven: the body of POST /text is read by io.Copy"
	io.WriteString(w, b.String())
}

func unzipped(w http.ResponseWriter, r *http.Request) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	data, _ := io.ReadAll(z) // want "proven: what is packed in the body of POST /gzip is read by io.ReadAll"
	w.Write(data)
}

func buffered(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(bufio.NewReader(r.Body)) // want "proven: the body of POST /bufio is read by io.ReadAll"
	w.Write(data)
}

// lines holds one line at a time, which a scanner bounds.
func lines(_ http.ResponseWriter, r *http.Request) {
	n := 0
	for s := bufio.NewScanner(r.Body); s.Scan(); {
		n++
	}
	log.Print(n)
}

// line holds a line of any length.
func line(w http.ResponseWriter, r *http.Request) {
	text, _ := bufio.NewReader(r.Body).ReadString('\n') // want "proven: the body of POST /line is read by bufio.Reader.ReadString"
	io.WriteString(w, text)
}

// head reads into memory of its own size.
func head(w http.ResponseWriter, r *http.Request) {
	var b [512]byte
	n, _ := io.ReadFull(r.Body, b[:])
	w.Write(b[:n])
}

func multipart(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil { // want "proven: the body of POST /multipart is read by http.Request.ParseMultipartForm"
		w.WriteHeader(http.StatusBadRequest)
	}
}

func multipartBound(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

// form is bounded by net/http.
func form(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	io.WriteString(w, r.PostForm.Get("name"))
}

// checked believes what the client says of the length.
func checked(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 1024 {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	data, _ := io.ReadAll(r.Body) // want "proven: the body of POST /checked is read by io.ReadAll"
	w.Write(data)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /readall", readAll)
	mux.HandleFunc("POST /readall/bound", readAllBound)
	mux.HandleFunc("POST /readall/limited", readAllLimited)
	mux.HandleFunc("POST /readall/struct", readAllStruct)
	mux.HandleFunc("POST /json", decode)
	mux.HandleFunc("POST /json/bound", decodeBound)
	mux.HandleFunc("POST /xml", decodeXML)
	mux.HandleFunc("POST /xml/bound", decodeXMLBound)
	mux.HandleFunc("POST /gob", decodeGob)
	mux.HandleFunc("POST /hash", hash)
	mux.HandleFunc("POST /hash/bound", hashBound)
	mux.HandleFunc("POST /file", file)
	mux.HandleFunc("POST /buffer", buffer)
	mux.HandleFunc("POST /buffer/bound", bufferBound)
	mux.HandleFunc("POST /text", text)
	mux.HandleFunc("POST /gzip", unzipped)
	mux.HandleFunc("POST /bufio", buffered)
	mux.HandleFunc("POST /lines", lines)
	mux.HandleFunc("POST /line", line)
	mux.HandleFunc("POST /head", head)
	mux.HandleFunc("POST /multipart", multipart)
	mux.HandleFunc("POST /multipart/bound", multipartBound)
	mux.HandleFunc("POST /form", form)
	mux.HandleFunc("POST /checked", checked)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
