// Package bound reads passwords by frameworks.
package bound

import (
	"crypto/subtle"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
)

type signup struct {
	Mail     string `json:"mail"`
	Password string `json:"password"`
}

type api struct {
	log  *zap.Logger
	hash []byte
	key  string
}

// By gin.
func (a *api) gin(c *gin.Context) {
	var in signup
	if err := c.ShouldBindJSON(&in); err != nil {
		a.log.Warn("not a signup", zap.Error(err))
		return
	}
	a.log.Info("signup", zap.String("mail", in.Mail))
	a.log.Debug("signup", zap.String("password", in.Password)) // want `proven: field Password of the request's body`
	a.log.Debug("signup", zap.Any("in", in))                   // want `proven: the request's body is logged`
	if _, err := bcrypt.GenerateFromPassword([]byte(in.Password), 12); err != nil {
		c.Status(http.StatusBadRequest)
	}
}

// By echo, with a form.
func (a *api) echo(c echo.Context) error {
	name, password := c.FormValue("name"), c.FormValue("password")
	c.Logger().Infof("login of %s", name)
	c.Logger().Debugf("login of %s with %s", name, password) // want `proven: form value "password"`
	if bcrypt.CompareHashAndPassword(a.hash, []byte(password)) != nil {
		return echo.ErrUnauthorized
	}
	return c.NoContent(http.StatusNoContent)
}

// By fiber, and with logrus.
func (a *api) fiber(c *fiber.Ctx) error {
	var in signup
	if err := c.BodyParser(&in); err != nil {
		return fiber.ErrBadRequest
	}
	logrus.WithField("mail", in.Mail).Info("login")
	logrus.WithFields(logrus.Fields{"mail": in.Mail, "password": in.Password}).Debug("login") // want `proven: field Password of the request's body`
	argon2.IDKey([]byte(in.Password), a.hash, 1, 64*1024, 4, 32)
	return c.SendStatus(fiber.StatusNoContent)
}

// A token behind its scheme, as it came and as it was cut.
func (a *api) bearer(w http.ResponseWriter, r *http.Request) {
	header := r.Header.Get("Authorization")
	_, token, ok := strings.Cut(header, " ")
	if !ok {
		slog.Warn("no scheme", "header", header) // want `proven: header "Authorization"`
		return
	}
	if subtle.ConstantTimeCompare([]byte(token), []byte(a.key)) != 1 {
		slog.Warn("wrong token", "token", token, "length", len(token)) // want `proven: header "Authorization"`
		slog.Warn("wrong token", "path", r.URL.Path, "agent", r.UserAgent())
	}
}

// The key that tokens are compared with.
func (a *api) started() {
	slog.Info("started", "key", a.key) // want `proven: bound.api.key is logged by slog.Info: it is what subtle.ConstantTimeCompare takes as a credential`
	slog.Info("started", "protected", a.key != "")
}

// What was parsed out of a header, and says who rather than proves it.
func (a *api) scheme(w http.ResponseWriter, r *http.Request) {
	if _, _, ok := r.BasicAuth(); !ok {
		slog.Warn("no credentials", "remote", r.RemoteAddr, "has", r.Header.Get("Authorization") != "")
	}
}

type change struct {
	What string  `json:"what"`
	Data *signup `json:"data"`
}

func changeOf(r *http.Request) (*change, error) {
	in := &change{}
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 1<<16)).Decode(in); err != nil {
		return nil, err
	}
	return in, nil
}

// What stands beside the password in the body is none.
func (a *api) change(w http.ResponseWriter, r *http.Request) {
	in, err := changeOf(r)
	if err != nil || in.Data == nil {
		http.Error(w, "no change", http.StatusBadRequest)
		return
	}
	if _, err := bcrypt.GenerateFromPassword([]byte(in.Data.Password), 12); err != nil {
		return
	}
	slog.Info("changed", "mail", in.Data.Mail)
	slog.Info("changed", "password", in.Data.Password) // want `proven: field Data.Password of the request's body`
}
