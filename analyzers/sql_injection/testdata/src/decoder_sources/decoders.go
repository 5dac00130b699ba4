// Package decoder_sources moves bodies into structs by other means than
// encoding/json.
package decoder_sources

import (
	"database/sql"
	"io"
	"net/http"
	"strconv"

	"github.com/bytedance/sonic"
	"github.com/go-playground/form/v4"
	"github.com/go-viper/mapstructure/v2"
	gojson "github.com/goccy/go-json"
	"github.com/jinzhu/copier"
	jsoniter "github.com/json-iterator/go"
	"gopkg.in/yaml.v3"
	k8s "sigs.k8s.io/yaml"
)

var (
	db      *sql.DB
	json    = jsoniter.ConfigCompatibleWithStandardLibrary
	decoder = form.NewDecoder()
)

type order struct {
	Column string
	Limit  int
}

// fast decodes by jsoniter, as a package and by a configuration of it.
func fast(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var a, b order
	if jsoniter.Unmarshal(data, &a) != nil || json.Unmarshal(data, &b) != nil {
		return
	}
	db.Query("SELECT * FROM users ORDER BY " + a.Column) // want `proven`
	db.Query("SELECT * FROM users ORDER BY " + b.Column) // want `proven`
	db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(b.Limit))
	var c order
	if json.NewDecoder(r.Body).Decode(&c) == nil {
		db.Query("SELECT * FROM users ORDER BY " + c.Column) // want `proven`
	}
	name := jsoniter.Get(data, "name").ToString()
	db.Query("SELECT * FROM users WHERE name = '" + name + "'") // want `proven`
}

func other(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var a, b, c, d order
	if gojson.Unmarshal(data, &a) == nil {
		db.Query("SELECT * FROM users ORDER BY " + a.Column) // want `proven`
	}
	if sonic.Unmarshal(data, &b) == nil {
		db.Query("SELECT * FROM users ORDER BY " + b.Column) // want `proven`
	}
	if yaml.Unmarshal(data, &c) == nil {
		db.Query("SELECT * FROM users ORDER BY " + c.Column) // want `proven`
	}
	if k8s.Unmarshal(data, &d) == nil {
		db.Query("SELECT * FROM users ORDER BY " + d.Column) // want `proven`
	}
	var e order
	if gojson.NewDecoder(r.Body).Decode(&e) == nil {
		db.Query("SELECT * FROM users ORDER BY " + e.Column) // want `proven`
	}
	var f order
	if yaml.NewDecoder(r.Body).Decode(&f) == nil {
		db.Query("SELECT * FROM users ORDER BY " + f.Column) // want `proven`
		db.Query("SELECT * FROM users ORDER BY id LIMIT ?", f.Limit)
	}
}

// moved goes from one struct into another.
func moved(w http.ResponseWriter, r *http.Request) {
	var m map[string]any
	if gojson.NewDecoder(r.Body).Decode(&m) != nil {
		return
	}
	var a order
	if mapstructure.Decode(m, &a) != nil {
		return
	}
	db.Query("SELECT * FROM users ORDER BY " + a.Column) // want `proven`
	var b order
	if copier.Copy(&b, &a) != nil {
		return
	}
	db.Query("SELECT * FROM users ORDER BY " + b.Column) // want `proven`
	var c order
	if decoder.Decode(&c, r.URL.Query()) == nil {
		db.Query("SELECT * FROM users ORDER BY " + c.Column) // want `proven: .*query`
		db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(c.Limit))
	}
}

// fixed decodes what stands in the program.
func fixed(w http.ResponseWriter, r *http.Request) {
	var a, b order
	if json.Unmarshal([]byte(`{"Column": "id"}`), &a) == nil {
		db.Query("SELECT * FROM users ORDER BY " + a.Column)
	}
	if yaml.Unmarshal([]byte("column: id"), &b) == nil {
		db.Query("SELECT * FROM users ORDER BY " + b.Column)
	}
	var m map[string]any
	var c order
	if mapstructure.Decode(m, &c) == nil {
		db.Query("SELECT * FROM users ORDER BY " + c.Column)
	}
}
