package main

import (
	"database/sql"
	"errors"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/orders/internal/auth"
)

// TestWhoMayPass asks without a token, and with one. The database cannot be
// reached, so that whoever passes gets an answer that is no success.
func TestWhoMayPass(t *testing.T) {
	db, err := sql.Open("postgres", "postgres://127.0.0.1:1/none?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	key := []byte(strings.Repeat("k", 32))
	h := handler(db, config{tokenKey: key}, slog.New(slog.DiscardHandler))
	token, err := auth.NewTokens(key).Issue("a@example.com", false)
	if err != nil {
		t.Fatal(err)
	}

	tests := []struct {
		method, path       string
		stranger, customer int
	}{
		{"GET", "/healthz", 503, 503},
		{"POST", "/v1/login", 500, 500},
		{"GET", "/v1/products", 500, 500},
		{"GET", "/v1/invoices/1", 500, 500},
		{"GET", "/v1/orders/1/tracking", 500, 500},
		{"GET", "/v1/orders", 401, 500},
		{"POST", "/v1/orders", 401, 400},
		{"POST", "/v1/orders/import", 401, 500},
		{"GET", "/v1/orders/pages", 401, 500},
		{"GET", "/v1/orders/1", 401, 500},
		{"DELETE", "/v1/orders/1", 401, 500},
		{"GET", "/v1/exports/orders", 401, 500},
		{"GET", "/v1/customers/regions/north", 401, 500},
		{"GET", "/v1/customers/1", 401, 500},
		{"POST", "/v1/lookups/tags", 401, 400},
		{"POST", "/v1/returns", 400, 400},
		{"GET", "/v1/returns/1", 500, 500},
		{"GET", "/v1/orders/1/parcel", 401, 500},
		{"POST", "/v1/orders/1/callback", 401, 400},
		{"GET", "/v1/documents?name=none", 401, 404},
		{"DELETE", "/v1/documents?name=../none", 401, 404},
		{"GET", "/v1/session/leave?next=/v1/orders", 401, 303},
		{"GET", "/v1/session/resume?next=//acme.dev", 401, 303},
		{"GET", "/v1/reports/daily", 401, 500},
		{"POST", "/v1/reports/compare", 401, 400},
		{"POST", "/v1/admin/vacuum", 401, 403},
		{"POST", "/v1/admin/dump/orders", 401, 403},
		{"GET", "/v1/admin/schema/orders", 401, 403},
		{"GET", "/internal/jobs/pending", 200, 200},
		{"POST", "/internal/jobs/mail/run", 202, 202},
		{"GET", "/v1/none", 404, 404},
	}
	for _, tt := range tests {
		t.Run(tt.method+tt.path, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.path, nil)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.stranger {
				t.Errorf("a stranger got %d, want %d", w.Code, tt.stranger)
			}
			r = httptest.NewRequest(tt.method, tt.path, nil)
			r.Header.Set("Authorization", "Bearer "+token)
			w = httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.customer {
				t.Errorf("a customer got %d, want %d", w.Code, tt.customer)
			}
		})
	}
}

// TestTwins asks the flawed and the correct of a pair for the same thing.
func TestTwins(t *testing.T) {
	dir := t.TempDir()
	documents := filepath.Join(dir, "documents")
	secret := filepath.Join(dir, "key.pem")
	if err := errors.Join(os.Mkdir(documents, 0o700), os.WriteFile(secret, []byte("private"), 0o600)); err != nil {
		t.Fatal(err)
	}
	key := []byte(strings.Repeat("k", 32))
	h := handler(nil, config{tokenKey: key, documents: documents}, slog.New(slog.DiscardHandler))
	token, err := auth.NewTokens(key).Issue("a@example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(method, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}

	if got := ask("GET", "/v1/documents?name=../key.pem").Body.String(); got != "private" {
		t.Errorf("a document outside of the directory is read as %q", got)
	}
	if got := ask("DELETE", "/v1/documents?name=../key.pem"); got.Code != 404 {
		t.Errorf("a document outside of the directory is removed: %d", got.Code)
	}
	if got := ask("GET", "/v1/documents?name=none").Body.String(); !strings.Contains(got, documents) {
		t.Errorf("a missing document is told as %q, without the directory", got)
	}
	if got := ask("DELETE", "/v1/documents?name=none").Body.String(); got != "there is no such document\n" {
		t.Errorf("a missing document is told as %q", got)
	}
	if got := ask("GET", "/v1/session/leave?next=//evil.example").Header().Get("Location"); got != "//evil.example" {
		t.Errorf("leaving leads to %q", got)
	}
	for _, next := range []string{"//evil.example", `/\evil.example`, "https://evil.example"} {
		if got := ask("GET", "/v1/session/resume?next="+url.QueryEscape(next)).Header().Get("Location"); got != "/" {
			t.Errorf("resuming at %q leads to %q", next, got)
		}
	}
}
