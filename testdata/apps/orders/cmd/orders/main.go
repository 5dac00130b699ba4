// Orders serves the orders API.
//
// It reads ORDERS_DATABASE (a PostgreSQL connection string), ORDERS_TOKEN_KEY
// (at least 32 bytes), ORDERS_CARRIER_PASSWORD, ORDERS_DOCUMENTS (a directory)
// and ORDERS_ADDR (default :8080) from its environment.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "github.com/lib/pq"

	"example.com/orders/internal/api"
	"example.com/orders/internal/auth"
	"example.com/orders/internal/jobs"
	"example.com/orders/internal/partner"
	"example.com/orders/internal/report"
	"example.com/orders/internal/store"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, log); err != nil {
		log.Error("orders stopped", "error", err)
		os.Exit(1)
	}
}

type config struct {
	database        string
	tokenKey        []byte
	carrierPassword string
	documents       string
	addr            string
}

func configFromEnv() (config, error) {
	c := config{
		database:        os.Getenv("ORDERS_DATABASE"),
		tokenKey:        []byte(os.Getenv("ORDERS_TOKEN_KEY")),
		carrierPassword: os.Getenv("ORDERS_CARRIER_PASSWORD"),
		documents:       os.Getenv("ORDERS_DOCUMENTS"),
		addr:            os.Getenv("ORDERS_ADDR"),
	}
	if c.database == "" || len(c.tokenKey) < 32 {
		return c, errors.New("ORDERS_DATABASE and an ORDERS_TOKEN_KEY of at least 32 bytes must be set")
	}
	if c.addr == "" {
		c.addr = ":8080"
	}
	return c, nil
}

func run(ctx context.Context, log *slog.Logger) error {
	conf, err := configFromEnv()
	if err != nil {
		return err
	}
	db, err := sql.Open("postgres", conf.database)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(20)

	srv := &http.Server{
		Addr:              conf.addr,
		Handler:           handler(db, conf, log),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.ListenAndServe() }()
	log.Info("orders listens", "addr", conf.addr)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return srv.Shutdown(ending)
	}
}

// handler joins the parts of the service under one mux.
func handler(db *sql.DB, conf config, log *slog.Logger) http.Handler {
	tokens := auth.NewTokens(conf.tokenKey)
	guard := auth.NewGuard(tokens)
	client := &http.Client{Timeout: 10 * time.Second}
	server := &api.Server{
		Orders:      store.NewOrders(db),
		Customers:   store.NewCustomers(db),
		Maintenance: store.NewMaintenance(db),
		Documents:   store.NewDocuments(conf.documents),
		Carrier:     partner.NewCarrier(client, "orders", conf.carrierPassword),
		Callbacks:   partner.NewCallbacks(client),
		Tokens:      tokens,
		Guard:       guard,
		Log:         log,
	}
	queue := &jobs.Queue{}
	reports := report.New(db, log)

	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", health(db))
	mux.Handle("/v1/", server.Handler())
	mux.Handle("/v1/reports/", guard.Require(http.MaxBytesHandler(reports.Handler(), 64<<10)))
	mux.Handle("/internal/jobs/", http.StripPrefix("/internal/jobs", queue.Router()))
	return logRequests(log, mux)
}

// health says whether the database answers.
func health(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		if err := db.PingContext(ctx); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// logRequests logs each request when it has been answered.
func logRequests(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		log.Info("request", "method", r.Method, "path", r.URL.Path, "took", time.Since(start).String())
	})
}
