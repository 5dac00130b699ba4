// Command api serves accounts.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/jackc/pgx/v5/pgxpool"

	"corpus/pgx_sqlc/accounts"
	"corpus/pgx_sqlc/db"
)

type api struct{ store *accounts.Store }

func main() {
	pool, err := pgxpool.New(context.Background(), "")
	if err != nil {
		log.Fatal(err)
	}
	a := &api{store: accounts.NewStore(pool)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /accounts", a.create)
	mux.HandleFunc("GET /accounts", a.list)
	mux.HandleFunc("DELETE /accounts/{owner}", a.remove)
	mux.HandleFunc("GET /sorted", a.sorted)
	mux.HandleFunc("GET /quoted", a.quoted)
	mux.HandleFunc("GET /search", a.search)
	mux.HandleFunc("POST /transfer", a.transfer)
	mux.HandleFunc("POST /lock/{table}", a.lock)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

// create is safe: generated text is constant.
func (a *api) create(w http.ResponseWriter, r *http.Request) {
	var arg db.CreateAccountParams
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&arg); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	account, err := a.store.CreateAccount(r.Context(), arg)
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(account)
}

// list is safe.
func (a *api) list(w http.ResponseWriter, r *http.Request) {
	_, _ = a.store.ListAccounts(r.Context(), r.URL.Query().Get("owner"), 10)
}

// remove is safe.
func (a *api) remove(w http.ResponseWriter, r *http.Request) {
	_ = a.store.DeleteAccount(r.Context(), r.PathValue("owner"))
}

// sorted reaches the order that is written by hand.
func (a *api) sorted(w http.ResponseWriter, r *http.Request) {
	_, _ = a.store.Sorted(r.Context(), r.URL.Query().Get("sort"))
}

// quoted is safe: there the order is quoted.
func (a *api) quoted(w http.ResponseWriter, r *http.Request) {
	_, _ = a.store.Quoted(r.Context(), r.URL.Query().Get("sort"))
}

// search reaches the condition that is written by hand.
func (a *api) search(w http.ResponseWriter, r *http.Request) {
	_, _ = a.store.Search(r.Context(), r.URL.Query().Get("q"))
}

// transfer is safe.
func (a *api) transfer(w http.ResponseWriter, r *http.Request) {
	_ = a.store.Transfer(r.Context(), r.FormValue("from"), r.FormValue("to"), 10)
}

// lock names a table.
func (a *api) lock(w http.ResponseWriter, r *http.Request) {
	_ = a.store.Lock(r.Context(), r.PathValue("table"))
}
