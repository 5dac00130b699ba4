package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// Older lists import paths under which a modelled library was known before, with
// calls that are the same as far as the model names them.
func Older() [][2]string {
	return [][2]string{
		{"github.com/astaxie/beego", "github.com/beego/beego/v2/server/web"},
		{"github.com/astaxie/beego/context", "github.com/beego/beego/v2/server/web/context"},
		{"github.com/astaxie/beego/orm", "github.com/beego/beego/v2/client/orm"},
		{"github.com/beego/beego", "github.com/beego/beego/v2/server/web"},
		{"github.com/beego/beego/context", "github.com/beego/beego/v2/server/web/context"},
		{"github.com/beego/beego/orm", "github.com/beego/beego/v2/client/orm"},
		{"github.com/algorand/oapi-codegen/pkg/runtime", "github.com/oapi-codegen/runtime"},
		{"github.com/deepmap/oapi-codegen/pkg/runtime", "github.com/oapi-codegen/runtime"},
		{"github.com/dgrijalva/jwt-go", "github.com/golang-jwt/jwt/v4"},
		{"github.com/dgrijalva/jwt-go/request", "github.com/golang-jwt/jwt/v4/request"},
		{"github.com/go-chi/chi", "github.com/go-chi/chi/v5"},
		{"github.com/go-chi/chi/middleware", "github.com/go-chi/chi/v5/middleware"},
		{"github.com/go-chi/jwtauth", "github.com/go-chi/jwtauth/v5"},
		{"github.com/go-pg/pg", "github.com/go-pg/pg/v10"},
		{"github.com/go-pg/pg/orm", "github.com/go-pg/pg/v10/orm"},
		{"github.com/go-pg/pg/v9", "github.com/go-pg/pg/v10"},
		{"github.com/go-pg/pg/v9/orm", "github.com/go-pg/pg/v10/orm"},
		{"github.com/go-redis/redis/v8", "github.com/redis/go-redis/v9"},
		{"github.com/golang-jwt/jwt", "github.com/golang-jwt/jwt/v4"},
		{"github.com/golang-jwt/jwt/request", "github.com/golang-jwt/jwt/v4/request"},
		{"github.com/go-xorm/xorm", "xorm.io/xorm"},
		{"github.com/labstack/echo", "github.com/labstack/echo/v4"},
		{"github.com/labstack/echo/middleware", "github.com/labstack/echo/v4/middleware"},
		{"k8s.io/klog", "k8s.io/klog/v2"},
		{"gopkg.in/go-playground/validator.v9", "github.com/go-playground/validator/v10"},
	}
}

// withOlder returns the libraries with those that are known by another path.
func withOlder(libraries []model.Library) []model.Library {
	all := slices.Clone(libraries)
	for _, names := range Older() {
		i := slices.IndexFunc(libraries, func(l model.Library) bool { return l.Path == names[1] })
		if i < 0 || slices.ContainsFunc(libraries, func(l model.Library) bool { return l.Path == names[0] }) {
			continue
		}
		same := libraries[i]
		same.Path = names[0]
		all = append(all, same)
	}
	return all
}
