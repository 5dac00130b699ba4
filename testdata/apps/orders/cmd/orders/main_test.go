package main

import (
	"database/sql"
	"log/slog"
	"net/http/httptest"
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
		{"GET", "/v1/reports/daily", 401, 500},
		{"POST", "/v1/reports/compare", 401, 400},
		{"POST", "/v1/admin/vacuum", 401, 403},
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
