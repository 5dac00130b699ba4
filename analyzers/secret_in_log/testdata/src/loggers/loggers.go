// Package loggers logs by every library there is.
package loggers

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"

	charm "github.com/charmbracelet/log"
	kit "github.com/go-kit/log"
	"github.com/go-logr/logr"
	fiberlog "github.com/gofiber/fiber/v2/log"
	"github.com/golang/glog"
	"github.com/hashicorp/go-hclog"
	gommon "github.com/labstack/gommon/log"
	"github.com/rs/zerolog"
	zlog "github.com/rs/zerolog/log"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"k8s.io/klog/v2"
)

type api struct {
	std   *log.Logger
	slog  *slog.Logger
	zap   *zap.Logger
	sugar *zap.SugaredLogger
	zero  zerolog.Logger
	entry *logrus.Entry
	logr  logr.Logger
	hclog hclog.Logger
	kit   kit.Logger
}

// Cookies keep sessions; the standard library's loggers.
func (a *api) standard(w http.ResponseWriter, r *http.Request) {
	for _, c := range r.Cookies() {
		a.std.Println("cookie", c.Value) // want `proven: the request's cookie is logged by log.Logger.Println: cookies keep sessions`
	}
	a.slog.InfoContext(r.Context(), "in", slog.String("auth", r.Header.Get("Proxy-Authorization"))) // want `proven: header "Proxy-Authorization"`
	a.slog.LogAttrs(context.Background(), slog.LevelInfo, "in", slog.Any("h", r.Header))            // want `proven: the request's header`
	a.slog.With("key", r.Header.Get("X-API-Key")).Info("in")                                        // want `proven: header "X-Api-Key"`
}

// zap takes fields, or pairs.
func (a *api) zapped(w http.ResponseWriter, r *http.Request) {
	a.zap.Info("in", zap.String("path", r.URL.Path), zap.String("auth", r.Header.Get("Authorization"))) // want `proven: header "Authorization" of the request is logged by zap.Logger.Info`
	a.zap.Info("in", zap.String("path", r.URL.Path), zap.Int("auth", len(r.Header.Get("Authorization"))))
	a.sugar.Infow("in", "auth", r.Header.Get("Authorization")) // want `proven: header "Authorization"`
	a.sugar.Debugf("%v", r.Header)                             // want `proven: the request's header`
	a.sugar.Infow("in", "agent", r.Header.Get("User-Agent"))
}

// zerolog writes one value by each call.
func (a *api) zero1(w http.ResponseWriter, r *http.Request) {
	a.zero.Info().Str("path", r.URL.Path).Str("auth", r.Header.Get("Authorization")).Msg("in") // want `proven: header "Authorization" of the request is logged by zerolog.Event.Str`
	zlog.Debug().Interface("headers", r.Header).Send()                                         // want `proven: the request's header`
	zlog.Debug().Msgf("token %s", r.Header.Get("X-Auth-Token"))                                // want `proven: header "X-Auth-Token"`
	zlog.Debug().Str("host", r.Host).Msg("in")
}

// logrus has fields on the way.
func (a *api) rus(w http.ResponseWriter, r *http.Request) {
	logrus.WithField("auth", r.Header.Get("Authorization")).Info("in")                                // want `proven: header "Authorization"`
	logrus.WithFields(logrus.Fields{"path": r.URL.Path, "cookie": r.Header.Get("Cookie")}).Info("in") // want `proven: header "Cookie"`
	a.entry.Warnf("%v", r.Header["Authorization"])                                                    // want `proven: (header "Authorization"|the request's header)`
	a.entry.WithField("path", r.URL.Path).Warn("in")
}

// logr and what speaks to it.
func (a *api) kubernetes(w http.ResponseWriter, r *http.Request) {
	auth := r.Header.Get("Authorization")
	a.logr.Info("in", "auth", auth)  // want `proven: header "Authorization"`
	klog.InfoS("in", "auth", auth)   // want `proven: header "Authorization"`
	klog.V(4).Infof("auth %s", auth) // want `proven: header "Authorization"`
	glog.Errorf("auth %s", auth)     // want `proven: header "Authorization"`
	klog.V(4).Infof("has auth: %v", auth != "")
}

// Others.
func (a *api) others(w http.ResponseWriter, r *http.Request) {
	auth := r.Header.Get("Authorization")
	a.hclog.Info("in", "auth", auth)   // want `proven: header "Authorization"`
	a.kit.Log("auth", auth)            // want `proven: header "Authorization"`
	charm.Info("in", "auth", auth)     // want `proven: header "Authorization"`
	gommon.Infof("in %s", auth)        // want `proven: header "Authorization"`
	fiberlog.Infow("in", "auth", auth) // want `proven: header "Authorization"`
}

// What a program prints is no log; neither is what it sends.
func (a *api) printed(w http.ResponseWriter, r *http.Request) {
	fmt.Println(r.Header.Get("Authorization"))
	fmt.Fprintln(os.Stdout, r.Header.Get("Authorization"))
	fmt.Fprintln(w, r.Header.Get("Authorization"))
}
