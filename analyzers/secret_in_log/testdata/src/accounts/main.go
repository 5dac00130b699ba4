// Command accounts keeps accounts.
package main

import (
	"log/slog"
	"net/http"

	"corpus/accounts/config"
	"corpus/accounts/store"
	"corpus/accounts/web"
)

func main() {
	cfg, err := config.Load("/etc/accounts.json")
	if err != nil {
		slog.Error("cannot load the settings", "err", err)
		return
	}
	slog.Info("starting", "listen", cfg.Listen, "database", cfg.Database.Host)
	slog.Debug("starting", "password", cfg.Database.Password) // want `proven: config.Database.Password is logged by slog.Debug: it is what pgconn.Config.Password takes as a credential`
	h := &web.Handler{Accounts: store.New(cfg)}
	http.ListenAndServe(cfg.Listen, h)
}
