// Package writers sends a driver's error by everything that writes to a client.
package writers

import (
	"bufio"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"text/tabwriter"
)

type api struct {
	db   *sql.DB
	page *template.Template
}

func (a *api) ping(r *http.Request) error { return a.db.PingContext(r.Context()) }

// Written as bytes.
func (a *api) bytes(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		w.Write([]byte(err.Error())) // want `proven: the error of sql.DB.PingContext reaches the client through http.ResponseWriter.Write`
	}
}

// Printed, in three ways.
func (a *api) printed(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		fmt.Fprintf(w, "cannot: %v", err)     // want `proven: the error of sql.DB.PingContext reaches the client through fmt.Fprintf`
		fmt.Fprintln(w, "cannot:", err)       // want `proven: the error of sql.DB.PingContext`
		fmt.Fprint(w, "cannot: "+err.Error()) // want `proven: the error of sql.DB.PingContext`
	}
}

// By package io, as a string and from a reader.
func (a *api) streamed(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		io.WriteString(w, err.Error())             // want `proven: the error of sql.DB.PingContext reaches the client through io.WriteString`
		io.Copy(w, strings.NewReader(err.Error())) // want `proven: the error of sql.DB.PingContext reaches the client through io.Copy`
	}
}

// Through a writer around the response.
func (a *api) wrapped(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		buf := bufio.NewWriter(w)
		fmt.Fprintf(buf, "cannot: %v", err) // want `proven: the error of sql.DB.PingContext`
		buf.Flush()
		gz := gzip.NewWriter(w)
		gz.Write([]byte(err.Error())) // want `proven: the error of sql.DB.PingContext`
		gz.Close()
	}
}

// As JSON, marshalled before or encoded, and as XML.
func (a *api) encoded(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		data, _ := json.Marshal(map[string]any{"ok": false, "detail": err.Error()})
		w.Write(data)                                                  // want `proven: the error of sql.DB.PingContext`
		xml.NewEncoder(w).Encode(struct{ Detail string }{err.Error()}) // want `proven: the error of sql.DB.PingContext`
		json.NewEncoder(w).Encode([]string{"cannot", err.Error()})     // want `proven: the error of sql.DB.PingContext`
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		enc.Encode(map[string]any{"error": map[string]any{"message": err.Error()}}) // want `proven: the error of sql.DB.PingContext`
	}
}

// In a page.
func (a *api) rendered(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		a.page.Execute(w, map[string]any{"Error": err.Error()}) // want `proven: the error of sql.DB.PingContext reaches the client through template.Template.Execute`
	}
}

// To anything but a client.
func (a *api) elsewhere(w http.ResponseWriter, r *http.Request) {
	if err := a.ping(r); err != nil {
		log.Println(err)
		fmt.Fprintln(os.Stderr, err)
		json.NewEncoder(os.Stdout).Encode(map[string]string{"error": err.Error()})
		var text strings.Builder
		fmt.Fprintf(&text, "cannot: %v", err)
		log.Print(text.String())
		http.Error(w, "not available", http.StatusServiceUnavailable)
	}
}

// Whether there was an error is no error.
func (a *api) asked(w http.ResponseWriter, r *http.Request) {
	err := a.ping(r)
	fmt.Fprintf(w, "ok: %v", err == nil)
	json.NewEncoder(w).Encode(map[string]bool{"ok": err == nil})
}

// What a query yields is what was asked for.
func (a *api) row(w http.ResponseWriter, r *http.Request) {
	var name string
	if err := a.db.QueryRowContext(r.Context(), "SELECT name FROM shops").Scan(&name); err != nil {
		log.Println(err)
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, name)
}

// A table is written to the client.
func (a *api) table(w http.ResponseWriter, r *http.Request) {
	t := tabwriter.NewWriter(w, 0, 8, 1, ' ', 0)
	defer t.Flush()
	if err := a.ping(r); err != nil {
		fmt.Fprintln(t, "ping:", err) // want `proven: the error of sql.DB.PingContext`
	}
}

// A table is written to the log.
func (a *api) tableLogged(w http.ResponseWriter, r *http.Request) {
	t := tabwriter.NewWriter(log.Writer(), 0, 8, 1, ' ', 0)
	defer t.Flush()
	if err := a.ping(r); err != nil {
		fmt.Fprintln(t, "ping:", err)
	}
}
